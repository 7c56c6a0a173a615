import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyComment } from '@/lib/metrics/defects/comment-class'
import {
  chapman,
  classifyEscape,
  classifyThread,
  computeCatchRate,
  correctedCount,
  type EscapeInput,
  type ThreadInput,
} from '@/lib/metrics/defects/catch-rate'

const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour))
const thread = (more: Partial<ThreadInput> = {}): ThreadInput => ({
  path: 'src/ledger.ts',
  line: 100,
  openedAt: at(2),
  body: 'This crashes on an empty ledger.',
  code: null,
  openedBy: 'person',
  edits: [{ path: 'src/ledger.ts', start: 110, end: 120, pushedAt: at(3) }],
  until: at(5),
  ...more,
})
const edit = (start: number, end: number, hour = 3) => [{ path: 'src/ledger.ts', start, end, pushedAt: at(hour) }]
const classOf = (more: Partial<ThreadInput>) => classifyThread(thread(more)).class

describe('classifyThread', () => {
  it('takes the tenth line as near and the eleventh as far, on both sides', () => {
    expect(classOf({ edits: edit(110, 120) })).toBe('caught_strict')
    expect(classOf({ edits: edit(111, 120) })).toBe('raised_not_verified')
    expect(classOf({ edits: edit(80, 90) })).toBe('caught_strict')
    expect(classOf({ edits: edit(80, 89) })).toBe('raised_not_verified')
    expect(classOf({ edits: edit(1, 900) })).toBe('caught_strict')
  })

  it('wants the edit after the comment and not after the merge', () => {
    expect(classOf({ edits: edit(100, 100, 2) })).toBe('raised_not_verified')
    expect(classOf({ edits: edit(100, 100, 6) })).toBe('raised_not_verified')
    expect(classOf({ edits: edit(100, 100, 5) })).toBe('caught_strict')
  })

  it('verifies nothing on a comment without a line', () => {
    expect(classOf({ line: null })).toBe('raised_not_verified')
  })

  it('knows what is no review, and keeps AI reviewers apart', () => {
    expect(classOf({ openedBy: 'author' })).toBe('not_review')
    expect(classOf({ openedBy: 'other' })).toBe('not_review')
    expect(classOf({ openedBy: 'ai_reviewer' })).toBe('caught_ai_strict')
    expect(classOf({ openedBy: 'ai_reviewer', body: 'Have another look here.' })).toBe('caught_ai_broad')
    expect(classOf({ openedBy: 'ai_reviewer', edits: [] })).toBe('raised_not_verified')
    expect(classOf({ openedBy: 'ai_reviewer', body: 'nit: naming' })).toBe('evolvability_fix')
  })

  it('claims nothing strictly on prose or on lines that are only comments', () => {
    for (const path of ['README.md', 'a.mdx', 'bip.mediawiki', 'a.rst', 'a.adoc', 'notes.txt', 'paper.tex']) {
      expect(classOf({ path, edits: null, isOutdated: true, pushes: [at(3)] })).toBe('caught_broad')
    }
    expect(classOf({ code: '  // the sum of all rows\n' })).toBe('caught_broad')
    expect(classOf({ code: '  // the sum\n  return a + b' })).toBe('caught_strict')
    expect(classOf({ code: '// the sum', openedBy: 'ai_reviewer' })).toBe('caught_ai_broad')
  })

  it('takes praise for no review, whatever happened to the lines', () => {
    expect(classOf({ body: 'nice!' })).toBe('not_review')
    expect(classOf({ body: 'nice!', edits: [] })).toBe('not_review')
    expect(classOf({ body: 'thanks!', openedBy: 'ai_reviewer' })).toBe('not_review')
  })

  it('counts a fix of unclear type broadly', () => {
    expect(classOf({ body: 'Have another look here.' })).toBe('caught_broad')
  })

  it('takes the outdated mark with a later push where hunks are not known', () => {
    const known = { edits: null, isOutdated: true, pushes: [at(3)] }
    expect(classifyThread(thread(known))).toMatchObject({ class: 'caught_strict', fix: 'outdated_and_push' })
    expect(classOf({ ...known, line: null })).toBe('caught_strict')
    expect(classOf({ ...known, isOutdated: false })).toBe('raised_not_verified')
    expect(classOf({ ...known, pushes: [at(1)] })).toBe('raised_not_verified')
    expect(classOf({ ...known, pushes: [at(6)] })).toBe('raised_not_verified')
  })
})

