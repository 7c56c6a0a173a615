import { HOUR } from '@/lib/dates'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { rollUpThroughput } from '@/lib/metrics/capacity/throughput'
import { evaluation, START, WEEK } from '../../../support/any-evaluation'

test('a cycle waits at a midnight it spans, and not at the one that ends it', () => {
  const midnights = [0, 24, 48, 72, 96, 120].map((hours) => new Date(START + hours * HOUR))
  const cycle = (fromHours: number, toHours: number | null): NarrowEvaluation['review']['cycles'][number] => ({
    startedAt: START + fromHours * HOUR,
    endedAt: toHours === null ? null : START + toHours * HOUR,
    outcome: toHours === null ? 'open' : 'reviewed',
    weekdayHours: null,
  })
  const [row] = fc.sample(evaluation, { numRuns: 1, seed: 7 })
  if (!row) throw new Error('no sample')
  const rows = [{ ...row, review: { ...row.review, cycles: [cycle(20, 48), cycle(50, null)] } }]
  expect(rollUpThroughput(rows, { from: new Date(START), to: new Date(START + WEEK) }, midnights)).toEqual({
    opened: 2,
    completed: 1,
    waiting: [0, 1, 0, 1, 1, 1],
    ended: 1,
    endedWait: 28 * HOUR,
    presence: (28 + 118) * HOUR,
  })
})

test('throughput of single weeks adds up: presence to the time cycles waited, ended to how many did', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 30 }), (rows) => {
      const weeks = Array.from({ length: 18 }, (_, index) => {
        const week = { from: new Date(START + index * WEEK), to: new Date(START + (index + 1) * WEEK) }
        return rollUpThroughput(rows, week, [])
      })
      const end = START + 18 * WEEK
      const cycles = rows.flatMap(({ review }) => review.cycles)
      const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
      expect(sum(weeks.map(({ presence }) => presence))).toBe(
        sum(cycles.map(({ startedAt, endedAt }) => Math.min(endedAt ?? end, end) - startedAt)),
      )
      expect(sum(weeks.map(({ ended }) => ended))).toBe(cycles.filter(({ endedAt }) => endedAt !== null && endedAt < end).length)
    }),
  )
})
