import { DAY } from '@/lib/dates'
import { LOGIN, makePeople, type Person } from '@/lib/demo/organization/people'
import { listHolidays } from '@/lib/demo/organization/holidays'
import { makeRepositories } from '@/lib/demo/organization/repositories'
import { TEAM_STORIES, type RepositoryName, type TeamSlug, type TeamStory } from '@/lib/demo/organization/teams'
import { Dice } from '@/lib/demo/seeded-random'
import { StoryClock } from './clock'
import { StoryPullRequest, type StoryStart } from './pull-request'
import { WorkCalendar } from './work-calendar'
import { toDatabaseId, toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import { toInstant, type WorldIssue, type WorldOrganization, type WorldRepository } from '@/lib/demo/stand-in/world'

export const WEEKS = 52
const WEEK = 7 * DAY
/** One person moves, between a sync five weeks ago and one now. */
const MOVES = { from: 'tracking', to: 'carriers', rank: 4, daysAgo: 14 } as const

/** Everything the stories share while they are told. */
export class StoryWorld {
  readonly dice: Dice
  readonly clock = new StoryClock()
  readonly end: number
  readonly begin: number
  readonly movedAt: number
  readonly people = makePeople()
  readonly mover: Person
  readonly organization: WorldOrganization
  readonly repositories: Record<RepositoryName, WorldRepository>
  readonly pullRequests: StoryPullRequest[] = []
  private readonly calendars = new Map<TeamSlug, WorkCalendar>()
  private readonly numbers = new Map<string, number>()
  private readonly freeAt = new Map<Person, number>()

  constructor(end: Date, seed: number) {
    this.dice = new Dice(seed)
    this.end = Math.floor(end.getTime() / 1000) * 1000
    this.begin = this.end - WEEKS * WEEK
    this.movedAt = Math.floor((this.end - MOVES.daysAgo * DAY) / DAY) * DAY
    for (const team of TEAM_STORIES) this.calendars.set(team.slug, new WorkCalendar(team.timeZone, listHolidays(team.slug, end)))
    const mover = this.people.find((person) => person.team === MOVES.from && person.rank === MOVES.rank)
    if (!mover) throw new Error('Nobody can move')
    this.mover = mover
    this.organization = this.makeOrganization()
    this.repositories = makeRepositories(this.organization, toInstant(this.begin - 30 * DAY))
    this.organization.repositories = Object.values(this.repositories)
  }

  private makeOrganization(): WorldOrganization {
    const id = toNodeId('O', LOGIN)
    const organization: WorldOrganization = {
      __typename: 'Organization',
      id,
      databaseId: toDatabaseId('O', LOGIN),
      login: LOGIN,
      name: 'Larkspur Freight',
      members: this.people.filter((person) => !person.isDeleted).map((person) => person.actor),
      teams: [],
      repositories: [],
    }
    const movedOn = toInstant(this.movedAt)
    organization.teams = TEAM_STORIES.map(({ slug, name, description }) => ({
      __typename: 'Team',
      id: toNodeId('T', LOGIN, slug),
      databaseId: toDatabaseId('T', LOGIN, slug),
      slug,
      name,
      description,
      parentTeam: null,
      organization,
      members: this.people
        .filter((person) => person.team === slug && !person.isDeleted)
        .map((person) => ({
          user: person.actor,
          role: person.rank === 0 ? ('MAINTAINER' as const) : ('MEMBER' as const),
          from: null,
          to: person === this.mover ? movedOn : null,
        })),
    }))
    const next = organization.teams.find((team) => team.slug === MOVES.to)
    next?.members.push({ user: this.mover.actor, role: 'MEMBER', from: movedOn, to: null })
    // The small team belongs to a larger one, whose page must not count its members.
    const research = organization.teams.find((team) => team.slug === 'pricing-research')
    if (research) research.parentTeam = organization.teams.find((team) => team.slug === 'booking') ?? null
    return organization
  }

  calendar(team: TeamSlug): WorkCalendar {
    const calendar = this.calendars.get(team)
    if (!calendar) throw new Error(`No calendar of ${team}`)
    return calendar
  }

  membersOf(team: TeamSlug, at: number): Person[] {
    const hasMoved = at >= this.movedAt
    return this.people.filter((person) => {
      if (person === this.mover) return team === (hasMoved ? MOVES.to : MOVES.from)
      return person.team === team && !person.isDeleted
    })
  }

  /** Numbers are shared by issues and pull requests, as on GitHub. */
  nextNumber(repository: WorldRepository): number {
    const number = (this.numbers.get(repository.id) ?? 0) + 1
    this.numbers.set(repository.id, number)
    return number
  }

  open(start: Omit<StoryStart, 'number'>): StoryPullRequest {
    const pullRequest = new StoryPullRequest({ ...start, number: this.nextNumber(start.repository) })
    this.pullRequests.push(pullRequest)
    return pullRequest
  }

  issue(repository: WorldRepository, at: number, author: Person, title: string, body: string, labels: string[]): WorldIssue {
    const number = this.nextNumber(repository)
    return {
      __typename: 'Issue',
      id: toNodeId('I', repository.nameWithOwner, number),
      databaseId: toDatabaseId('I', repository.nameWithOwner, number),
      number,
      title,
      body,
      state: 'OPEN',
      createdAt: toInstant(at),
      author: author.actor,
      labels: labels.map((name) => ({ __typename: 'Label', id: toNodeId('LA', repository.name, name), name })),
      repository,
    }
  }

  /** Someone of the team who is not one of `others`, by how much of the team's reviewing they do. */
  pickReviewer(team: TeamStory, at: number, others: (Person | null)[]): Person | null {
    const candidates = this.membersOf(team.slug, at).filter((person) => !others.includes(person))
    const weights = candidates.map((person) => team.reviewWeights[person.rank] ?? 2)
    let rest = this.dice.between(
      0,
      weights.reduce((sum, weight) => sum + weight, 0),
    )
    return candidates.find((_, index) => (rest -= weights[index] ?? 0) < 0) ?? candidates[0] ?? null
  }

  /** The reviewer reads it when the reviews they took before are done; the instant of their answer. */
  takeReview(team: TeamStory, reviewer: Person, now: number, size = 1): number {
    const calendar = this.calendar(team.slug)
    const seenAt = calendar.add(now, this.dice.skewed(team.reactionHours, 0.7))
    const startsAt = Math.max(seenAt, this.freeAt.get(reviewer) ?? 0)
    const endsAt = calendar.add(startsAt, this.dice.skewed(team.reviewHours * size, 0.5))
    this.freeAt.set(reviewer, endsAt)
    return endsAt
  }

  weekOf(at: number): number {
    return Math.floor((at - this.begin) / WEEK)
  }
}
