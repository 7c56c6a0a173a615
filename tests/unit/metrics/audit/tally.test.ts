import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AUDIT_STRATUM_SIZE,
  computeAudit,
  exactInterval,
  pairAnswers,
  tallyAudit,
  type AuditAnswerValue,
  type AuditItem,
  type StratumTally,
} from '@/lib/metrics/audit/tally'
import { correctedCount } from '@/lib/metrics/defects/catch-rate'

function stratum(total: number, yes: number, no: number, cannotTell = 0): StratumTally {
  return { total, drawn: yes + no + cannotTell, yes, no, cannotTell }
}

function choose(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i
  return product
}

const binomial = (k: number, n: number, p: number) => choose(n, k) * p ** k * (1 - p) ** (n - k)

describe('precision and recall', () => {
  test('by hand: each unflagged item stands for N₀/n₀ of them', () => {
    // 22 of 25 flagged real, of 40; 2 of 25 unflagged real, of 200: 35.2 found, 16 missed.
    const { precision, recall } = computeAudit({ flagged: stratum(40, 22, 3), unflagged: stratum(200, 2, 23) })
    expect(precision?.value).toBeCloseTo(0.88, 12)
    expect(recall?.value).toBeCloseTo(35.2 / 51.2, 12)
  })

  test('are those of the whole population where all of it is judged, with a recall that has no sampling error', () => {
    const item = fc.record({ isFlagged: fc.boolean(), isReal: fc.boolean() })
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 60 }), (population) => {
        const items = population.map((one, index) => ({ ...one, key: `k${index}` }))
        const answers = new Map<string, AuditAnswerValue>(items.map(({ key, isReal }) => [key, isReal ? 'yes' : 'no']))
        const count = (flagged: boolean, real?: boolean) =>
          items.filter(({ isFlagged, isReal }) => isFlagged === flagged && (real === undefined || isReal === real)).length
        const { precision, recall } = computeAudit(tallyAudit(items, { flagged: count(true), unflagged: count(false) }, answers))
        const real = count(true, true) + count(false, true)
        expect(precision?.value ?? null).toEqual(count(true) === 0 ? null : count(true, true) / count(true))
        if (real === 0) {
          expect(recall).toBeNull()
          return
        }
        expect(recall?.value).toBeCloseTo(count(true, true) / real, 9)
        expect(recall?.high).toBeCloseTo(recall?.low ?? NaN, 9)
        // The sensitivity line then is the true count.
        if (precision && recall && recall.value > 0) {
          expect(correctedCount(count(true), precision.value, recall.value)).toBeCloseTo(real, 9)
        }
      }),
    )
  })

  test('"cannot tell" is in neither, and nothing judged is no figure', () => {
    const told = computeAudit({ flagged: stratum(100, 10, 5, 10), unflagged: stratum(300, 1, 14, 10) })
    expect(told.precision?.value).toBeCloseTo(10 / 15, 12)
    expect(computeAudit({ flagged: stratum(100, 0, 0, 25), unflagged: stratum(300, 1, 24) })).toMatchObject({
      precision: null,
      recall: null,
    })
    expect(computeAudit({ flagged: stratum(100, 20, 5), unflagged: stratum(300, 0, 0, 25) }).recall).toBeNull()
    // Nothing real anywhere: there is nothing to have been found or missed.
    expect(computeAudit({ flagged: stratum(25, 0, 25), unflagged: stratum(25, 0, 25) }).recall).toBeNull()
    // Nothing flagged, and some real: all of it was missed.
    expect(computeAudit({ flagged: stratum(0, 0, 0), unflagged: stratum(25, 3, 22) })).toMatchObject({
      precision: null,
      recall: { value: 0, high: 0 },
    })
  })

  test('the exact interval is the binomial one: its ends leave the tail', () => {
    for (const [k, n] of [
      [0, 25],
      [1, 25],
      [13, 25],
      [24, 25],
      [25, 25],
      [3, 10],
    ] as const) {
      const { low, high } = exactInterval(k, n, 0.025)
      const atLeast = (p: number) => Array.from({ length: n - k + 1 }, (_, i) => binomial(k + i, n, p)).reduce((a, b) => a + b, 0)
      const atMost = (p: number) => Array.from({ length: k + 1 }, (_, i) => binomial(i, n, p)).reduce((a, b) => a + b, 0)
      if (k > 0) expect(atLeast(low)).toBeCloseTo(0.025, 9)
      else expect(low).toBe(0)
      if (k < n) expect(atMost(high)).toBeCloseTo(0.025, 9)
      else expect(high).toBe(1)
    }
  })

  test('the interval of the recall covers the truth at least 95 times in 100, whatever the truth is', () => {
    const n = AUDIT_STRATUM_SIZE
    for (const [flagged, unflagged] of [
      [60, 5000],
      [400, 200],
    ] as const) {
      for (const [p, q] of [
        [0.5, 0.02],
        [0.8, 0.1],
        [0.95, 0.002],
        [0.8, 0.4],
      ] as const) {
        const truth = (flagged * p) / (flagged * p + unflagged * q)
        let covered = 0
        for (let found = 0; found <= n; found += 1) {
          for (let missed = 0; missed <= n; missed += 1) {
            const { recall } = computeAudit({
              flagged: stratum(flagged, found, n - found),
              unflagged: stratum(unflagged, missed, n - missed),
            })
            if (recall === null || (recall.low <= truth && truth <= recall.high)) covered += binomial(found, n, p) * binomial(missed, n, q)
          }
        }
        expect(covered, `${flagged} ${unflagged} ${p} ${q}`).toBeGreaterThanOrEqual(0.95)
      }
    }
  })
})

test('answers of two readers are paired by item; what one could not tell is left out', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => ({ key, isFlagged: true }) satisfies Partial<AuditItem>)
  const first = new Map<string, AuditAnswerValue>([
    ['a', 'yes'],
    ['b', 'yes'],
    ['c', 'no'],
    ['d', 'no'],
    ['e', 'cannot_tell'],
  ])
  const second = new Map<string, AuditAnswerValue>([
    ['a', 'yes'],
    ['b', 'no'],
    ['c', 'yes'],
    ['d', 'no'],
    ['e', 'yes'],
    ['f', 'yes'],
  ])
  expect(pairAnswers(items, first, second)).toEqual({ bothYes: 1, onlyFirst: 1, onlySecond: 1, bothNo: 1, leftOut: 2 })
})
