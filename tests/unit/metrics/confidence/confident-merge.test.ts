import { describe, expect, it } from 'vitest'
import type { Head } from '@/lib/metrics/confidence/approval-standing'
import type { StandingReview } from '@/lib/metrics/history/qualified-reviews'
import { computeConfidence, type ConfidenceInput, type ThreadState } from '@/lib/metrics/confidence/confident-merge'

const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 2, day, hour))
const NOW = at(28)
const MERGE = at(6)

const head = (oid: string, day: number, more: Partial<Head> = {}): Head => ({
  oid,
  at: at(day),
  patchId: `patch of ${oid}`,
  isForcePush: false,
  isMergeOfBase: false,
  ...more,
})
const approval = (reviewerId: string, day: number, more: Partial<StandingReview> = {}): StandingReview => ({
  reviewerId,
  state: 'APPROVED',
  submittedAt: at(day),
  commitOid: 'a1',
  dismissedAt: null,
  ...more,
})
const thread = (more: Partial<ThreadState> = {}): ThreadState => ({ createdAt: at(2), isResolved: true, resolvedAt: at(3), ...more })
const check = (conclusion: string | null, more: { name?: string; commitOid?: string; completedAt?: Date | null } = {}) => ({
  name: 'build',
  commitOid: 'a1',
  completedAt: at(2),
  conclusion,
  ...more,
})

function whole(input: Partial<ConfidenceInput> = {}): ConfidenceInput {
  return {
    clockStartAt: at(1),
    mergedAt: MERGE,
    closedAt: MERGE,
    heads: [head('a1', 1)],
    reviews: [approval('bo', 4)],
    requiredChecks: null,
    checks: [],
    areChecksReadable: true,
    threads: [],
    ...input,
  }
}

function judge(input: Partial<ConfidenceInput>, needed = 1, asOf = NOW) {
  return computeConfidence(whole(input), asOf, { qualified: needed, byBranchRule: 0 })
}
const reasons = (input: Partial<ConfidenceInput>, needed = 1) => {
  const { status, reasons: all } = judge(input, needed)
  return [status, ...all]
}
const WITHOUT = 'merged_without_confidence'

describe('the status', () => {
  it('is confident with an approval of the head, and counts from ready to merge', () => {
    expect(judge({})).toMatchObject({
      status: 'confident',
      reasons: [],
      hours: 120,
      hoursToConfidence: 72,
      idleHours: 48,
      confidentAt: at(4),
      confidentAtExact: true,
      censoredHours: null,
      checksBasis: 'no_checks',
    })
  })

  it('censors a merge without confidence at its age, never at the merge', () => {
    expect(judge({ reviews: [] })).toMatchObject({ status: WITHOUT, hours: null, censoredHours: 27 * 24 })
  })

  it('takes a later merge or closing as not yet happened', () => {
    expect(judge({}, 1, at(5))).toMatchObject({ status: 'open', censoredHours: 96 })
    expect(judge({ mergedAt: null, closedAt: at(6) }, 1, at(5)).status).toBe('open')
    expect(judge({ mergedAt: null, closedAt: at(6) }).status).toBe('excluded_closed_unmerged')
  })

  it('excludes what was never ready, or not yet', () => {
    expect(judge({ clockStartAt: null, mergedAt: null, closedAt: null })).toMatchObject({
      status: 'excluded_never_ready',
      clockStartAt: null,
    })
    expect(judge({ clockStartAt: at(7), mergedAt: null, closedAt: null }, 1, at(5)).status).toBe('excluded_never_ready')
  })
})

