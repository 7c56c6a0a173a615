import { describe, expect, it } from 'vitest'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import { parseConfiguration } from '@/lib/policy/configuration'
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
  oid,
} from '../../../support/make-history'

const PLUMBLINE = `
surfaces:
  - { name: billing, paths: [billing/**], tier: T3, maintainers: [ben, org/payers] }
  - { name: search, paths: [search/**], tier: T2, maintainers: [ana] }
  - { name: hidden, paths: [hidden/**], tier: T2, maintainers: [org/unseen] }
tiers: { globs: { T1: [plain/**], T2: [lone/**] } }
`
const { configuration } = parseConfiguration(PLUMBLINE, 'plumbline.yml')
if (!configuration) throw new Error('not parsed')
const context = toOrganizationContext(
  {
    login: 'org',
    syncedAt: hour(2000),
    teams: [{ id: 'T_payers', slug: 'payers', parentId: null }],
    memberships: [{ teamId: 'T_payers', userId: 'id-mia', joinedOn: null, leftOn: hour(25) }],
    people: [],
    repositories: [{ nameWithOwner: 'org/app', codeowners: '/plain/ @org/payers\npackage.json ben\n/gone/package.json ops@example.com\n' }],
  },
  configuration,
)

const RISK = '## Risk and rollback\n\nTurn the flag off and the old path serves again.\n'

function evaluate(given: Partial<PullRequestHistory>, surroundings: Partial<PullRequestSurroundings> = {}, asOf = hour(2000)) {
  return evaluatePullRequest(makeHistory({ mergedAt: hour(30), ...given }), makeSurroundings(surroundings), context, asOf)
}
const of = (paths: string[], reviewers: string[], given: Partial<PullRequestHistory> = {}) =>
  evaluate({
    files: paths.map((path) => makeFile(path)),
    reviews: reviewers.map((login, index) => makeReview(login, 20 + index)),
    ...given,
  })

