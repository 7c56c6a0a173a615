import { DAY } from '@/lib/dates'
import { groupBy } from 'es-toolkit/array'
import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { membersAsOf, stateAsOf } from '@/lib/demo/stand-in/as-of'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { listPullRequests } from '@/lib/demo/stand-in/memory-world'
import { DEMO_CONFIGURATION_TEXT, DEMO_LOGIN } from '@/lib/demo/organization/configuration'
import type { World, WorldOrganization, WorldPullRequest } from '@/lib/demo/stand-in/world'
import { MACHINE_USERS } from '@/lib/policy/defaults'
import { parseConfiguration } from '@/lib/policy/configuration'
import { compileTierPolicy, toPullRequestTier } from '@/lib/policy/tier-policy'

// The stories a reader of the demo should find, looked for in what the stand-in serves, without any metric of ours.

const END = new Date('2026-11-16T09:00:00Z')
let world: World
let organization: WorldOrganization
let pullRequests: WorldPullRequest[]

beforeAll(() => {
  world = makeDemoWorld({ end: END })
  const [first] = world.organizations
  if (!first) throw new Error('no organisation')
  organization = first
  pullRequests = organization.repositories.flatMap((repository) => listPullRequests(repository.pullRequests))
})

const daysBeforeEnd = (instant: string) => (END.getTime() - Date.parse(instant)) / DAY
const share = (list: WorldPullRequest[], isSo: (each: WorldPullRequest) => boolean) => list.filter(isSo).length / list.length

function teamOf(slug: string) {
  const team = organization.teams.find((each) => each.slug === slug)
  if (!team) throw new Error(`no team ${slug}`)
  return team
}

/** Pull requests of a team's present members, opened between so many days before the end. */
function ofTeam(slug: string, from: number, to: number): WorldPullRequest[] {
  const members = new Set(membersAsOf(teamOf(slug), world.end).map(({ user }) => user.id))
  return pullRequests.filter(({ author, createdAt }) => {
    const age = daysBeforeEnd(createdAt)
    return author !== null && members.has(author.id) && age <= from && age > to
  })
}

test('nobody begins comments alike on so many pull requests as a machine does', () => {
  const { samePrefixCharacters, pullRequests: most, share: least } = MACHINE_USERS
  const byPerson = new Map<string, { number: string; beginning: string | null }[]>()
  for (const one of pullRequests) {
    for (const { author, body } of [...one.comments, ...one.threads.flatMap(({ comments }) => comments)]) {
      if (author?.__typename !== 'User') continue
      const beginning = body.length >= samePrefixCharacters ? body.slice(0, samePrefixCharacters) : null
      byPerson.set(author.login, [...(byPerson.get(author.login) ?? []), { number: one.id, beginning }])
    }
  }
  const machines = [...byPerson].filter(([, comments]) => {
    const alike = Object.values(groupBy(comments, ({ beginning }) => beginning ?? '')).filter(
      (group) => group[0]?.beginning && new Set(group.map(({ number }) => number)).size >= most,
    )
    return alike.flat().length >= least * comments.length
  })
  expect(machines.map(([login, comments]) => `${login}: ${comments.length}`)).toEqual([])
})

const isMerged = (each: WorldPullRequest) => stateAsOf(each, world.end) === 'MERGED'
const hasAiSign = (each: WorldPullRequest) =>
  /Claude|Cursor|copilot/i.test(each.body) || each.commits.some(({ message }) => /Claude|Made-with: Cursor/.test(message))

/** A person other than the author approved the final patch, and the head's checks are green. A rough eye, on purpose. */
function looksConfident(each: WorldPullRequest): boolean {
  const standing = each.commits.filter(({ replacedAt, message }) => replacedAt === null && !message.startsWith('Merge branch'))
  const head = each.commits.at(-1)?.oid
  const approved = each.reviews.some(
    ({ author, state, commitOid }) =>
      state === 'APPROVED' && author?.__typename === 'User' && author !== each.author && commitOid === standing.at(-1)?.oid,
  )
  const red = each.checks.some(({ commitOid, conclusion }) => commitOid === head && conclusion === 'FAILURE')
  return approved && !red && each.threads.every(({ resolvedAt }) => resolvedAt !== null)
}

test('eight teams, seventy people, five repositories, about 5,000 pull requests of 52 weeks', () => {
  expect(organization.login).toBe(DEMO_LOGIN)
  expect(organization.teams).toHaveLength(8)
  expect(organization.members).toHaveLength(70)
  expect(organization.repositories).toHaveLength(5)
  expect(pullRequests.length).toBeGreaterThan(4700)
  expect(pullRequests.length).toBeLessThan(5500)
  const ages = pullRequests.map(({ createdAt }) => daysBeforeEnd(createdAt))
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...ages)).toBeGreaterThan(360)
  expect(Math.max(...ages)).toBeLessThanOrEqual(365)
})