describe('classifyComment', () => {
  const cases: [string, string][] = [
    ['issue (blocking): rename this', 'functional'],
    ['**bug:** look', 'functional'],
    ['nit: this throws in a test', 'evolvability'],
    ['**nitpick:** wrong order', 'evolvability'],
    ['Nit', 'evolvability'],
    ['thought (non-blocking): a race is possible', 'evolvability'],
    ['Thought this would crash when empty', 'functional'],
    ['Off by one?', 'functional'],
    ['Please rename it; the name is wrong', 'evolvability'],
    ['Please rename it; the total is wrong', 'functional'],
    ['Could you extract a function', 'evolvability'],
    ['typo: recieve', 'evolvability'],
    ['Why not a map?', 'unclassified'],
    ['unitary', 'unclassified'],
    ['Shorter:\n```suggestion\nif (x === null) throw new Error()\n```\n', 'unclassified'],
    ['> this crashes\n\nAgreed?', 'unclassified'],
    ['Crashes when `amount` is `null`', 'functional'],
    ['', 'unclassified'],
    // Praise
    ['nice!', 'praise'],
    ['Great, thanks for the quick turnaround', 'praise'],
    ['Good catch!', 'praise'],
    ['👍', 'praise'],
    [':tada: :+1:', 'praise'],
    ['love this', 'praise'],
    ['This does indeed read better now', 'praise'],
    ['Nice, but is this right?', 'unclassified'],
    ['Nice, it crashes now', 'functional'],
    ['Thanks! Could you also add a case for the empty list here please', 'unclassified'],
    ['> foo()\n\nNice!', 'praise'],
    ['Greatly simplified', 'evolvability'],
    // A suggestion
    ['```suggestion\nreturn null\n```', 'evolvability'],
    ['```suggestion\r\nthrow x\r\n```\r\n', 'evolvability'],
    ['This crashes:\n```suggestion\nreturn\n```', 'functional'],
    ['```ts\nthrow x\n```', 'unclassified'],
    // What only looks like a claim
    ['Add a line break here', 'evolvability'],
    ['This breaks the line into two', 'evolvability'],
    ['Please break this into two functions', 'evolvability'],
    ['All of them with the exception of the last', 'evolvability'],
    ['wrong docstring', 'evolvability'],
    ['incorrect order of imports', 'evolvability'],
    ['undefined term', 'evolvability'],
    ['Move it to the security considerations', 'evolvability'],
    ['Maybe I am wrong', 'evolvability'],
    ['A regression test would help', 'evolvability'],
    ['This is not a bug', 'evolvability'],
    ['Is this supposed to fail?', 'evolvability'],
    ['A line break, and it crashes', 'functional'],
    // Nouns of the domain claim nothing, verbs and states do
    ["Explain why it's okay to ignore the overflow", 'evolvability'],
    ['The null case and the exception class', 'unclassified'],
    ['This could overflow', 'functional'],
    ['What if it is null?', 'functional'],
    ['It returns `undefined` then', 'functional'],
    ['Undefined behaviour', 'functional'],
    ['This is security relevant', 'unclassified'],
    ['A security hole', 'functional'],
    // Inline code of three back-ticks
    ['```free(x)``` leaks', 'functional'],
    ['```free(x)```\nThis leaks', 'functional'],
    ['```free(x)\nThis leaks', 'unclassified'],
    ['You could `break` the loop here', 'unclassified'],
    ['nits: this throws', 'evolvability'],
  ]
  it.each(cases)('%j is %s', (body, expected) => {
    expect(classifyComment(body).class).toBe(expected)
  })

  it('quotes the words that decided', () => {
    expect(classifyComment('I think this leaks memory').text).toBe('leaks')
    expect(classifyComment('Why not a map?').text).toBeNull()
  })
})

