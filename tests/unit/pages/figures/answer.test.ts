import { describe, expect, it } from 'vitest'
import { keepLastAtEachPlace, placeOnAxis, readAnswer, toFirstWeek, writeAnswer, type AnswerView } from '@/lib/pages/figures/answer'
import { prepareWeeklyChart, type ChartMark } from '@/lib/pages/figures/prepare-weekly-chart'
import { computeBurn, prepareBurnExhibit } from '@/lib/pages/team/prepare-burn'
import { prepareHistogram, tabulateHistogram } from '@/lib/pages/team/prepare-histogram'
import { prepareQueueAges } from '@/lib/pages/team/prepare-queue-ages'
import { prepareSurvivalCurve, tabulateCurve } from '@/lib/pages/team/prepare-survival-curve'
import { FIXTURE_RANGE, makeDetails, makeReadings, makeSeries } from '../../../support/fixtures-readings'

const places = ({ domain, points }: AnswerView) => points.map(({ x }) => placeOnAxis(domain, x))

describe('an answer in an attribute', () => {
  it('is read as it was written', () => {
    const answer: AnswerView = {
      axis: 'weeks',
      domain: [2945.5, 2971.5],
      columns: ['arrive', 'answered, at least'],
      points: [
        { x: 2946, heights: [0.25, null], title: 'Week 26, from 22 Jun', texts: ['1\u00a0234', 'no figure'] },
        { x: 2947, heights: [null, 1], title: 'Week 27, from 29 Jun', texts: ['', '"7"'] },
      ],
    }
    expect(readAnswer(writeAnswer(answer))).toEqual(answer)
  })

  it('may have no column and no line', () => {
    const answer: AnswerView = { axis: 'share', domain: [0, 1], columns: [], points: [{ x: 0.5, heights: [null], title: 'a', texts: [] }] }
    expect(readAnswer(writeAnswer(answer))).toEqual(answer)
  })

  it('keeps the last of points that no pointer can tell apart', () => {
    const at = (x: number, title: string) => ({ x, heights: [], title, texts: [] })
    expect(keepLastAtEachPlace([at(0, 'a'), at(0.00001, 'b'), at(0.5, 'c')]).map(({ title }) => title)).toEqual(['b', 'c'])
  })

  it('counts weeks one by one, also over the end of a year', () => {
    const weeks = ['1970-01-05', '2020-12-28', '2021-01-04', '2021-01-11'].map((from) => toFirstWeek([{ from }]))
    expect(weeks[0]).toBe(1)
    expect([weeks[2], weeks[3]]).toEqual([Number(weeks[1]) + 1, Number(weeks[1]) + 2])
  })
})

describe('drawing, answer and table agree', () => {
  const weeks = ['2026-09-21', '2026-09-28', '2026-10-05'].map((from, index) => ({ week: `2026-W${39 + index}`, from }))
  const mark = (change: Partial<ChartMark>): ChartMark => ({
    key: 'a',
    label: 'arrive',
    kind: 'line',
    tone: 'accent',
    isLabelled: true,
    values: [1, null, 4],
    format: (value) => (value === null ? 'no figure' : `${String(value)} a week`),
    ...change,
  })

  it.each([
    ['line', [0, 0.5, 1]],
    ['bar', [1 / 6, 0.5, 5 / 6]],
  ] as const)('weeks as %ss', (kind, at) => {
    const { rows, answer, table, domain } = prepareWeeklyChart({ id: 'x', axis: 'a', weeks, marks: [mark({ kind })], formatTick: String })
    rows.forEach((row, index) => expect(row.at).toBeCloseTo(at[index] ?? NaN, 10))
    expect(places(answer)).toEqual(rows.map((row) => row.at))
    expect(answer.points.map(({ title, texts }) => [title, ...texts])).toEqual(table.rows)
    expect(answer.points.map(({ heights }) => heights)).toEqual(kind === 'bar' ? [[], [], []] : [[1 / domain[1]], [null], [4 / domain[1]]])
  })

  it('the curve', () => {
    const { curve } = makeDetails().confidence
    const { answer, steps } = prepareSurvivalCurve(curve, makeReadings().timeToConfidentMerge)
    for (const { x, heights } of answer.points) expect(steps).toContainEqual({ x, y: heights[0] })
    const rows = tabulateCurve(curve).rows.map(([head, ...texts]) => [`${head} since ready`, ...texts])
    for (const { title, texts } of answer.points) expect(rows).toContainEqual([title, ...texts])
    expect(answer.points.at(-1)?.texts).toEqual(rows.at(-1)?.slice(1))
  })

  it('the histogram', () => {
    const distribution = makeDetails().capacity.firstReview
    const view = prepareHistogram({ axis: 'h', distribution })
    expect(view?.answer.points.map(({ texts }) => Number(texts[0]))).toEqual(view?.bars.map(({ count }) => count))
    expect(view?.answer.points.map(({ title, texts }) => [title, ...texts])).toEqual(
      tabulateHistogram(distribution, 'h').rows.map(([span, count]) => [`${span} h`, count]),
    )
  })

  it('the queue: the oldest waits alone, the youngest with all of its tier', () => {
    for (const { ages, count, oldest, answer } of prepareQueueAges(makeDetails().capacity.queue.waits).rows) {
      for (const at of places(answer)) expect(ages).toContain(at)
      expect(answer.points[0]?.texts).toEqual([count])
      expect(answer.points.at(-1)).toMatchObject({ title: `Waits ${oldest}`, texts: ['1'] })
    }
  })

  it('the burn', () => {
    const capacity = makeReadings().reviewCapacity
    const { drawing, table } = prepareBurnExhibit(capacity, makeSeries(), FIXTURE_RANGE)
    const plot = drawing.kind === 'burn' ? drawing.view.plot : null
    expect(computeBurn(capacity.slo, makeSeries(), FIXTURE_RANGE)).not.toBeNull()
    expect(plot?.points.slice(1).map(({ x, y }) => [x, y])).toEqual(
      plot?.answer.points.map(({ x, heights }) => [placeOnAxis(plot.answer.domain, x), heights[0]]),
    )
    expect(plot?.points.at(-1)?.x).toBe(1)
    expect(plot?.answer.points.map(({ title, texts }) => [title, ...texts])).toEqual(table?.rows)
  })
})