test('the same end gives the same world, another end another', () => {
  const digest = (each: World) => {
    const hash = createHash('sha1')
    for (const repository of each.organizations[0]?.repositories ?? []) {
      for (const { id, title, mergedAt, reviews } of listPullRequests(repository.pullRequests)) {
        hash.update(JSON.stringify([id, title, mergedAt, reviews.map((review) => [review.id, review.submittedAt])]))
      }
    }
    return hash.digest('hex')
  }
  const small = (end: Date) => digest(makeDemoWorld({ end, size: 0.1 }))
  expect(small(END)).toBe(small(END))
  expect(small(END)).not.toBe(small(new Date(END.getTime() + DAY)))
})

test('ids are unique, and every text is the demo’s own', () => {
  const ids = pullRequests.flatMap((each) => [each.id, ...each.reviews.map(({ id }) => id), ...each.threads.map(({ id }) => id)])
  expect(new Set(ids).size).toBe(ids.length)
  const addresses = pullRequests.flatMap(({ commits }) => commits.map(({ author }) => author.email ?? ''))
  expect(addresses.filter((email) => !/@larkspur\.example$|\[bot\]@users\.noreply\.github\.com$/.test(email))).toEqual([])
})

describe('stories', () => {
  test('payments: two seniors carry four fifths of the reviews', () => {
    const counts = new Map<string, number>()
    const reviews = ofTeam('payments', 84, 0).flatMap((each) => each.reviews.filter(({ author }) => author?.__typename === 'User'))
    for (const { author } of reviews) counts.set(author?.id ?? '', (counts.get(author?.id ?? '') ?? 0) + 1)
    const [most = 0, second = 0] = [...counts.values()].sort((a, b) => b - a)
    expect((most + second) / reviews.length).toBeGreaterThan(0.75)
    expect((most + second) / reviews.length).toBeLessThan(0.9)
  })

  test('booking: AI’s share rises while confidence falls', () => {
    const early = ofTeam('booking', 364, 182).filter(isMerged)
    const late = ofTeam('booking', 42, 0).filter(isMerged)
    expect(share(early, hasAiSign)).toBeLessThan(0.35)
    expect(share(late, hasAiSign)).toBeGreaterThan(0.6)
    expect(share(early, looksConfident)).toBeGreaterThan(0.8)
    expect(share(late, looksConfident)).toBeLessThan(0.6)
  })

  test('tracking: healthy', () => {
    expect(share(ofTeam('tracking', 84, 0).filter(isMerged), looksConfident)).toBeGreaterThan(0.87)
  })

  test('pricing research: too small to show, below booking', () => {
    const team = teamOf('pricing-research')
    expect(team.members).toHaveLength(3)
    expect(team.parentTeam?.slug).toBe('booking')
  })

  test('platform: some changes were approved by nothing but a bot', () => {
    const onlyBot = ofTeam('platform', 364, 0).filter(
      ({ reviews, mergedAt }) =>
        mergedAt !== null &&
        reviews.length > 0 &&
        reviews.every(({ author, state }) => author?.__typename === 'Bot' && state === 'APPROVED'),
    )
    expect(onlyBot.length).toBeGreaterThan(8)
  })

  test('one person is in Tracking five weeks before the end and in Carrier Integrations at the end', () => {
    const before = new Date(END.getTime() - 35 * DAY).toISOString()
    const idsOf = (slug: string, at: string) => membersAsOf(teamOf(slug), at).map(({ user }) => user.id)
    const moved = idsOf('tracking', before).filter((id) => !idsOf('tracking', world.end).includes(id))
    expect(moved).toHaveLength(1)
    expect(idsOf('carriers', before)).not.toContain(moved[0])
    expect(idsOf('carriers', world.end)).toContain(moved[0])
  })

  test('mobile: an agent’s changes are merged by who asked for them, reviewed by nobody else', () => {
    const agent = pullRequests.filter(
      ({ author, repository, mergedAt }) => author?.login === 'copilot-swe-agent' && repository.name === 'driver-app' && mergedAt !== null,
    )
    expect(agent.length).toBeGreaterThan(100)
    for (const { assignees, mergedBy, reviews } of agent) {
      expect(mergedBy).toBe(assignees[0])
      expect(reviews.every(({ author }) => author === assignees[0])).toBe(true)
    }
  })

  test('dependency updates, reverts with each kind of reason, fixes that name what they repair', () => {
    expect(pullRequests.filter(({ author }) => author?.login === 'renovate').length).toBeGreaterThan(200)
    const reverts = pullRequests.filter(({ title }) => title.startsWith('Revert "'))
    const withReason = reverts.filter(({ body }) => /crashes|Error rate|Wrong totals/.test(body))
    const withOther = reverts.filter(({ body }) => /Too early|No longer needed|Accidentally/.test(body))
    expect(withReason.length).toBeGreaterThan(5)
    expect(withOther.length).toBeGreaterThan(5)
    expect(reverts.length).toBeGreaterThan(withReason.length + withOther.length)
    const fixes = pullRequests.filter(
      ({ labels, body }) => labels.some(({ name }) => name === 'bug') && /(in|from|by|of) #\d+[:,]/.test(body),
    )
    expect(fixes.length).toBeGreaterThan(30)
    for (const { body, number } of fixes) expect(Number(/#(\d+)/.exec(body)?.[1])).toBeLessThan(number)
  })

  test('stacks, drafts, force pushes, untouched templates, deleted accounts, unreadable checks, rare accounts', () => {
    const has = (isSo: (each: WorldPullRequest) => boolean) => pullRequests.filter(isSo).length
    const hasEvent = (type: string) => (each: WorldPullRequest) => each.timeline.some(({ __typename }) => __typename === type)
    expect(has(hasEvent('BaseRefChangedEvent'))).toBeGreaterThan(5)
    expect(has(hasEvent('ReadyForReviewEvent'))).toBeGreaterThan(300)
    expect(has(hasEvent('HeadRefForcePushedEvent'))).toBeGreaterThan(15)
    expect(has(hasEvent('ReviewDismissedEvent'))).toBeGreaterThan(5)
    expect(has(({ body }) => body.startsWith('## Why\n\n<!--'))).toBeGreaterThan(50)
    expect(has(({ author }) => author === null)).toBeGreaterThan(5)
    expect(has(({ checksAccess }) => checksAccess === 'forbidden')).toBeGreaterThan(0)
    const commenters = pullRequests.flatMap(({ comments }) => comments.map(({ author }) => author?.__typename))
    expect(new Set(commenters)).toEqual(new Set(['User', 'Mannequin', 'EnterpriseUserAccount', undefined]))
  })

  test('people wait: some pull requests are open at the end, and some have been for a month', () => {
    const open = pullRequests.filter((each) => stateAsOf(each, world.end) === 'OPEN')
    expect(open.length).toBeGreaterThan(10)
    expect(open.some(({ createdAt }) => daysBeforeEnd(createdAt) > 30)).toBe(true)
  })
})

test('people review in the working hours of their team’s zone', () => {
  const people = new Map(organization.teams.flatMap(({ slug, members }) => members.map(({ user }) => [user.id, slug] as const)))
  const zones: Record<string, string> = {
    payments: 'Europe/London',
    mobile: 'Asia/Kolkata',
    booking: 'America/New_York',
  }
  for (const { reviews } of pullRequests) {
    for (const { author, submittedAt } of reviews) {
      const timeZone = zones[people.get(author?.id ?? '') ?? '']
      if (!timeZone || submittedAt === null) continue
      const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', weekday: 'short' }).formatToParts(new Date(submittedAt))
      const hour = Number(parts.find(({ type }) => type === 'hour')?.value)
      expect(['Sat', 'Sun']).not.toContain(parts.find(({ type }) => type === 'weekday')?.value)
      expect(hour >= 9 && hour < 19).toBe(true)
    }
  }
})

describe('plumbline.yml of the demo', () => {
  test('is valid and knows every team’s calendar', () => {
    const { configuration, problems } = parseConfiguration(DEMO_CONFIGURATION_TEXT, 'plumbline.yml')
    expect(problems).toEqual([])
    expect([...(configuration?.teams.calendars.keys() ?? [])].sort()).toEqual(organization.teams.map(({ slug }) => slug).sort())
  })

  test('leaves hardly a path without a tier, and every tier occurs', () => {
    const { configuration } = parseConfiguration(DEMO_CONFIGURATION_TEXT, 'plumbline.yml')
    if (!configuration) throw new Error('not valid')
    const policy = compileTierPolicy({ globs: configuration.tiers.globs, surfaces: configuration.surfaces })
    const tiers = pullRequests.map((each) =>
      toPullRequestTier(
        each.files.map(({ path }) => path),
        policy,
        each.repository.nameWithOwner,
      ),
    )
    const count = (tier: string) => tiers.filter((each) => each.tier === tier).length / tiers.length
    expect(count('T0')).toBeGreaterThan(0.04)
    expect(count('T3')).toBeGreaterThan(0.07)
    expect(count('T3')).toBeLessThan(0.25)
    expect(tiers.filter(({ unclassified }) => unclassified.length > 0).length / tiers.length).toBeLessThan(0.1)
  })
})