describe('the controls of a tier', () => {
  it.each([
    ['T1, approved', ['plain/a.ts'], ['cy'], '', 'compliant', []],
    ['T1, nobody approved', ['plain/a.ts'], [], '', 'not_compliant', ['confidence', 'approvals']],
    ['T2, approved by a maintainer of CODEOWNERS', ['package.json'], ['ben'], '', 'compliant', []],
    ['T2, approved by somebody else', ['package.json'], ['cy'], '', 'not_compliant', ['maintainer']],
    ['T2, its author is the only maintainer', ['search/a.go'], ['cy'], '', 'not_compliant', ['maintainer']],
    ['T2, nobody is named', ['lone/a.go'], ['cy'], '', 'not_assessable', []],
    ['T2, nobody is named and nobody approved', ['lone/a.go'], [], '', 'not_compliant', ['confidence', 'approvals']],
    ['T2, the maintainers are a team GitHub does not show', ['hidden/a.go'], ['cy'], '', 'not_assessable', []],
    ['T3, complete', ['billing/a.go'], ['ben', 'cy'], RISK, 'compliant', []],
    ['T3, without a rollback note', ['billing/a.go'], ['ben', 'cy'], '', 'not_compliant', ['rollback_note']],
    ['T3, one approval', ['billing/a.go'], ['ben'], RISK, 'not_compliant', ['confidence', 'approvals']],
    ['T3, two approvals and no maintainer', ['billing/a.go'], ['cy', 'dee'], RISK, 'not_compliant', ['maintainer']],
    ['T3, a maintainer of another touched path', ['billing/a.go', 'search/a.go'], ['ben', 'cy'], RISK, 'compliant', []],
  ] as const)('%s', (_, paths, reviewers, body, compliance, missing) => {
    expect(of([...paths], [...reviewers], { body }).controls).toMatchObject({ compliance, missing })
  })

  it('counts a team for who belonged to it at the merge', () => {
    expect(of(['billing/a.go'], ['mia', 'cy'], { body: RISK, mergedAt: hour(24) }).controls).toMatchObject({ compliance: 'compliant' })
    expect(of(['billing/a.go'], ['mia', 'cy'], { body: RISK, mergedAt: hour(48) }).controls).toMatchObject({ missing: ['maintainer'] })
  })

  it('counts approvals that hold: not a stale one, a dismissed one, or one by an author or a bot', () => {
    const stale = { commits: [makeCommit('a1', 7), makeCommit('b2', 25)] }
    expect(of(['plain/a.ts'], ['cy'], stale).controls).toMatchObject({ compliance: 'not_compliant', missing: ['confidence', 'approvals'] })
    const dismissed = {
      timeline: [makeEvent('ReviewDismissedEvent', 22, { subjectId: 'review-20', details: { previousReviewState: 'APPROVED' } })],
    }
    const review = { reviews: [makeReview('cy', 20, { state: 'DISMISSED' })], ...dismissed }
    expect(of(['plain/a.ts'], [], review).controls).toMatchObject({ missing: ['confidence', 'approvals'] })
    expect(of(['plain/a.ts'], ['ana']).evidence.controls).toMatchObject({ approvals: 0 })
    expect(of(['plain/a.ts'], [], { reviews: [makeReview(makeActor('helper', 'Bot'), 20)] }).evidence.controls).toMatchObject({
      approvals: 0,
    })
  })

  it('says nothing certain of an approval whose patch cannot be compared', () => {
    const rewritten = { reviews: [makeReview('ben', 20, { commitOid: oid('f9') })] }
    const { controls, evidence, manifest } = of(['package.json'], [], rewritten)
    expect(controls).toEqual({ compliance: 'not_assessable', missing: [], bypassed: null })
    expect(evidence.controls).toMatchObject({ approvals: 0, hasMaintainerApproval: null })
    expect(manifest).toBe('not_assessable')
    // What is missing all the same is missing.
    expect(of(['billing/a.go'], [], rewritten).controls).toMatchObject({
      compliance: 'not_compliant',
      missing: expect.arrayContaining(['approvals', 'rollback_note']),
    })
  })

  it('leaves an indeterminate merge open unless something is missing for certain', () => {
    const expired = { checksState: 'unreadable' as const }
    expect(of(['plain/a.ts'], ['cy'], expired).controls).toMatchObject({ compliance: 'not_assessable', missing: [] })
    expect(of(['package.json'], ['cy'], expired).controls).toMatchObject({ compliance: 'not_compliant', missing: ['maintainer'] })
  })

  it.each([
    ['an open one', { mergedAt: null }],
    ["a dependency bot's", { author: makeActor('renovate', 'Bot') }],
    ['a revert', { title: 'Revert "Add a cart"' }],
    ['one into a branch of no interest', { baseRefName: 'step-1' }],
  ])('are not asked of %s', (_, given) => {
    const { controls, evidence } = of(['plain/a.ts'], ['cy'], given)
    expect([controls, evidence.controls]).toEqual([null, null])
  })

  it('are told in sentences that name nobody', () => {
    const { evidence } = of(['billing/a.go'], ['cy'], { branchRules: [{ from: hour(0), rule: { approvals: 2, contexts: ['build'] } }] })
    expect(evidence.controls?.required).toEqual({ approvals: 2, maintainer: true, rollbackNote: true })
    expect(evidence.controls?.explanation).toEqual([
      'T3 asks for 2 qualified approvals, one of them by a maintainer of a touched path, and a rollback note.',
      '1 qualified approval held on the final patch.',
      'No maintainer of a touched path approved it.',
      'It does not say what may break or how to take it back.',
      'The merge was not confident.',
      "The branch's rule, as last read before the merge, was bypassed: it asks for 2 approvals and had 1, and a required check was missing or not green.",
    ])
    const complete = of(['billing/a.go'], ['ben', 'cy'], {
      body: RISK,
      branchRules: [{ from: hour(0), rule: { approvals: 1, contexts: [] } }],
    })
    expect(complete.evidence.controls).toMatchObject({
      approvals: 2,
      hasMaintainerApproval: true,
      rollbackNote: expect.stringContaining('flag off'),
    })
    expect(JSON.stringify([complete.evidence.controls, evidence.controls])).not.toMatch(/\b(ana|ben|cy|mia)\b/)
  })
})