describe('approvals', () => {
  it('go stale with a later commit', () => {
    expect(reasons({ heads: [head('a1', 1), head('a2', 5)] })).toEqual([WITHOUT, 'stale_approval'])
  })

  it('survive a rebase to the same patch and merges of the base', () => {
    const rebased = head('a2', 5, { patchId: 'patch of a1', isForcePush: true })
    expect(reasons({ heads: [head('a1', 1), rebased] })).toEqual(['confident'])
    const merge = head('a2', 5, { isMergeOfBase: true, patchId: null })
    expect(reasons({ heads: [head('a1', 1), merge] })).toEqual(['confident'])
    expect(reasons({ heads: [head('a1', 1), merge, { ...rebased, oid: 'a3' }] })).toEqual(['confident'])
  })

  it('go stale where a merge of the base follows a real commit', () => {
    const heads = [head('a1', 1), head('a2', 4, { patchId: null }), head('a3', 5, { isMergeOfBase: true })]
    expect(reasons({ heads, reviews: [approval('bo', 3)] })).toEqual([WITHOUT, 'stale_approval'])
  })

  it('are unknown after a force push that cannot be compared, and stale once a commit follows it', () => {
    const forced = head('a2', 5, { patchId: null, isForcePush: true })
    expect(reasons({ heads: [head('a1', 1), forced] })).toEqual(['indeterminate', 'patch_unknown'])
    expect(reasons({ heads: [head('a1', 1, { patchId: null }), { ...forced, patchId: 'known' }] })).toEqual([
      'indeterminate',
      'patch_unknown',
    ])
    expect(reasons({ heads: [head('a1', 1), forced, head('a3', 5, { patchId: null })] })).toEqual([WITHOUT, 'stale_approval'])
  })

  it('are unknown where their commit is in no head any more', () => {
    expect(reasons({ reviews: [approval('bo', 4, { commitOid: 'gone' })] })).toEqual(['indeterminate', 'patch_unknown'])
    expect(reasons({ reviews: [approval('bo', 4, { commitOid: null })] })).toEqual(['indeterminate', 'patch_unknown'])
  })

  it('are judged by the head at the merge, not by a later push', () => {
    expect(reasons({ heads: [head('a1', 1), head('a2', 7)] })).toEqual(['confident'])
  })

  it('count people, not submissions', () => {
    expect(reasons({ reviews: [approval('bo', 3), approval('bo', 4)] }, 2)).toEqual([WITHOUT, 'no_qualified_approval'])
    expect(reasons({ reviews: [approval('bo', 3), approval('cy', 4)] }, 2)).toEqual(['confident'])
  })

  it('name both reasons where one approval is stale and another never came', () => {
    const heads = [head('a1', 1), head('a2', 5)]
    expect(reasons({ heads }, 2)).toEqual([WITHOUT, 'no_qualified_approval', 'stale_approval'])
    expect(reasons({ heads, reviews: [approval('bo', 4), approval('cy', 5, { commitOid: 'a2' })] }, 2)).toEqual([WITHOUT, 'stale_approval'])
  })

  it('are replaced by a later verdict of the same person, not by a comment', () => {
    const comment = approval('bo', 5, { state: 'COMMENTED' })
    const changes = approval('bo', 5, { state: 'CHANGES_REQUESTED' })
    expect(reasons({ reviews: [approval('bo', 4), comment] })).toEqual(['confident'])
    expect(reasons({ reviews: [approval('bo', 4), changes] })).toEqual([WITHOUT, 'no_qualified_approval', 'changes_requested'])
    expect(reasons({ reviews: [approval('bo', 3, { state: 'CHANGES_REQUESTED' }), approval('bo', 4)] })).toEqual(['confident'])
  })

  it('are gone from their dismissal on, and so are requested changes', () => {
    expect(reasons({ reviews: [approval('bo', 4, { dismissedAt: at(5) })] })).toEqual([WITHOUT, 'no_qualified_approval'])
    expect(reasons({ reviews: [approval('bo', 4, { dismissedAt: at(7) })] })).toEqual(['confident'])
    const changes = approval('cy', 3, { state: 'CHANGES_REQUESTED', dismissedAt: at(5) })
    expect(judge({ reviews: [approval('bo', 4), changes] })).toMatchObject({ status: 'confident', confidentAt: at(5) })
  })
})

