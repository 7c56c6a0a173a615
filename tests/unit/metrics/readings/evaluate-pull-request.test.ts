import { describe, expect, it } from 'vitest'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { toReferences } from '@/lib/metrics/history/to-references'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import {
  hour,
  makeActor,
  makeCommit,
  makeEvent,
  makeFile,
  makeHistory,
  makeRepair,
  makeReview,
  makeSurroundings,
  makeThread,
  oid,
} from '../../../support/make-history'

const membership = (teamId: string, login: string, joinedOn: Date | null = null, leftOn: Date | null = null) => ({
  teamId,
  userId: `id-${login}`,
  joinedOn,
  leftOn,
})
const context = toOrganizationContext(
  {
    syncedAt: hour(2000),
    login: 'org',
    teams: [
      { id: 'T_shop', slug: 'shop', parentId: null },
      { id: 'T_web', slug: 'web', parentId: null },
    ],
    memberships: [
      membership('T_shop', 'ana', null, hour(24)),
      membership('T_web', 'ana', hour(24)),
      membership('T_web', 'ben'),
      membership('T_shop', 'mia'),
    ],
    people: [],
    repositories: [{ nameWithOwner: 'org/app', codeowners: null }],
  },
  toDefaultConfiguration(),
)
const merged = { mergedAt: hour(30), reviews: [makeReview('ben', 20)] }
const devin = makeActor('devin-ai-integration', 'Bot')

function evaluate(given: Partial<PullRequestHistory> = merged, surroundings: Partial<PullRequestSurroundings> = {}, asOf = hour(2000)) {
  return evaluatePullRequest(makeHistory(given), makeSurroundings(surroundings), context, asOf)
}
const countedIn = (...args: Parameters<typeof evaluate>) => {
  const { review, confidence, defects, trail, ai } = evaluate(...args)
  return { capacity: review.cycles.length > 0, confidence, defects: defects !== null, trail: trail !== null, ai: ai !== null }
}

describe('which metric counts it', () => {
  const all = { capacity: true, confidence: 'confident', defects: true, trail: true, ai: true }
  const none = { capacity: false, confidence: null, defects: false, trail: false, ai: false }
  const asked = makeEvent('ReviewRequestedEvent', 9, { subjectId: 'id-ben', subject: makeActor('ben') })
  const renovate = { ...merged, author: makeActor('renovate', 'Bot'), reviews: [] }

  it.each([
    ['written by a person', merged, {}, all],
    ['written by an agent', { ...merged, author: devin }, {}, all],
    ['written by a deleted account', { ...merged, author: makeActor('ghost', 'Ghost') }, {}, all],
    [
      'merged by its author without review',
      { ...merged, mergedBy: makeActor('ana'), reviews: [] },
      {},
      { ...all, confidence: 'merged_without_confidence' },
    ],
    ['a draft still', { isDraft: true }, {}, { ...none, confidence: 'excluded_never_ready' }],
    ['open', {}, {}, { ...none, capacity: true, confidence: 'open' }],
    ['closed unmerged', { closedAt: hour(30) }, {}, { ...none, capacity: true, confidence: 'excluded_closed_unmerged' }],
    ['a dependency bot, nobody asked', renovate, {}, none],
    ['a dependency bot that asks a person', { ...renovate, timeline: [asked] }, {}, { ...none, capacity: true }],
    ['a dependency bot that a person reviewed unasked', { ...renovate, reviews: merged.reviews }, {}, { ...none, capacity: true }],
    ['a dependency bot in T2', { ...renovate, files: [makeFile('package.json')] }, {}, { ...none, defects: true }],
    ['another bot', { ...renovate, author: makeActor('build-helper', 'Bot'), timeline: [asked] }, {}, { ...none, capacity: true }],
    ['a revert', { ...merged, title: 'Revert "Add a cart"' }, {}, { ...none, capacity: true }],
    ['a release', { ...merged, headRefName: 'release/2.0' }, {}, { ...none, capacity: true }],
    [
      'a back-merge',
      { ...merged, headRefName: 'main', baseRefName: 'release-2' },
      { protectedBranches: ['release-2'] },
      { ...none, capacity: true },
    ],
    ['merged into a branch of no interest', { ...merged, baseRefName: 'step-1' }, {}, none],
    [
      'stacked, and merged into what it stands on',
      { ...merged, baseRefName: 'step-1' },
      { parents: [{ number: 6, headRefName: 'step-1', createdAt: hour(1), endedAt: null }] },
      { ...none, capacity: true },
    ],
  ])('%s', (_name, given, surroundings, expected) => {
    expect(countedIn(given, surroundings)).toEqual(expected)
  })

  it('says why it is excluded, and by which text', () => {
    expect(evaluate({ ...merged, title: 'Revert "Add a cart"' }).evidence.class).toEqual({
      excludedBecause: 'revert',
      text: 'Revert "Add a cart"',
    })
    expect(evaluate({ ...merged, baseRefName: 'step-1' }).evidence.class.excludedBecause).toBe('otherBase')
    expect(evaluate().evidence.class.excludedBecause).toBeNull()
  })

  it('names nobody as contributor of what no reading counts', () => {
    expect(evaluate().review.contributorIds).toEqual(['id-ana', 'id-ben'])
    expect(evaluate({ ...merged, baseRefName: 'step-1' }).review.contributorIds).toEqual([])
  })
})

