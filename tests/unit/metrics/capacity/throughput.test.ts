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
    arrived: 2,
    demanded: 2,
    answered: 1,
    skipped: 0,
    completed: 1,
    waiting: [0, 1, 0, 1, 1, 1],
    freshWaiting: [0, 1, 0, 1, 1, 1],
    overdue: 1,
    ended: 1,
    endedWait: 28 * HOUR,
    presence: (28 + 118) * HOUR,
  })
})

test('a cycle that waits for two weeks is forgotten rather than waiting, and one that was withdrawn was no demand', () => {
  const midnights = [0, 24, 48, 72, 96, 120].map((hours) => new Date(START + hours * HOUR))
  const [row] = fc.sample(evaluation, { numRuns: 1, seed: 7 })
  if (!row) throw new Error('no sample')
  const old = { startedAt: START - 12 * 24 * HOUR, endedAt: null, outcome: 'open' as const, weekdayHours: null }
  const withdrawn = {
    startedAt: START + HOUR,
    endedAt: START + 30 * HOUR,
    outcome: 'withdrawn' as const,
    weekdayHours: 29,
    isFollowUp: true as const,
  }
  const rows = [{ ...row, review: { ...row.review, cycles: [old, withdrawn] } }]
  expect(rollUpThroughput(rows, { from: new Date(START), to: new Date(START + WEEK) }, midnights)).toEqual({
    opened: 1,
    arrived: 0,
    demanded: 0,
    answered: 0,
    skipped: 0,
    completed: 0,
    waiting: [1, 2, 1, 1, 1, 1],
    freshWaiting: [1, 2, 0, 0, 0, 0],
    overdue: 1,
    ended: 0,
    endedWait: 0,
    presence: 168 * HOUR,
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
      const all = rows.flatMap(({ review }) => review.cycles)
      const cycles = all.filter(({ outcome }) => outcome !== 'withdrawn' && outcome !== 'closed')
      const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
      expect(sum(weeks.map(({ presence }) => presence))).toBe(
        sum(cycles.map(({ startedAt, endedAt }) => Math.min(endedAt ?? end, end) - startedAt)),
      )
      const started = (list: typeof all) => list.filter(({ startedAt }) => startedAt >= START && startedAt < end).length
      expect(sum(weeks.map(({ opened }) => opened))).toBe(started(all))
      expect(sum(weeks.map(({ demanded }) => demanded))).toBe(started(cycles))
      expect(sum(weeks.map(({ arrived }) => arrived))).toBe(started(all.filter(({ isFollowUp }) => !isFollowUp)))
      expect(sum(weeks.map(({ answered, skipped }) => answered + skipped))).toBe(
        started(all.filter(({ outcome }) => outcome === 'reviewed' || outcome === 'merged_unreviewed')),
      )
      expect(sum(weeks.map(({ ended }) => ended))).toBe(cycles.filter(({ endedAt }) => endedAt !== null && endedAt < end).length)
    }),
  )
})
