import { describe, expect, it } from 'vitest'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { FIGURE_KEYS, prepareFigure } from '@/lib/pages/figures/prepare'
import { FIXTURE_RANGE, makeReadings, makeSeries, makeWithheldDocument } from '../../../support/fixtures-readings'

function figure(key: FigureKey, change?: Parameters<typeof makeReadings>[0]) {
  return prepareFigure(key, { readings: makeReadings(change), series: makeSeries(), range: FIXTURE_RANGE }, 26)
}
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')

describe('prepareFigure', () => {
  it('prints headroom with its interval and what it divides', () => {
    const view = figure('capacity')
    expect(view.value).toEqual({ prefix: '', text: '1.65', unit: '×' })
    expect(view.interval).toBe('1.37–2.01×')
    expect(view.n).toBe('18.2 a week asked for, 30 given in full weeks')
  })

  it('marks a lower bound in the figure itself', () => {
    const view = figure('capacity', ({ reviewCapacity }) => {
      reviewCapacity.capacityPerWeek.kind = 'lower_bound'
    })
    expect(view.value?.prefix).toBe('≥')
    expect(view.n).toContain('30 given in the best four weeks')
  })

  it('prints the median with its limits and the third quartile', () => {
    const view = figure('confidence')
    expect(view.value).toEqual({ prefix: '', text: '31', unit: 'h' })
    expect(plain(view.interval)).toBe('27–38 h · p75 88 h')
    expect(view.n).toBe('n 197')
  })

  it('labels the median with the n it was estimated from, without the indeterminate ones', () => {
    const view = figure('confidence', ({ timeToConfidentMerge }) => void Object.assign(timeToConfidentMerge, { n: 22, indeterminate: 3 }))
    expect([view.n, view.isLowN]).toEqual(['n 19', true])
  })

  it('says "not reached" instead of a number', () => {
    const view = figure('confidence', ({ timeToConfidentMerge }) => {
      Object.assign(timeToConfidentMerge, { p50Hours: null, p50Status: 'not_reached', p50Low: 80 })
    })
    expect(view.value).toBeNull()
    expect(view.absent).toBe('not reached')
    expect(plain(view.interval)).toBe('80 h or more')
  })

  it('says how many there were below the smallest n', () => {
    const view = figure('confidence', ({ timeToConfidentMerge }) => {
      Object.assign(timeToConfidentMerge, { n: 7, indeterminate: 3, p50Hours: null, p50Status: 'insufficient' })
    })
    expect(view.absent).toBe('insufficient: 4 of 6 pull requests needed')
  })

  it('marks n below 20', () => {
    expect(figure('trail').isLowN).toBe(false)
    expect(figure('trail', ({ reasoningTrail }) => void Object.assign(reasoningTrail, { eligible: 19, covered: 12 })).isLowN).toBe(true)
  })

  it('needs ten defects for a rate and keeps escapes per 100 beside it', () => {
    const view = figure('catch', ({ defectCatchRate }) => {
      Object.assign(defectCatchRate, { status: 'insufficient', rate: null, low: null, high: null, caughtStrict: 3, escapedStrict: 1 })
    })
    expect(view.absent).toBe('insufficient: 4 of 10 defects needed')
    expect(plain(view.interval)).toBe('2.5 escapes per 100')
  })

  it('says one escape where the printed number is one', () => {
    const one = figure('catch', ({ defectCatchRate }) => void (defectCatchRate.escapesPer100.value = 1.02))
    expect(plain(one.interval)).toContain('· 1 escape per 100')
    expect(plain(one.definition.withNumbers)).toContain('; 1 merge with an escape per 100')
    expect(plain(figure('catch').definition.withNumbers)).toContain('; 2.5 merges with an escape per 100')
  })

  it.each([
    ['range', { prefix: '', text: '31–100', unit: '%' }, null],
    ['at_least', { prefix: '≥', text: '44', unit: '%' }, null],
    ['insufficient_evidence', null, 'not enough evidence'],
    ['no_lines', null, 'no lines to count'],
  ] as const)('shows AI share as %s', (display, value, absent) => {
    const view = figure('ai', ({ aiShare }) => {
      aiShare.display = display
    })
    expect(view).toMatchObject({ value, absent, isContext: true })
  })

  it.each(FIGURE_KEYS)('says why %s is withheld, and nothing else', (key) => {
    const view = prepareFigure(key, { readings: makeWithheldDocument('tooling', 3), series: [], range: FIXTURE_RANGE }, 26)
    expect(view.value).toBeNull()
    expect(plain(view.absent)).toBe('withheld: 3 contributors, at least 5 are needed')
    expect(view).toMatchObject({ interval: null, n: null, mark: null, sparkline: null })
  })

  it('never prints a zero, a dash or NaN for something unknown', () => {
    for (const key of FIGURE_KEYS) {
      const view = prepareFigure(key, { readings: makeWithheldDocument('tooling', 7), series: [], range: FIXTURE_RANGE }, 26)
      expect(view.absent).toMatch(/^withheld: /)
      expect(view.definition.withNumbers).toBeNull()
    }
  })
})
