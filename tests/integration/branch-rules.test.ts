import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '@/lib/dates'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { STAND_IN_TOKENS, type StandIn } from '@/lib/demo/stand-in/start'
import type { World, WorldRepository } from '@/lib/demo/stand-in/world'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

const START = new Date('2026-11-16T00:00:00Z')
const RULE = {
  id: 'BPR_1',
  pattern: 'main',
  requiredApprovingReviewCount: 1,
  requiredStatusCheckContexts: ['ci'],
  requiresConversationResolution: false,
  requiresCodeOwnerReviews: false,
}

let world: World
let standIn: StandIn
let target: TestDatabase
const opened: TestDatabase[] = []

beforeEach(async () => {
  world = makeCornerWorld({ ordinary: 6, withLongOnes: false })
  standIn = await startTestStandIn({ world })
  target = await createTestDatabase()
  opened.push(target)
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

function repository(): WorldRepository {
  const [first] = world.organizations[0]?.repositories ?? []
  if (!first) throw new Error('The world has no repository')
  return first
}

async function sync(hours: number, options: { nightly?: boolean; token?: string } = {}) {
  const at = new Date(START.getTime() + hours * HOUR)
  standIn.reset()
  await syncOrganization({
    database: target.database,
    apiUrl: standIn.url,
    getToken: async () => options.token ?? standIn.token,
    login: 'corner',
    clock: () => at,
    nightly: options.nightly,
  })
}

const snapshots = async () =>
  (await target.database.branchRuleSnapshot.findMany({ where: { repositoryId: repository().id }, orderBy: { readAt: 'asc' } })).map(
    ({ readAt, seenAt, approvals, contexts, sources }) => ({
      hours: [readAt, seenAt].map((at) => (at.getTime() - START.getTime()) / HOUR),
      approvals,
      contexts,
      sources,
    }),
  )

describe('what a branch asks of a merge', () => {
  it('judges again what was judged without it, once it can be read', async () => {
    repository().rules = [{ ...RULE, requiredApprovingReviewCount: null, requiredStatusCheckContexts: [] }]
    repository().rulesetRules = [{ branch: 'main', type: 'WORKFLOWS', parameters: null }]
    await sync(0, { token: STAND_IN_TOKENS.withoutProtection })
    const ofRepository = { repositoryId: repository().id }
    const ids = (await target.database.pullRequest.findMany({ where: ofRepository })).map(({ id }) => id).sort()
    await target.database.pendingEvaluation.deleteMany()
    await sync(24, { token: STAND_IN_TOKENS.withoutProtection })
    expect(await target.database.pendingEvaluation.count()).toBe(0)
    repository().rules = [RULE]
    await sync(48)
    const pending = async () => (await target.database.pendingEvaluation.findMany()).map(({ pullRequestId }) => pullRequestId).sort()
    expect(await pending()).toEqual(expect.arrayContaining(ids))
    await target.database.pendingEvaluation.deleteMany()
    repository().rules = [{ ...RULE, requiredApprovingReviewCount: 2 }]
    await sync(72)
    // A later one is of later merges alone.
    expect(await pending()).toEqual([])
  })

  it('is kept with its date, a new row only where it changed', async () => {
    repository().rules = [RULE]
    await sync(0)
    await sync(24)
    repository().rules = [{ ...RULE, requiredStatusCheckContexts: ['ci', 'sast'] }]
    await sync(48)
    await sync(72)
    const sources = ['classic', 'ref_update_rule', 'ruleset']
    expect(await snapshots()).toEqual([
      { hours: [0, 24], approvals: 1, contexts: ['ci'], sources },
      { hours: [48, 72], approvals: 1, contexts: ['ci', 'sast'], sources },
    ])
  })

  it('is read once a day, for a point, and by every nightly reading', async () => {
    await sync(0)
    await sync(2)
    expect(standIn.statistics()).toMatchObject({ requests: 5, points: 5 })
    await sync(20.5)
    expect(standIn.statistics()).toMatchObject({ requests: 6, points: 6 })
    await sync(21, { nightly: true })
    expect((await snapshots()).map(({ hours }) => hours)).toEqual([[0, 21]])
  })

  it('is unknown, not "none", to an account without rights', async () => {
    await sync(0, { token: STAND_IN_TOKENS.withoutProtection })
    expect(await snapshots()).toMatchObject([{ approvals: null, contexts: null, sources: ['ruleset'] }])
  })

  it('is what that account is held to, and what rulesets ask of everybody', async () => {
    repository().rules = [{ ...RULE, requiredStatusCheckContexts: [] }]
    repository().rulesetRules = [
      { branch: 'main', type: 'PULL_REQUEST', parameters: { __typename: 'PullRequestParameters', requiredApprovingReviewCount: 2 } },
    ]
    await sync(0, { token: STAND_IN_TOKENS.withoutProtection })
    expect(await snapshots()).toMatchObject([{ approvals: 2, contexts: null, sources: ['ref_update_rule', 'ruleset'] }])
  })

  it('is known since the last edit of the rulesets that ask as much as everything together', async () => {
    const parameters = { __typename: 'PullRequestParameters', requiredApprovingReviewCount: 1 }
    const rulesetRule = { branch: 'main', type: 'PULL_REQUEST' as const, parameters, updatedAt: '2026-01-05T00:00:00Z' }
    repository().rules = []
    repository().rulesetRules = [rulesetRule]
    await sync(0)
    const [first] = await target.database.branchRuleSnapshot.findMany({
      where: { repositoryId: repository().id },
      orderBy: { readAt: 'asc' },
    })
    expect(first?.readAt).toEqual(new Date(rulesetRule.updatedAt))
    // Edited since, as it says, before the reading that still told otherwise: then only from that reading on.
    repository().rulesetRules = [{ ...rulesetRule, parameters: { ...parameters, requiredApprovingReviewCount: 2 } }]
    await sync(30)
    const rows = await target.database.branchRuleSnapshot.findMany({ where: { repositoryId: repository().id }, orderBy: { readAt: 'asc' } })
    expect(rows.map(({ approvals, readAt }) => [approvals, readAt.getTime()])).toEqual([
      [1, Date.parse(rulesetRule.updatedAt)],
      [2, START.getTime()],
    ])
  })

  it('dates nothing where a source without dates asks for more', async () => {
    repository().rules = [RULE]
    repository().rulesetRules = [
      {
        branch: 'main',
        type: 'PULL_REQUEST',
        parameters: { __typename: 'PullRequestParameters', requiredApprovingReviewCount: 1 },
        updatedAt: '2026-01-05T00:00:00Z',
      },
    ]
    await sync(0)
    const rows = await target.database.branchRuleSnapshot.findMany({ where: { repositoryId: repository().id } })
    expect(rows.map(({ readAt }) => readAt)).toEqual([START])
  })

  it('is read of a server that knows no rulesets, which then say nothing', async () => {
    repository().rules = [RULE]
    standIn.setFaults([{ kind: 'reject', message: "Field 'rules' doesn't exist on type 'Ref'", containing: 'rules(first: 100)' }])
    const at = START
    await syncOrganization({
      database: target.database,
      apiUrl: standIn.url,
      getToken: async () => standIn.token,
      login: 'corner',
      clock: () => at,
    })
    expect(await snapshots()).toMatchObject([{ approvals: 1, contexts: ['ci'], sources: ['classic', 'ref_update_rule'] }])
  })

  it('reaches the history of each pull request of the branch, oldest first', async () => {
    repository().rules = [RULE]
    await sync(0)
    repository().rules = []
    await sync(30)
    const rows = await target.database.pullRequest.findMany({ where: { repositoryId: repository().id }, select: { id: true } })
    const ids = rows.map(({ id }) => id)
    const histories = await listPullRequestHistories(target.database, 1, ids)
    expect(histories).toHaveLength(ids.length)
    for (const { branchRules } of histories) {
      expect(branchRules).toEqual([
        { from: START, rule: { approvals: 1, contexts: ['ci'] } },
        { from: new Date(START.getTime() + DAY + 6 * HOUR), rule: { approvals: 0, contexts: [] } },
      ])
    }
    await target.database.pullRequest.updateMany({ where: { id: { in: ids.slice(0, 1) } }, data: { baseRefName: 'release/1' } })
    const [other] = await listPullRequestHistories(target.database, 1, ids.slice(0, 1))
    // Nobody reads the rules of another base by the day: what the pull request itself told, when it was read.
    expect(other?.branchRules.map(({ rule }) => rule)).toEqual([{ approvals: 1, contexts: ['ci'] }])
  })
})