describe('checks', () => {
  it('of the rule must be there and green on the head', () => {
    const requiredChecks = ['build', 'lint']
    const lint = (conclusion: string | null) => check(conclusion, { name: 'lint' })
    expect(reasons({ requiredChecks, checks: [check('SUCCESS'), lint('SKIPPED')] })).toEqual(['confident'])
    expect(reasons({ requiredChecks, checks: [check('SUCCESS')] })).toEqual([WITHOUT, 'check_missing'])
    expect(reasons({ requiredChecks, checks: [check('SUCCESS'), lint(null)] })).toEqual([WITHOUT, 'check_missing'])
    expect(reasons({ requiredChecks, checks: [check('TIMED_OUT')] })).toEqual([WITHOUT, 'check_missing', 'check_failed'])
    expect(reasons({ requiredChecks, checks: [check('SUCCESS', { commitOid: 'a0' }), lint('NEUTRAL')] })).toEqual([
      WITHOUT,
      'check_missing',
    ])
  })

  it('that the rule does not name may fail', () => {
    const checks = [check('SUCCESS'), check('FAILURE', { name: 'preview' })]
    expect(reasons({ requiredChecks: ['build'], checks })).toEqual(['confident'])
    expect(reasons({ requiredChecks: null, checks })).toEqual([WITHOUT, 'check_failed'])
  })

  it('count by their last conclusion before the merge', () => {
    const requiredChecks = ['build']
    expect(reasons({ requiredChecks, checks: [check('FAILURE'), check('SUCCESS', { completedAt: at(3) })] })).toEqual(['confident'])
    expect(reasons({ requiredChecks, checks: [check('SUCCESS', { completedAt: at(3) }), check('FAILURE')] })).toEqual(['confident'])
    expect(reasons({ requiredChecks, checks: [check('SUCCESS', { completedAt: at(7) })] })).toEqual([WITHOUT, 'check_missing'])
  })

  it('are unknown where they have expired, unless one is known to have failed', () => {
    const expired = { requiredChecks: ['build', 'lint'], areChecksReadable: false }
    expect(reasons(expired)).toEqual(['indeterminate', 'checks_unknown'])
    expect(reasons({ ...expired, checks: [check('FAILURE')] })).toEqual([WITHOUT, 'check_failed'])
    expect(reasons({ ...expired, requiredChecks: ['build'], checks: [check('SUCCESS')] })).toEqual(['confident'])
    expect(reasons({ requiredChecks: null, areChecksReadable: false })).toEqual(['indeterminate', 'checks_unknown'])
  })
})

describe('threads', () => {
  it('must be resolved before the merge', () => {
    expect(reasons({ threads: [thread({ isResolved: false, resolvedAt: null })] })).toEqual([WITHOUT, 'thread_open'])
    expect(reasons({ threads: [thread({ resolvedAt: at(7) })] })).toEqual([WITHOUT, 'thread_open'])
    expect(reasons({ threads: [thread({ createdAt: at(7), isResolved: false, resolvedAt: null })] })).toEqual(['confident'])
  })

  it('without a state leave it indeterminate, unless something failed', () => {
    const threads = [thread({ isResolved: null, resolvedAt: null })]
    expect(reasons({ threads })).toEqual(['indeterminate', 'threads_unknown'])
    expect(reasons({ threads: null })).toEqual(['indeterminate', 'threads_unknown'])
    expect(reasons({ threads, reviews: [] })).toEqual([WITHOUT, 'no_qualified_approval'])
  })

  it('without a time of resolution make the instant a lower bound', () => {
    expect(judge({ threads: [thread({ resolvedAt: null })] })).toMatchObject({ confidentAt: at(4), confidentAtExact: false })
    expect(judge({ threads: [thread({ createdAt: at(7), resolvedAt: null })] }).confidentAtExact).toBe(true)
  })
})

it('lists every failure in the order of the vocabulary, and only unknowns when nothing failed', () => {
  const threads = [thread({ isResolved: false, resolvedAt: null }), thread({ isResolved: null, resolvedAt: null })]
  const reviews = [approval('cy', 3, { state: 'CHANGES_REQUESTED' })]
  expect(reasons({ threads, reviews, requiredChecks: ['build', 'lint'], checks: [check('FAILURE')] })).toEqual([
    WITHOUT,
    'no_qualified_approval',
    'changes_requested',
    'check_missing',
    'check_failed',
    'thread_open',
  ])
  const unknown = [thread({ isResolved: null, resolvedAt: null })]
  const forced = [head('a1', 1), head('a2', 5, { patchId: null, isForcePush: true })]
  expect(reasons({ threads: unknown, heads: forced, areChecksReadable: false })).toEqual([
    'indeterminate',
    'checks_unknown',
    'threads_unknown',
    'patch_unknown',
  ])
})

