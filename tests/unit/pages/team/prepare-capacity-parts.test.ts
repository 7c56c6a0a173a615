import { describe, expect, it } from 'vitest'
import { computeBurn, prepareBurnExhibit } from '@/lib/pages/team/prepare-burn'
import { placeOnBars, prepareHistogram } from '@/lib/pages/team/prepare-histogram'
import { prepareLoadExhibit } from '@/lib/pages/team/prepare-load'
import { prepareQueueAges, prepareQueueExhibit } from '@/lib/pages/team/prepare-queue-ages'
import { FIXTURE_RANGE, makeDetails, makeReadings, makeSeries } from '../../../support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const capacity = makeReadings().reviewCapacity
const details = makeDetails().capacity

describe('prepareHistogram', () => {
  it('scales bars to the highest and draws those past the limit quieter', () => {
    const view = prepareHistogram({ axis: 'h', distribution: details.firstReview, limit: { value: 24, label: 'limit' } })
    expect(view?.bars.map(({ height }) => height)).toContain(1)
    expect(view?.bars.map(({ tone }) => tone)).toEqual([...Array<string>(6).fill('accent'), ...Array<string>(4).fill('soft')])
    expect(view?.limit?.at).toBeCloseTo(0.6, 10)
  })

  it('places a value inside its bar in proportion, and past the last bound in its middle', () => {
    expect(placeOnBars([0, 10, 20], 5)).toBeCloseTo(0.5 / 3, 10)
    expect(placeOnBars([0, 10, 20], 20)).toBeCloseTo(2 / 3, 10)
    expect(placeOnBars([0, 10, 20], 500)).toBeCloseTo(2.5 / 3, 10)
  })

  it.each([
    ['apart', 5, 30, ['p50 left', 'p75 right']],
    ['both just right of the limit', 24.1, 24.3, [' right', 'p50, p75 right']],
    ['both just left of the limit', 23, 23.5, ['p50, p75 left', ' left']],
    ['at the same place', 24.2, 24.2, [' right', 'p50, p75 right']],
    ['both past the last bound', 5000, 6000, ['p50, p75 left', ' left']],
  ])('never writes the label of one quantile over the other: %s', (_, p50, p75, expected) => {
    const view = prepareHistogram({
      axis: 'h',
      distribution: details.firstReview,
      limit: { value: 24, label: 'limit' },
      marks: [
        { value: p50, label: 'p50' },
        { value: p75, label: 'p75' },
      ],
    })
    expect(view?.marks.map(({ label, side }) => `${label} ${side}`)).toEqual(expected)
  })

  it('is nothing where nothing was counted', () => {
    expect(prepareHistogram({ axis: 'h', distribution: { bounds: [0, 1], counts: [0, 0] } })).toBeNull()
  })
})

describe('queue', () => {
  it('has a row a tier, the riskiest first, with its oldest', () => {
    const { rows } = prepareQueueAges(details.queue.waits)
    expect(rows.map(({ label, count, oldest }) => [label, count, plain(oldest)])).toEqual([
      ['T3', '2', '190 h'],
      ['T2', '2', '20 h'],
      ['T1', '3', '90 h'],
    ])
  })

  it('says how many are not drawn', () => {
    const { caption, title, link } = prepareQueueExhibit({ ...capacity.queue, open: 207 }, details.queue.waits, '/list')
    expect(plain(caption ?? '')).toContain('200 more not drawn: their tiers are withheld')
    expect(plain(title)).toBe('207 reviews wait now, half of them for 20 h or more, the oldest for 190 h')
    expect(link?.href).toBe('/list')
  })

  it('speaks of one review as of one', () => {
    expect(
      plain(
        prepareQueueExhibit({ open: 1, ageP50Hours: 22, ageP90Hours: null, oldestHours: 22 }, [{ hours: 22, tier: 'T1' }], '/list').title,
      ),
    ).toBe('1 review waits now, for 22 h')
  })

  it('tells an empty queue from an unknown one', () => {
    const empty = prepareQueueExhibit({ open: 0, ageP50Hours: null, ageP90Hours: null, oldestHours: null }, [], '/list')
    expect(empty.title).toBe('Nothing waits for a review now')
    const unknown = prepareQueueExhibit({ open: null, ageP50Hours: null, ageP90Hours: null, oldestHours: null }, null, '/list')
    expect(unknown.title).toContain('unknown')
  })
})