describe('classifyEscape', () => {
  const escape = (more: Partial<EscapeInput>): EscapeInput => ({
    kind: 'fix',
    daysAfterMerge: 5,
    namesIt: false,
    hasDefectEvidence: false,
    hasNonDefectReason: false,
    isTiedByBlame: false,
    ...more,
  })

  it('has a window that holds its last day', () => {
    const fix = { namesIt: true, hasDefectEvidence: true }
    expect(classifyEscape(escape({ ...fix, daysAfterMerge: 30 }))).toBe('strict')
    expect(classifyEscape(escape({ ...fix, daysAfterMerge: 30.001 }))).toBe('outside_window')
    expect(classifyEscape(escape({ ...fix, daysAfterMerge: 90 }), 90)).toBe('strict')
    expect(classifyEscape(escape({ ...fix, daysAfterMerge: -1 }))).toBe('not_attributed')
  })

  it('asks a fix for evidence and for a tie', () => {
    expect(classifyEscape(escape({ namesIt: true }))).toBe('not_attributed')
    expect(classifyEscape(escape({ hasDefectEvidence: true }))).toBe('not_attributed')
    expect(classifyEscape(escape({ isTiedByBlame: true }))).toBe('not_attributed')
    expect(classifyEscape(escape({ isTiedByBlame: true, namesIt: true, hasDefectEvidence: true }))).toBe('strict')
  })

  it('believes the reason of a revert, and defect evidence before it', () => {
    const revert = (more: Partial<EscapeInput>) => classifyEscape(escape({ kind: 'revert', ...more }))
    expect(revert({ hasNonDefectReason: true })).toBe('not_defect')
    expect(revert({ hasNonDefectReason: true, hasDefectEvidence: true })).toBe('strict')
    expect(revert({})).toBe('broad')
  })
})

describe('computeCatchRate', () => {
  it('shows a rate from ten strict defects on, thirds included', () => {
    const third = 1 / 3
    const counts = { caughtStrict: 8, caughtBroad: 8, escapedStrict: 6 * third, escapedBroad: 6 * third }
    expect(computeCatchRate(counts).status).toBe('ok')
    expect(computeCatchRate({ ...counts, caughtStrict: 7 }).status).toBe('insufficient')
  })

  it('is not moved by broad catches', () => {
    const counts = { caughtStrict: 9, caughtBroad: 9, escapedStrict: 3, escapedBroad: 20 }
    expect(computeCatchRate({ ...counts, caughtBroad: 300 })).toEqual(computeCatchRate(counts))
  })

  it('has seen no defect only where nothing was counted at all', () => {
    const none = { caughtStrict: 0, caughtBroad: 0, escapedStrict: 0, escapedBroad: 0 }
    expect(computeCatchRate(none).status).toBe('no_defects_observed')
    expect(computeCatchRate({ ...none, caughtBroad: 1 }).status).toBe('insufficient')
    expect(computeCatchRate({ ...none, escapedBroad: 1 }).status).toBe('insufficient')
  })

  it('does not take unclear catches for a rate', () => {
    expect(computeCatchRate({ caughtStrict: 0, caughtBroad: 3, escapedStrict: 0, escapedBroad: 0 })).toMatchObject({
      status: 'insufficient',
      rate: null,
      sampling: null,
      interval: { low: 0, high: 1 },
    })
  })

  it('has an interval that holds the rate and the bounds', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), (caught, moreCaught, escaped, moreEscaped) => {
        fc.pre(caught + escaped > 0)
        const { rate, bounds, interval } = computeCatchRate({
          caughtStrict: caught,
          caughtBroad: caught + moreCaught,
          escapedStrict: escaped,
          escapedBroad: escaped + moreEscaped,
        })
        for (const value of [rate, bounds?.low, bounds?.high]) {
          if (value === null || value === undefined) continue
          expect(value).toBeGreaterThanOrEqual((interval?.low ?? NaN) - 1e-12)
          expect(value).toBeLessThanOrEqual((interval?.high ?? NaN) + 1e-12)
        }
      }),
    )
  })
})

it('corrects and estimates, and says nothing of an audit that found nothing', () => {
  expect(correctedCount(40, 0.8, 0)).toBeNull()
  expect(chapman(5, 5, 5)).toBe(5)
})