describe("the branch's own rule", () => {
  const rule = (approvals: number | null, contexts: string[] = []) => ({ branchRules: [{ from: hour(0), rule: { approvals, contexts } }] })
  const green = {
    checksState: 'read' as const,
    checks: [{ name: 'build', commitOid: oid('a1'), conclusion: 'SUCCESS', completedAt: hour(20) }],
  }
  type Case = [name: string, reviewers: string[], given: Partial<PullRequestHistory>, expected: boolean | null]
  const bypassed = (reviewers: string[], given: Partial<PullRequestHistory>) => of(['plain/a.ts'], reviewers, given).controls?.bypassed

  it.each<Case>([
    ['met', ['cy'], { ...rule(1, ['build']), ...green }, false],
    ['asking for nothing', [], rule(null), false],
    ['unreadable', [], {}, null],
    ['asking for more approvals than there were', ['cy'], rule(2), true],
    ['whose check never ran', ['cy'], rule(1, ['build']), true],
    [
      'whose check failed',
      ['cy'],
      { ...rule(1, ['build']), ...green, checks: [{ name: 'build', commitOid: oid('a1'), conclusion: 'FAILURE', completedAt: hour(20) }] },
      true,
    ],
    ['whose checks have expired', ['cy'], { ...rule(1, ['build']), checksState: 'unreadable' as const }, null],
    ['whose checks have expired, and nobody approved', [], { ...rule(1, ['build']), checksState: 'unreadable' as const }, true],
  ])('%s', (_, reviewers, given, expected) => {
    expect(bypassed(reviewers, given)).toBe(expected)
  })

  it('may have been met by an approval that does not hold here, so nobody can tell', () => {
    expect(bypassed(['cy'], { ...rule(1), commits: [makeCommit('a1', 7), makeCommit('b2', 25)] })).toBeNull()
    expect(bypassed([], { ...rule(1), reviews: [makeReview('cy', 20, { commitOid: oid('f9') })] })).toBeNull()
    expect(bypassed([], { ...rule(1), reviews: [makeReview(makeActor('helper', 'Bot'), 20)] })).toBeNull()
    // Without push access it counts for nobody.
    expect(bypassed([], { ...rule(1), reviews: [makeReview('cy', 20, { authorCanPush: false })] })).toBe(true)
  })
})

describe('a dependency manifest', () => {
  const renovate = { author: makeActor('renovate', 'Bot') }
  it.each<[name: string, paths: string[], reviewers: string[], given: Partial<PullRequestHistory>, expected: string | null]>([
    ['approved by its maintainer', ['package.json'], ['ben'], {}, 'reviewed'],
    ['approved by another', ['package.json'], ['cy'], {}, 'not_reviewed'],
    ["a bot's, approved by nobody", ['package.json'], [], renovate, 'not_reviewed'],
    ["a bot's, approved by its maintainer", ['package.json'], ['ben'], renovate, 'reviewed'],
    ['a revert', ['package.json'], ['ben'], { title: 'Revert "Add a cart"' }, 'reviewed'],
    ['whose maintainers nobody names', ['go.mod'], ['cy'], {}, 'not_assessable'],
    ['whose maintainer is an e-mail address', ['gone/package.json'], ['cy'], {}, 'not_assessable'],
    ['not merged', ['package.json'], ['ben'], { mergedAt: null }, null],
    ['merged into a branch of no interest', ['package.json'], ['ben'], { baseRefName: 'step-1' }, null],
    ['not touched', ['plain/a.ts'], ['ben'], {}, null],
  ])('%s', (_, paths, reviewers, given, expected) => {
    expect(of(paths, reviewers, given).manifest).toBe(expected)
  })

  it('is judged by the maintainers of its own path, not of the others', () => {
    expect(of(['go.mod', 'billing/a.go'], ['ben', 'cy']).manifest).toBe('not_assessable')
    expect(of(['package.json', 'src/a.ts'], ['ben']).evidence.manifests).toEqual(['package.json'])
  })
})