describe('whose team', () => {
  it("is the author's when it became ready", () => {
    expect(evaluate()).toMatchObject({ teamIds: ['T_shop'], evidence: { team: { via: 'author', personId: 'id-ana' } } })
    expect(evaluate({ ...merged, timeline: [makeEvent('ReadyForReviewEvent', 25)] }).teamIds).toEqual(['T_web'])
    expect(evaluate({ ...merged, author: makeActor('nobody') }).teamIds).toEqual([])
  })

  it('is that of who asked an agent, and they cannot judge it', () => {
    const asked = evaluate({ ...merged, author: devin, assignees: [makeActor('ben')] })
    expect(asked).toMatchObject({
      teamIds: ['T_web'],
      confidence: 'merged_without_confidence',
      evidence: { team: { via: 'assignee', personId: 'id-ben' } },
    })
    expect(asked.evidence.confidence.explanation).toContain('1 approval did not count: by the person who asked an agent for it.')
  })

  it("is the merger's where nobody is known to have asked, and the merger may judge it", () => {
    expect(evaluate({ ...merged, author: devin })).toMatchObject({
      teamIds: ['T_web'],
      confidence: 'confident',
      evidence: { team: { via: 'merger' } },
    })
    expect(evaluate({ author: devin })).toMatchObject({ teamIds: [], evidence: { team: { via: 'none', personId: null } } })
  })
})

describe('one evaluation', () => {
  it("asks for the larger of the tier's and the branch rule's approvals", () => {
    const needed = (given: object) => evaluate({ ...merged, ...given }).evidence.confidence.approvalsNeeded
    expect(needed({})).toBe(1)
    expect(needed({ files: [makeFile('db/migrations/1.sql')] })).toBe(2)
    expect(needed({ branchRules: [{ from: hour(0), rule: { approvals: 3, contexts: [] } }] })).toBe(3)
    expect(needed({ branchRules: [{ from: hour(0), rule: { approvals: 0, contexts: [] } }] })).toBe(1)
  })

  it('starts the clock of a stack at its retarget', () => {
    const details = { previousRefName: 'step-1', currentRefName: 'main' }
    const given = { ...merged, timeline: [makeEvent('BaseRefChangedEvent', 15, { details })] }
    const parents = [{ number: 6, headRefName: 'step-1', createdAt: hour(1), endedAt: hour(15) }]
    expect(evaluate(given, { parents })).toMatchObject({ isStacked: true, readyAt: hour(8), clockStartAt: hour(15) })
    expect(evaluate(given)).toMatchObject({ isStacked: false, clockStartAt: hour(8) })
  })

  it("takes a synchronised fork's merge of the base for what it is", () => {
    const merge = (branch: string) => makeCommit('b1', 22, { message: `Merge branch '${branch}' into cart` })
    const status = (branch: string) => evaluate({ ...merged, commits: [makeCommit('a1', 7), merge(branch)] }).confidence
    expect(status('org:main')).toBe('confident')
    expect(status('stranger:main')).toBe('merged_without_confidence')
  })

  it('knows nothing that is dated after the instant', () => {
    const given = { ...merged, threads: [makeThread('ben', 25)] }
    const early = evaluate(given, { repairs: [makeRepair(60)] }, hour(19))
    expect(early).toMatchObject({ mergedAt: null, endedAt: null, confidence: 'open', defects: null, trail: null, ai: null })
    expect(early.review.cycles).toMatchObject([{ outcome: 'open', endedAt: null, weekdayHours: null }])
    expect(early.evidence).toMatchObject({
      threads: [],
      escapes: [],
      trail: null,
      confidence: { explanation: ['It is open.'], checks: 'not_merged' },
    })
    expect(evaluate(given, { repairs: [makeRepair(60)] }, hour(59)).defects?.escapes).toEqual([])
    expect(evaluate(given, { repairs: [makeRepair(60)] }, hour(60)).defects?.escapes).toHaveLength(1)
  })

  it('says from where it knows of pushes', () => {
    const forced = makeEvent('HeadRefForcePushedEvent', 10, { details: { afterOid: oid('a1') } })
    expect(evaluate().evidence.confidence.pushes).toEqual(['none'])
    expect(evaluate({ ...merged, timeline: [forced] }).evidence.confidence.pushes).toEqual(['force_push_event'])
  })

  it('measures AI lines of merged ones and marks what an agent wrote', () => {
    expect(
      evaluate({ ...merged, author: devin, commits: [makeCommit('a1', 7, { author: null, authorName: 'devin-ai-integration[bot]' })] }).ai,
    ).toMatchObject({ lines: 10, authored: 10, touched: true, agentWritten: true })
    expect(evaluate().ai).toMatchObject({ lines: 10, authored: 0, human: 0, touched: false, agentWritten: false })
    expect(evaluate().evidence.ai.tier).toBe('L0')
  })

  it('never modifies what it was given', () => {
    const history = makeHistory(merged)
    const surroundings = makeSurroundings({ repairs: [makeRepair(60)] })
    const before = structuredClone({ history, surroundings })
    evaluatePullRequest(history, surroundings, context, hour(25))
    expect({ history, surroundings }).toEqual(before)
  })
})

describe('what a pull request repairs', () => {
  const fix = { ...merged, title: 'Fix a crash', body: 'Broken by #3.' }
  const references = (given: Partial<PullRequestHistory>, asOf = hour(2000)) =>
    toReferences(makeHistory(given), makeSurroundings(), context, asOf)

  it('is named once it is merged', () => {
    expect(references(fix)).toMatchObject({ kind: 'fix', mergedAt: hour(30), targets: [{ repository: 'org/app', number: 3 }] })
    expect(references(fix, hour(29))).toMatchObject({ mergedAt: null, targets: [] })
    expect(references({ ...fix, mergedAt: null })).toMatchObject({ mergedAt: null, targets: [] })
  })

  it('is nothing for most, which takes earlier names back', () => {
    expect(references(merged)).toEqual({
      sourcePullRequestId: 'PR_7',
      kind: 'fix',
      mergedAt: hour(30),
      defectEvidence: null,
      nonDefectReason: null,
      targets: [],
    })
  })
})
