import { describe, expect, it } from 'vitest'
import { addWeeks, toDateString } from '@/lib/dates'
import { decideTierStates, indexTierStates, splitByTierStates, type RepositoryWeek } from '@/lib/metrics/organization/tier-states'

const MONDAY = new Date('2026-01-05')

/** One number a week: merges with an unmatched file; of ten merges each. null: nothing was merged. */
function weeksOf(unmatched: (number | null)[], repositoryId = 'R_1'): RepositoryWeek[] {
  return unmatched.flatMap((count, index) =>
    count === null ? [] : [{ repositoryId, weekOn: addWeeks(MONDAY, index), merges: 10, unmatched: count }],
  )
}

function decide(unmatched: (number | null)[]): [string, string][] {
  return decideTierStates(weeksOf(unmatched), addWeeks(MONDAY, unmatched.length)).map(({ state, sinceOn }) => [
    toDateString(sinceOn),
    state,
  ])
}

describe('whether the tiers of a repository are configured', () => {
  it('is decided on the first Monday after the first merge', () => {
    expect(decide([6])).toEqual([['2026-01-12', 'not_configured']])
    expect(decide([null, 4])).toEqual([['2026-01-19', 'configured']])
  })

  it('more than half of the merges, not half of them', () => {
    expect(decide([5])).toEqual([['2026-01-12', 'configured']])
    expect(decide([5, 6])).toEqual([['2026-01-12', 'configured']])
  })

  it('changes after two Mondays in a row that say so, never after one', () => {
    // Sums of unmatched of merges: 0/10, 10/20, 20/30 (first against), 30/40 (second).
    expect(decide([0, 10, 10, 10])).toEqual([
      ['2026-01-12', 'configured'],
      ['2026-02-02', 'not_configured'],
    ])
    expect(decide([0, 10, 10])).toEqual([['2026-01-12', 'configured']])
    // One Monday against, one for, one against: no two in a row.
    expect(decide([0, 10, 10, 0, 10])).toEqual([['2026-01-12', 'configured']])
  })

  it('looks at 26 weeks, so what lies before them is forgotten', () => {
    const states = decideTierStates(weeksOf([10, ...Array.from({ length: 27 }, () => null)]), addWeeks(MONDAY, 28))
    // After 26 weeks nothing is left to decide by: the last decision stands.
    expect(states).toEqual([
      {
        repositoryId: 'R_1',
        state: 'not_configured',
        sinceOn: addWeeks(MONDAY, 1),
        decidedOn: addWeeks(MONDAY, 26),
        merges: 10,
        unmatched: 10,
      },
    ])
  })

  it('a Monday without merges to decide by is none of two in a row', () => {
    const gap = Array.from({ length: 26 }, () => null)
    // Not configured, then half a year of nothing, then one week of known files, and another.
    expect(decide([10, ...gap, 0, 0]).map(([, state]) => state)).toEqual(['not_configured', 'configured'])
    expect(decide([10, ...gap, 0]).map(([, state]) => state)).toEqual(['not_configured'])
  })
})

describe('the state at an instant', () => {
  const states = decideTierStates([...weeksOf([0, 10, 10, 10]), ...weeksOf([10, 0, 0, 0, 0], 'R_2')], addWeeks(MONDAY, 5))
  const index = indexTierStates(states)

  it('is that of the last Monday up to it', () => {
    const at = (date: string) => [...index.listNotConfigured(new Date(date))].sort()
    expect(at('2025-06-01')).toEqual([])
    expect(at('2026-01-12')).toEqual(['R_2'])
    expect(at('2026-01-25')).toEqual(['R_2'])
    expect(at('2026-01-26')).toEqual([])
    expect(at('2026-02-02')).toEqual(['R_1'])
    expect(at('2027-02-02')).toEqual(['R_1'])
  })

  it('splits a span of weeks into runs, each week judged by the state at its own end', () => {
    const runs = splitByTierStates({ from: MONDAY, to: addWeeks(MONDAY, 5) }, index)
    expect(runs.map(({ from, to, notConfigured }) => [toDateString(from), toDateString(to), [...notConfigured]])).toEqual([
      ['2026-01-05', '2026-01-19', ['R_2']],
      ['2026-01-19', '2026-01-26', []],
      ['2026-01-26', '2026-02-09', ['R_1']],
    ])
  })
})