describe('what else is said of it', () => {
  it('the surfaces it touches, merged or not', () => {
    expect(of(['search/a.go', 'billing/b.go'], [], { mergedAt: null }).surfaces).toEqual(['billing', 'search'])
    expect(of(['README.md'], []).surfaces).toEqual([''])
  })

  it('the directories that no tier rule matches, once it is merged', () => {
    expect(of(['odd/one/two/a.xyz', 'odd.bin', 'plain/a.ts'], []).unclassified).toEqual(['(root)', 'odd/one'])
    expect(of(['odd/one/two/a.xyz'], [], { mergedAt: null }).unclassified).toEqual([])
  })

  it('when it was first reverted, whatever the reason, by what had happened as of the instant', () => {
    const repairs = [
      makeRepair(90, { kind: 'revert', defectEvidence: null, nonDefectReason: 'launch' }),
      makeRepair(60, { kind: 'revert' }),
      makeRepair(40, { kind: 'fix' }),
      makeRepair(20, { kind: 'revert' }),
    ]
    expect(evaluate({}, { repairs }).revertedAt).toEqual(hour(60))
    expect(evaluate({}, { repairs }, hour(59)).revertedAt).toBeNull()
    expect(evaluate({ mergedAt: null }, { repairs }).revertedAt).toBeNull()
  })

  it('whether an agent’s work met nobody else’s judgement', () => {
    const devin = { author: makeActor('devin-ai-integration', 'Bot'), assignees: [makeActor('mia')] }
    const loop = (given: Partial<PullRequestHistory>) => evaluate(given).ai?.closedLoop
    expect(loop({ ...devin, mergedBy: makeActor('mia') })).toBe(true)
    expect(loop({ ...devin, mergedBy: makeActor('merge-helper', 'Bot') })).toBe(true)
    expect(loop({ ...devin, mergedBy: makeActor('ben') })).toBe(false)
    expect(loop({ ...devin, mergedBy: makeActor('mia'), reviews: [makeReview('ben', 20, { state: 'COMMENTED' })] })).toBe(false)
    // Who asked for it is no qualified reviewer; a review after the merge evaluates nothing.
    expect(loop({ ...devin, mergedBy: makeActor('mia'), reviews: [makeReview('mia', 20), makeReview('ben', 40)] })).toBe(true)
    // Nobody knows who asked: a merge without a review shows nothing.
    expect(loop({ author: devin.author, mergedBy: makeActor('mia') })).toBeNull()
    expect(loop({ author: devin.author, mergedBy: makeActor('mia'), reviews: [makeReview('ben', 20)] })).toBe(false)
    expect(loop({ ...devin, mergedBy: null })).toBeNull()
    // Written by a person: never a loop, however it was merged.
    expect(loop({ mergedBy: makeActor('ana') })).toBe(false)
    // A person's pull request whose every commit an agent wrote is the person's own request.
    const handed = { commits: [makeCommit('a1', 7, { author: makeActor('devin-ai-integration', 'Bot') })] }
    expect(loop({ ...handed, mergedBy: makeActor('ana') })).toBe(true)
    expect(loop({ ...handed, mergedBy: makeActor('ben') })).toBe(false)
  })

  it('its strongest evidence of AI', () => {
    expect(evaluate({ author: makeActor('devin-ai-integration', 'Bot') }).ai?.tier).toBe('L3')
    expect(evaluate({}).ai?.tier).toBe('L0')
  })
})