describe('the instant of confidence', () => {
  it('is the start of the last unbroken stretch', () => {
    const heads = [head('a1', 1), head('a2', 3)]
    const reviews = [approval('bo', 2), approval('bo', 5, { commitOid: 'a2' })]
    expect(judge({ heads, reviews }).confidentAt).toEqual(at(5))
  })

  it('waits for the last thread and the last check', () => {
    expect(judge({ threads: [thread({ resolvedAt: at(5, 12) })] })).toMatchObject({ confidentAt: at(5, 12), confidentAtExact: true })
    expect(judge({ checks: [check('SUCCESS', { completedAt: at(5) })] })).toMatchObject({ confidentAt: at(5), checksBasis: 'all_reported' })
  })

  it('is never before the clock starts', () => {
    expect(judge({ clockStartAt: at(5) })).toMatchObject({ confidentAt: at(5), hoursToConfidence: 0, hours: 24 })
  })
})

describe('words and commands', () => {
  const said = (kind: 'in_words' | 'merge_command') => ({
    said: { kind, text: 'ACK', isDelegation: false, isNamed: true, isOfHeadThen: false, commentId: 'c' },
  })
  const marks = (reviews: StandingReview[], needed = 1) => judge({ reviews }, needed).marks

  it('count like the button, and are marked as far as the verdict leans on them', () => {
    expect(reasons({ reviews: [approval('bo', 4, said('in_words'))] })).toEqual(['confident'])
    expect(marks([approval('bo', 4, said('in_words'))])).toEqual(['in_words', 'no_checks'])
    expect(marks([approval('bo', 4), approval('cy', 4, said('merge_command'))])).toEqual(['no_checks'])
    expect(marks([approval('bo', 4), approval('cy', 4, said('merge_command'))], 2)).toEqual(['merge_command', 'no_checks'])
    expect(marks([approval('bo', 4, { isWithoutPushAccess: true })])).toEqual(['approved_without_push_access', 'no_checks'])
  })

  it('go stale with the author’s next push, a delegation too', () => {
    const delegated = approval('bo', 4, { said: { ...said('merge_command').said, isDelegation: true } })
    expect(reasons({ heads: [head('a1', 1), head('a2', 5)], reviews: [delegated] })).toEqual([WITHOUT, 'stale_approval'])
  })

  it('replace what their writer said before, but take no button back', () => {
    const refused = approval('bo', 3, { state: 'CHANGES_REQUESTED' })
    expect(reasons({ reviews: [refused, approval('bo', 4, said('in_words'))] })).toEqual(['confident'])
    expect(reasons({ reviews: [approval('bo', 3, said('in_words')), approval('bo', 4, { state: 'CHANGES_REQUESTED' })] })).toEqual([
      WITHOUT,
      'no_qualified_approval',
      'changes_requested',
    ])
    expect(marks([approval('bo', 3), approval('bo', 4, said('merge_command'))])).toEqual(['no_checks'])
  })

  it('meet no k of the branch rule', () => {
    const byRule = (reviews: StandingReview[]) => {
      const input = { ...whole(), reviews }
      return computeConfidence(input, NOW, { qualified: 1, byBranchRule: 1 }).reasons
    }
    expect(byRule([approval('bo', 4)])).toEqual([])
    expect(byRule([approval('bo', 4), approval('bo', 5, said('merge_command'))])).toEqual([])
    expect(byRule([approval('bo', 4, said('in_words'))])).toEqual(['no_qualified_approval'])
    expect(byRule([approval('bo', 4, { isWithoutPushAccess: true })])).toEqual(['no_qualified_approval'])
  })
})
