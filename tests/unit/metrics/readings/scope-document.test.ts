import { expect, test } from 'vitest'
import { lastCompleteWeeks } from '@/lib/dates'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { rollUpWeek, toMidnights, toSeries, trailingWeeks } from '@/lib/metrics/readings/scope-document'
import { emptyThroughput } from '@/lib/metrics/capacity/throughput'

const monday = new Date('2026-03-23T00:00:00Z')

test('midnights are the zone’s own, also over a change to summer time', () => {
  expect(toMidnights(monday, 'Asia/Kathmandu').map((at) => at.toISOString())).toEqual([
    '2026-03-22T18:15:00.000Z',
    '2026-03-23T18:15:00.000Z',
    '2026-03-24T18:15:00.000Z',
    '2026-03-25T18:15:00.000Z',
    '2026-03-26T18:15:00.000Z',
    '2026-03-27T18:15:00.000Z',
  ])
  const afterChange = toMidnights(new Date('2026-03-30T00:00:00Z'), 'Europe/Lisbon')
  expect(afterChange[0]?.toISOString()).toBe('2026-03-29T23:00:00.000Z')
})

test('demand looks back on complete weeks that were measured from their first day', () => {
  const range = { from: monday, to: new Date('2026-06-15T00:00:00Z'), asOf: new Date('2026-06-10T12:00:00Z') }
  const weeks = trailingWeeks(range, new Date('2026-05-13T09:00:00Z'))
  expect(weeks.map((week) => week.toISOString().slice(0, 10))).toEqual(['2026-05-18', '2026-05-25', '2026-06-01'])
  expect(trailingWeeks(range, null)).toEqual([])
  expect(trailingWeeks(range, new Date('2020-01-01T00:00:00Z'))).toHaveLength(26)
})

test('a week nobody measured is a gap', () => {
  const scope = { name: 'payments', timeZone: 'UTC', eligibleReviewerIds: [] }
  const settings = { slo: { target: 0.9, limitWeekdayHours: 24, limitByTier: {} }, weekdayHours: () => 0 }
  const series = toSeries(
    scope,
    new Map(),
    lastCompleteWeeks(new Date('2026-11-18T00:00:00Z'), 3),
    new Date('2026-11-18T00:00:00Z'),
    [],
    false,
    monday,
    settings,
  )
  expect(series.map(({ week, readings }) => [week, readings])).toEqual([
    ['2026-W44', null],
    ['2026-W45', null],
    ['2026-W46', null],
  ])
})

test('a cycle of a Sunday afternoon in UTC waits at Monday’s midnight in Kathmandu', () => {
  const sunday = (time: string) => new Date(`2026-03-22T${time}:00Z`)
  const row: NarrowEvaluation = {
    pullRequestId: 'PR_1',
    repositoryId: 'R_1',
    number: 1,
    authorId: 'ana',
    class: 'authored',
    inPopulation: true,
    isStacked: false,
    tier: 'T1',
    unconfigured: null,
    teamIds: [],
    readyAt: sunday('17:00'),
    mergedAt: sunday('20:00'),
    via: null,
    landedOid: null,
    endedAt: sunday('20:00'),
    confidence: 'confident',
    reasons: [],
    marks: [],
    confidentAt: null,
    confidentAtExact: false,
    clockStartAt: sunday('17:00'),
    review: {
      cycles: [{ startedAt: sunday('17:00').getTime(), endedAt: sunday('20:00').getTime(), outcome: 'reviewed', weekdayHours: 0 }],
      reviews: [],
      firstReviewWeekdayHours: 0,
      contributorIds: [],
      provablyFastApprovals: 0,
    },
    defects: null,
    trail: null,
    ai: null,
    surfaces: ['org/app'],
    controls: null,
    manifest: null,
    unclassified: [],
    revertedAt: null,
  }
  expect(rollUpWeek([row], monday, 'Asia/Kathmandu').throughput).toEqual({
    ...emptyThroughput(),
    waiting: [1, 0, 0, 0, 0, 0],
    freshWaiting: [1, 0, 0, 0, 0, 0],
  })
  expect(rollUpWeek([row], monday, 'UTC').throughput.waiting[0]).toBe(0)
})
