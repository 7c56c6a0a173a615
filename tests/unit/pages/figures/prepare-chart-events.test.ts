import { describe, expect, it } from 'vitest'
import { TOOL_DEFAULT_CHANGES } from '@/lib/attribution/tool-default-changes'
import { listChartEvents, placeChartEvents } from '@/lib/pages/figures/prepare-chart-events'
import { prepareOutputChart } from '@/lib/pages/organization/prepare-output-chart'
import { FIXTURE_RANGE, makeSeries } from '../../../support/fixtures-readings'

const weeks = makeSeries()
const place = (...dates: string[]) =>
  placeChartEvents(
    dates.map((date, index) => ({ date, label: `event ${index}` })),
    weeks,
  )

describe('days over a chart', () => {
  it('stand at their day between the weeks', () => {
    // 26 weeks from Monday 2026-05-18: their points stand at 0, 1/25 … 1.
    expect(place('2026-05-18')[0]).toMatchObject({ at: 0, week: 0, title: '18\u00a0May: event 0' })
    expect(place('2026-05-25')[0]?.at).toBeCloseTo(1 / 25, 9)
    expect(place('2026-11-15')[0]).toMatchObject({ at: 1, week: 25, isLeftward: true })
  })

  it('are left out before and after the weeks shown', () => {
    expect(place('2026-05-17', '2026-11-16', 'never')).toEqual([])
    expect(placeChartEvents([{ date: '2026-06-01', label: 'x' }], [])).toEqual([])
  })

  it('never write two labels into each other', () => {
    const near = place('2026-08-01', '2026-08-03', '2026-08-20', '2026-11-01')
    expect(near.map(({ lane }) => lane)).toEqual([0, 1, 2, 0])
    expect(place('2026-06-01', '2026-11-01').map(({ lane }) => lane)).toEqual([0, 0])
  })

  it('take the organisation’s words for a day that is also a tool’s', () => {
    const [known] = TOOL_DEFAULT_CHANGES
    if (!known) throw new Error('no change is known')
    const events = listChartEvents([{ date: known.date, label: 'agents for all' }])
    expect(events.filter(({ date }) => date === known.date)).toEqual([{ date: known.date, label: 'agents for all' }])
    expect(events.map(({ date }) => date)).toEqual(events.map(({ date }) => date).toSorted())
  })

  it('carry a source and a whole date each', () => {
    for (const { date, label, source } of TOOL_DEFAULT_CHANGES) {
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
      expect(source.url).toMatch(/^https:\/\/github\.com\//)
      expect(label.length).toBeLessThanOrEqual(40)
    }
  })

  it('are listed in the table of the chart, in the week they fall into', () => {
    const { output } = prepareOutputChart(weeks, FIXTURE_RANGE, [{ date: '2026-09-02', label: 'agents on by default' }])
    const column = output.table.columns.length - 1
    expect(output.table.columns[column]).toBe('beside it')
    expect(output.table.rows.map((row) => row[column]).filter(Boolean)).toEqual(['2\u00a0Sept: agents on by default'])
    expect(prepareOutputChart(weeks, FIXTURE_RANGE).output.table.columns).not.toContain('beside it')
  })
})
