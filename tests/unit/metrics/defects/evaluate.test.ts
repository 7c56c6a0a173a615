import { describe, expect, it } from 'vitest'
import { evaluateDefects } from '@/lib/metrics/defects/evaluate'
import type { PullRequestHistory, Repair } from '@/lib/facts/pull-request-history'
import { toPushes } from '@/lib/metrics/history/push-times'
import {
  hour,
  makeActor,
  makeCommit,
  makeComment,
  makeHistory,
  makeRepair,
  makeSurroundings,
  makeThread,
} from '../../../support/make-history'

const bases = ['main']
const DAY = 24

function evaluate(given: Partial<PullRequestHistory>, repairs: Repair[] = []) {
  const history = makeHistory({ mergedAt: hour(30), commits: [makeCommit('a1', 7), makeCommit('a2', 20)], ...given })
  const surroundings = makeSurroundings({ repairs })
  return evaluateDefects({
    history,
    surroundings,
    authors: new Set(['ana', 'cy']),
    pushes: toPushes(history, bases),
    bases,
    machineIds: new Set(),
    asOf: hour(1000),
  })
}
const classOf = (...args: Parameters<typeof makeThread>) => {
  const [thread] = evaluate({ threads: [makeThread(...args)] }).threads
  return thread && [thread.class, thread.evidence]
}

describe('threads', () => {
  const FIXED = 'GitHub marks the lines as changed, and a push followed the comment'
  const NOT_FIXED = 'no later change of these lines is known'
  const ai = makeActor('coderabbitai', 'Bot')

  it.each([
    ['a fixed claim', classOf('ben', 10, { body: 'This crashes.', isOutdated: true }), ['caught_strict', `“crashes”; ${FIXED}`]],
    ['a fix of unclear type', classOf('ben', 10, { body: 'Hm?', isOutdated: true }), ['caught_broad', FIXED]],
    [
      'a claim about a comment',
      classOf('ben', 10, { comments: [{ ...makeComment('ben', 10, 'This crashes.'), code: '// the sum' }], isOutdated: true }),
      ['caught_broad', `“crashes”; on prose or comments alone; ${FIXED}`],
    ],
    ['a nit', classOf('ben', 10, { body: 'nit: rename', isOutdated: true }), ['evolvability_fix', `“nit:”; ${FIXED}`]],
    ['a claim left alone', classOf('ben', 10, { body: 'This crashes.' }), ['raised_not_verified', `“crashes”; ${NOT_FIXED}`]],
    [
      'a claim after the last commit',
      classOf('ben', 21, { body: 'This crashes.', isOutdated: true }),
      ['raised_not_verified', `“crashes”; ${NOT_FIXED}`],
    ],
    ['an AI reviewer', classOf(ai, 10, { body: 'This crashes.', isOutdated: true }), ['caught_ai_strict', `“crashes”; ${FIXED}`]],
    ['a co-author', classOf('Cy', 10, { body: 'This crashes.', isOutdated: true }), ['not_review', 'opened by an author of the change']],
    [
      'a machine',
      classOf(makeActor('codecov', 'Bot'), 10, { isOutdated: true }),
      ['not_review', 'opened by an account that is no person and reviews nothing'],
    ],
    ['nobody', classOf('ben', 10, { comments: [] }), undefined],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('are classed by their first comment, whatever is answered', () => {
    const comments = [makeComment('ben', 10, 'nit: rename'), makeComment('ben', 11, 'It crashes too.')]
    expect(classOf('ben', 10, { comments, isOutdated: true })?.[0]).toBe('evolvability_fix')
  })

  it('are fixed by no merge of the base', () => {
    const merge = makeCommit('b1', 20, { message: "Merge branch 'main' into cart" })
    const threads = [makeThread('ben', 10, { body: 'This crashes.', isOutdated: true })]
    expect(evaluate({ threads, commits: [makeCommit('a1', 7), merge] }).counts).toMatchObject({ caughtStrict: 0, caughtBroad: 0 })
  })

  it("add up: a strict catch is a broad one, and an AI reviewer's is neither", () => {
    const threads = [
      makeThread('ben', 10, { body: 'This crashes.', isOutdated: true }),
      makeThread('ben', 11, { body: 'Hm?', isOutdated: true }),
      makeThread(ai, 12, { body: 'This crashes.', isOutdated: true }),
      makeThread(ai, 13, { body: 'Hm?', isOutdated: true }),
    ]
    expect(evaluate({ threads }).counts).toMatchObject({ caughtStrict: 1, caughtBroad: 2, caughtByAi: 1 })
  })
})

describe('escapes', () => {
  const merged = 30
  it.each([
    ['a fix with defect evidence', makeRepair(merged + 10 * DAY), 'strict', { strict: 1, broad: 1 }],
    ['one of four that the fix names', makeRepair(merged + 10 * DAY, { targets: 4 }), 'strict', { strict: 0.25, broad: 0.25 }],
    ['a fix without evidence', makeRepair(merged + 10 * DAY, { defectEvidence: null }), 'not_attributed', null],
    ['a revert of a defect', makeRepair(merged + DAY, { kind: 'revert', targets: 2 }), 'strict', { strict: 1, broad: 1 }],
    ['an unexplained revert', makeRepair(merged + DAY, { kind: 'revert', defectEvidence: null }), 'broad', { strict: 0, broad: 1 }],
    [
      'a revert for another reason',
      makeRepair(merged + DAY, { kind: 'revert', defectEvidence: null, nonDefectReason: 'launch' }),
      'not_defect',
      null,
    ],
    ['a repair before the merge', makeRepair(merged - 1), 'not_attributed', null],
    // The window is applied where a figure is made: the 90-day line reads the same rows.
    ['a fix after the window', makeRepair(merged + 40 * DAY), 'outside_window', { strict: 1, broad: 1 }],
  ])('%s', (_name, repair, escapeClass, weight) => {
    const { counts, escapes } = evaluate({}, [repair])
    expect(escapes.map((escape) => escape.class)).toEqual([escapeClass])
    expect(counts.escapes.map(({ strict, broad }) => ({ strict, broad }))).toEqual(weight ? [weight] : [])
  })

  it('say by what, where it is named, and why it is a defect', () => {
    const { counts, escapes } = evaluate({}, [makeRepair(merged + 2 * DAY, { nonDefectReason: 'launch' })])
    expect(escapes[0]).toMatchObject({ number: 90, repository: 'org/app', at: hour(merged + 2 * DAY).getTime() })
    for (const text of ['fixed by org/app#90', '“broken in #7”', 'defect: “crashes”']) expect(escapes[0]?.evidence).toContain(text)
    expect(counts.escapes[0]).toMatchObject({ days: 2, at: hour(merged + 2 * DAY).getTime() })
  })

  it('are none of what is not merged', () => {
    expect(evaluate({ mergedAt: null }, [makeRepair(merged)]).escapes).toEqual([])
  })
})