describe('load', () => {
  it('shows shares without names, cumulated in the table', () => {
    const { drawing, table } = prepareLoadExhibit(capacity, details.reviewShares)
    if (drawing.kind !== 'load') throw new Error(drawing.kind)
    expect(drawing.view.shares).toHaveLength(7)
    expect(drawing.view.shares[1]?.label).toBeNull()
    expect(table?.rows.map((row) => row.map(plain))).toEqual([
      ['1', '61 %'],
      ['2', '81 %'],
      ['3', '93 %'],
      ['5', '100 %'],
    ])
  })

  it('shows no share where fewer than five reviewed: it would be as good as a name', () => {
    const exhibit = prepareLoadExhibit(capacity, [0.7, 0.2, 0.07, 0.03, 0, 0])
    expect(exhibit.drawing.kind).toBe('missing')
    expect(JSON.stringify(exhibit)).not.toMatch(/70|0\.7/)
    expect(exhibit.title).toContain('2.3 people')
  })
})

describe('burn', () => {
  const withSlo = (change: object) => ({ ...capacity, slo: { ...capacity.slo, ...change } })
  const series = makeSeries(({ reviewCapacity }, week) => {
    reviewCapacity.slo.missed = week >= 22 ? 1 : 0
  })

  it('spends the budget of the range week by week', () => {
    const burn = computeBurn({ ...capacity.slo, n: 40, missed: 4, target: 0.9 }, series, FIXTURE_RANGE)
    expect(burn?.weeks).toHaveLength(12)
    expect(burn?.weeks.at(-1)?.used).toBeCloseTo(1, 10)
    // Four misses in four weeks, where a budget of four is meant for twelve.
    expect(burn?.recentPace).toBeCloseTo(3, 10)
  })

  it('marks the weeks above the budget as overspent, those at it not', () => {
    const at = prepareBurnExhibit(withSlo({ n: 40, missed: 4, budgetUsed: 1 }), series, FIXTURE_RANGE)
    const over = prepareBurnExhibit(withSlo({ n: 20, missed: 4, budgetUsed: 2 }), series, FIXTURE_RANGE)
    if (at.drawing.kind !== 'burn' || over.drawing.kind !== 'burn') throw new Error('not drawn')
    expect(at.drawing.view.plot?.points.some(({ isOverspent }) => isOverspent)).toBe(false)
    expect(over.drawing.view.plot?.points.map(({ isOverspent }) => isOverspent).slice(-3)).toEqual([false, true, true])
    expect(over.drawing.view.plot?.limit).toBe(0.5)
  })

  it('is not drawn for a range whose weeks are not all there', () => {
    expect(computeBurn(capacity.slo, series, { from: '2025-01-06', to: '2025-02-03' })).toBeNull()
    expect(computeBurn(capacity.slo, series, { from: '2026-08-26', to: FIXTURE_RANGE.to })).toBeNull()
    const { drawing, caption, table } = prepareBurnExhibit(capacity, series, { from: '2025-01-06', to: '2025-02-03' })
    expect(drawing).toMatchObject({ kind: 'burn', view: { plot: null } })
    expect(caption).toContain('not kept')
    expect(table).toBeNull()
  })

  it('stands by tier as well', () => {
    const { drawing } = prepareBurnExhibit(capacity, series, FIXTURE_RANGE)
    if (drawing.kind !== 'burn') throw new Error(drawing.kind)
    expect(drawing.view.tiers.map(({ label, isOverspent }) => [plain(label), isOverspent])).toEqual([
      ['T3 within 8 h', true],
      ['T1 within 24 h', false],
    ])
  })

  it('keeps the ticks few where it was overspent many times', () => {
    const { drawing } = prepareBurnExhibit(withSlo({ n: 3, missed: 4, budgetUsed: 13 }), series, FIXTURE_RANGE)
    if (drawing.kind !== 'burn') throw new Error(drawing.kind)
    expect(drawing.view.plot?.ticks.length).toBeLessThanOrEqual(5)
  })
})
