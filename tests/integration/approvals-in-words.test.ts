import { beforeAll, describe, expect, it } from 'vitest'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'
import { listPullRequests } from '@/lib/demo/stand-in/memory-world'
import type { World, WorldActor, WorldPullRequest } from '@/lib/demo/stand-in/world'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

// What people approve in words, from GitHub's answer to the verdict.

const end = new Date('2026-11-18T09:00:00Z')

function withoutWords(): Configuration {
  const { configuration } = parseConfiguration('approvals: { inWords: false }', 'plumbline.yml')
  if (!configuration) throw new Error('The configuration does not parse')
  return configuration
}

async function listVerdicts({ database }: TestDatabase) {
  const rows = await database.pullRequestMetrics.findMany({ orderBy: [{ repositoryId: 'asc' }, { number: 'asc' }] })
  return rows.map(({ pullRequestId, confidence, reasons, marks, review }) => ({ pullRequestId, confidence, reasons, marks, review }))
}

function count(verdicts: { confidence: string | null; reasons: string[] }[]) {
  const counts: Record<string, number> = {}
  for (const { confidence, reasons } of verdicts) {
    const name = [confidence, ...reasons].join(' ')
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

async function judgeAnew({ database }: TestDatabase, configuration: Configuration) {
  const { id: organizationId } = await database.organization.findFirstOrThrow()
  await computePendingMetrics({ database, organizationId, configuration, asOf: end, isAnew: true })
}

describe('an organisation that only uses the button', () => {
  let held: TestDatabase
  beforeAll(async () => {
    held = await createTestDatabase()
    await seedOrganization(held.database, makeDemoWorld({ end, size: 0.1 }), { at: end })
  })

  it('has the same figures whether or not words count, and those of the first edition', async () => {
    const counted = await listVerdicts(held)
    expect(count(counted)).toEqual(FIRST_EDITION)
    expect(counted.flatMap(({ marks }) => marks).filter((mark) => mark === 'in_words' || mark === 'merge_command')).toEqual([])
    await judgeAnew(held, withoutWords())
    expect(await listVerdicts(held)).toEqual(counted)
  })
})

/** Verdicts with their reasons on the same world as the first edition gave them. */
const FIRST_EDITION = {
  '': 127,
  confident: 417,
  excluded_closed_unmerged: 27,
  excluded_never_ready: 1,
  'indeterminate patch_unknown': 2,
  'merged_without_confidence check_failed': 5,
  'merged_without_confidence no_qualified_approval': 38,
  'merged_without_confidence stale_approval': 9,
  'merged_without_confidence thread_open': 5,
  open: 3,
}

describe('approvals in words', () => {
  let held: TestDatabase
  let world: World
  let changed: WorldPullRequest

  beforeAll(async () => {
    held = await createTestDatabase()
    world = makeDemoWorld({ end, size: 0.1 })
    changed = approveInWords(world)
    await seedOrganization(held.database, world, { at: end })
  })

  const verdictOf = async (id: string) => held.database.pullRequestMetrics.findFirstOrThrow({ where: { pullRequestId: id } })

  it('count, with the words, the commit and the mark, until plumbline.yml says otherwise', async () => {
    const verdict = await verdictOf(changed.id)
    expect({ confidence: verdict.confidence, marks: verdict.marks }).toMatchObject({ confidence: 'confident' })
    expect(verdict.marks).toContain('in_words')
    const { evidence } = await held.database.pullRequestEvidence.findFirstOrThrow({ where: { pullRequestId: changed.id } })
    expect(JSON.stringify(evidence)).toContain('ACK ')
    await judgeAnew(held, withoutWords())
    expect((await verdictOf(changed.id)).confidence).toBe('merged_without_confidence')
    await judgeAnew(held, toDefaultConfiguration())
    expect((await verdictOf(changed.id)).confidence).toBe('confident')
  })

  it('count not while GitHub’s word on the author was never read', async () => {
    await held.database.comment.updateMany({ where: { pullRequestId: changed.id }, data: { authorAssociation: null } })
    await judgeAnew(held, toDefaultConfiguration())
    const { confidence, reasons } = await verdictOf(changed.id)
    expect([confidence, reasons]).toEqual(['merged_without_confidence', ['no_qualified_approval']])
    await held.database.comment.updateMany({ where: { pullRequestId: changed.id }, data: { authorAssociation: 'MEMBER' } })
  })
})

describe('a known reviewer', () => {
  let held: TestDatabase
  let judged: WorldPullRequest
  let reviewer: WorldActor
  let others: WorldPullRequest[]

  beforeAll(async () => {
    held = await createTestDatabase()
    const world = makeDemoWorld({ end, size: 0.1 })
    ;({ judged, reviewer, others } = takePushAccess(world))
    await seedOrganization(held.database, world, { at: end })
  })

  const verdictOf = async (id: string) => held.database.pullRequestMetrics.findFirstOrThrow({ where: { pullRequestId: id } })

  it('has reviewed ten other merged pull requests of the repository by then, and not one less', async () => {
    expect(others.length).toBeGreaterThanOrEqual(10)
    expect((await verdictOf(judged.id)).marks).toContain('approved_without_push_access')
    const kept = others.slice(0, 9).map(({ id }) => id)
    await held.database.review.deleteMany({ where: { authorId: reviewer.id, pullRequestId: { notIn: [...kept, judged.id] } } })
    await judgeAnew(held, toDefaultConfiguration())
    const { confidence, reasons } = await verdictOf(judged.id)
    expect(confidence).toBe('merged_without_confidence')
    expect(reasons).toContain('no_qualified_approval')
  })
})

/** A merge that one person approved with the button, approved in words instead. */
function approveInWords(world: World): WorldPullRequest {
  const found = listAll(world).find(isPlainMerge)
  if (!found) throw new Error('The demo has no plain merge')
  const [approval] = found.reviews.filter(({ state }) => state === 'APPROVED')
  if (!approval?.submittedAt || !approval.commitOid) throw new Error('Its approval has no commit')
  found.reviews.splice(0)
  // A rule of the branch is met by the button alone, so whoever approves in words has none that asks for approvals.
  found.repository.rules = []
  delete found.repository.rulesetRules
  found.comments.push({
    __typename: 'IssueComment',
    id: 'IC_in_words',
    databaseId: 987_654_321,
    author: approval.author,
    authorAssociation: 'MEMBER',
    body: `ACK ${approval.commitOid}, tested here`,
    createdAt: approval.submittedAt,
  })
  return found
}

/** The busiest reviewer of a repository loses push access there, and the last plain merge they approved is the one to judge. */
function takePushAccess(world: World) {
  const byPerson = new Map<string, { reviewer: WorldActor; merges: WorldPullRequest[] }>()
  for (const one of listAll(world)) {
    for (const { author } of one.reviews) {
      if (author?.__typename !== 'User' || one.author?.id === author.id || one.mergedAt === null) continue
      const key = `${one.repository.id} ${author.id}`
      const entry = byPerson.get(key) ?? { reviewer: author, merges: [] }
      if (!entry.merges.includes(one)) entry.merges.push(one)
      byPerson.set(key, entry)
    }
  }
  for (const { reviewer, merges } of [...byPerson.values()].sort((a, b) => b.merges.length - a.merges.length)) {
    const judged = merges.findLast(
      (one) => isPlainMerge(one) && one.reviews.find(({ state }) => state === 'APPROVED')?.author?.id === reviewer.id,
    )
    const approvedAt = judged?.reviews.find(({ state }) => state === 'APPROVED')?.submittedAt ?? ''
    const others = merges.filter((one) => one !== judged && (one.mergedAt ?? '') < approvedAt)
    if (!judged || others.length < 10) continue
    for (const one of listAll(world)) {
      if (one.repository.id !== judged.repository.id) continue
      for (const review of one.reviews) if (review.author?.id === reviewer.id) review.authorCanPushToRepository = false
    }
    return { judged, reviewer, others }
  }
  throw new Error('Nobody in the demo reviewed ten merges of a repository')
}

/** One approval by one person on the last commit, and nothing else in its way. */
function isPlainMerge(one: WorldPullRequest): boolean {
  const approvals = one.reviews.filter(({ state }) => state === 'APPROVED')
  return (
    one.mergedAt !== null &&
    one.author?.__typename === 'User' &&
    approvals.length === 1 &&
    one.reviews.every(({ state }) => state === 'APPROVED' || state === 'COMMENTED') &&
    one.threads.length === 0 &&
    one.commits.at(-1)?.oid === approvals[0]?.commitOid &&
    one.commits.every(({ replacedAt, author }) => replacedAt === null && author.user?.id === one.author?.id) &&
    one.files.every(({ path }) => path.startsWith('docs/') || path.endsWith('.md') || path.includes('test'))
  )
}

function listAll(world: World): WorldPullRequest[] {
  return world.organizations.flatMap(({ repositories }) => repositories.flatMap(({ pullRequests }) => listPullRequests(pullRequests)))
}
