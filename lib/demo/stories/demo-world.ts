import { DAY, HOUR } from '@/lib/dates'
import type { Person } from '@/lib/demo/organization/people'
import { TEAM_STORIES, type TeamStory } from '@/lib/demo/organization/teams'
import { toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import { tellAgentChange, tellDependencyUpdate, tellOddities, tellRelease } from './of-bots'
import { tellChange } from './of-change'
import type { ChangePlan } from './opening'
import type { StoryPullRequest } from './pull-request'
import { StoryWorld, WEEKS } from './world'
import { toInstant, type World } from '@/lib/demo/stand-in/world'

const STUCK_FOR_DAYS = [64, 37]
/** A deleted colleague's last working week, counted from the beginning. */
const LAST_WEEK_OF_DELETED = 20

export interface DemoWorldOptions {
  /** The last instant; the 52 weeks before it are told. */
  end: Date
  seed?: number
  /** Share of the full size, for tests: 1 is about 5,000 pull requests. */
  size?: number
}

/**
 * The demo organisation: eight teams, seventy invented people, five repositories and 52 weeks of their pull requests.
 * The same seed and end give the same world on every machine. What is planned after the end stays hidden by the clock.
 */
export function makeDemoWorld({ end, seed = 20_261_116, size = 1 }: DemoWorldOptions): World {
  const world = new StoryWorld(end, seed)
  tellOddities(world)
  planStuck(world)
  for (const team of TEAM_STORIES) planTeam(world, team, size)
  world.clock.run()
  for (const pullRequest of world.pullRequests) pullRequest.finish()
  for (const repository of world.organization.repositories) {
    repository.pullRequests = toPullRequestList(world.pullRequests.filter((each) => each.repository === repository))
  }
  return toMemoryWorld([world.organization], toInstant(world.end))
}

/** Two of the overloaded team's pull requests that nobody has looked at for weeks. */
function planStuck(world: StoryWorld) {
  const team = TEAM_STORIES.find((story) => story.slug === 'payments')
  for (const days of team ? STUCK_FOR_DAYS : []) {
    const at = world.calendar('payments').next(world.end - days * DAY)
    const author = world.membersOf('payments', at).at(-1)
    if (team && author) world.clock.start(at, tellChange(world, { team, author, tier: 'T3', fate: 'stuck' }, at))
  }
}

/** Spreads a team's work over its working days; Mondays are slow and Fridays end early. */
function planTeam(world: StoryWorld, team: TeamStory, size: number) {
  const { dice } = world
  const calendar = world.calendar(team.slug)
  let day = 0
  for (const morning of calendar.workdays(world.begin, world.end)) {
    const week = Math.min(WEEKS - 1, world.weekOf(morning))
    const wave = [0.8, 1.1, 1.15, 1.1, 0.85][new Date(morning + 6 * HOUR).getUTCDay() - 1] ?? 1
    const expected = (team.weeklyPullRequests(week) / 5) * wave * size
    for (let count = draw(world, expected); count > 0; count -= 1) {
      const at = morning + dice.between(0, 8) * HOUR
      if (at < world.end) world.clock.start(at, startChange(world, team, at))
    }
    if (dice.chance(0.17 * size)) world.clock.start(morning, tellDependencyUpdate(world, team, morning - 3 * HOUR))
    planAgent(world, team, morning, week, size)
    if (day % 20 === 10 && team.slug !== 'pricing-research') world.clock.start(morning + HOUR, tellRelease(world, team, morning + HOUR))
    day += 1
  }
}

/** A whole number with this mean. */
function draw(world: StoryWorld, mean: number): number {
  let count = 0
  for (let rest = Math.exp(-mean), product = world.dice.between(0, 1); product > rest; product *= world.dice.between(0, 1)) count += 1
  return count
}

function planAgent(world: StoryWorld, team: TeamStory, morning: number, week: number, size: number) {
  const rate = team.slug === 'mobile' ? 0.8 : team.slug === 'booking' ? 0.1 + week / 260 : team.slug === 'tracking' ? 0.12 : 0
  if (!world.dice.chance(rate * size)) return
  const at = morning + world.dice.between(0, 7) * HOUR
  const requester = world.pickReviewer(team, at, [])
  if (requester && at < world.end) world.clock.start(at, tellAgentChange(world, team, requester, at, team.slug !== 'mobile'))
}

const MAXIMUM_STACK = 2

function* startChange(world: StoryWorld, team: TeamStory, at: number) {
  const author = pickAuthor(world, team, at)
  const plan: ChangePlan = { team, author }
  if ((team.slug === 'booking' || team.slug === 'tracking') && world.dice.chance(0.07)) {
    const parent = findOpenParent(world, team, author)
    if (parent) plan.parent = parent
  }
  yield* tellChange(world, plan, at)
}

function pickAuthor(world: StoryWorld, team: TeamStory, at: number): Person {
  const { dice } = world
  const gone = world.people.find((person) => person.isDeleted)
  if (gone && gone.team === team.slug && world.weekOf(at) < LAST_WEEK_OF_DELETED && dice.chance(0.08)) return gone
  return dice.pick(world.membersOf(team.slug, at))
}

/** An open pull request of the same person that another one can stand on. */
function findOpenParent(world: StoryWorld, team: TeamStory, author: Person): StoryPullRequest | undefined {
  const repository = world.repositories[team.repository]
  return world.pullRequests.findLast(
    (each) =>
      each.repository === repository && each.author?.id === author.actor.id && !each.isEnded && each.children.length < MAXIMUM_STACK,
  )
}
