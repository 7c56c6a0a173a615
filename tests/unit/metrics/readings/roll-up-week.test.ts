import { HOUR } from '@/lib/dates'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { StoredCycle, TrailElement, NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { mergeSpanRollUps, rollUpSpan } from '@/lib/metrics/readings/span-roll-up'
import { rollUpThroughput } from '@/lib/metrics/capacity/throughput'
import { TIERS } from '@/lib/policy/tiers'

const WEEK = 168 * HOUR
const START = Date.UTC(2026, 7, 24)

/** A pull request whose instants fall anywhere in twelve weeks. */
const evaluation = fc
  .record({
    id: fc.integer({ min: 1, max: 1_000_000 }),
    tier: fc.constantFrom(...TIERS),
    readyHours: fc.integer({ min: 0, max: 12 * 168 - 1 }),
    hoursOpen: fc.option(fc.integer({ min: 0, max: 900 })),
    isConfident: fc.boolean(),
    author: fc.constantFrom('ana', 'bo', 'cy'),
    reviewer: fc.constantFrom('dee', 'eli', 'fay'),
    lines: fc.integer({ min: 0, max: 500 }),
    outcome: fc.constantFrom('reviewed', 'withdrawn', 'closed', 'merged_unreviewed'),
    approval: fc.constantFrom(undefined, 'fast', 'plain'),
    compliance: fc.constantFrom(null, 'compliant', 'not_compliant', 'not_assessable'),
    bypassed: fc.constantFrom(null, true, false),
    manifest: fc.constantFrom(null, 'reviewed', 'not_reviewed', 'not_assessable'),
    unclassified: fc.subarray(['tools', 'services/billing', 'x']),
    hoursToRevert: fc.option(fc.integer({ min: 0, max: 1000 })),
    met: fc.subarray<TrailElement>(['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue']),
    evidence: fc.constantFrom<AiEvidenceTier>('L3', 'L2', 'L1', 'L0', 'human'),
    isBot: fc.boolean(),
  })
  .map(({ id, tier, readyHours, hoursOpen, isConfident, author, reviewer, lines, ...given }): NarrowEvaluation => {
    const readyAt = START + readyHours * HOUR
    const endedAt = hoursOpen === null ? null : readyAt + hoursOpen * HOUR
    const cycle: StoredCycle = {
      startedAt: readyAt,
      endedAt,
      outcome: endedAt === null ? 'open' : given.outcome,
      weekdayHours: hoursOpen,
      ...(given.approval && { approval: given.approval }),
    }
    return {
      pullRequestId: `PR_${id}`,
      repositoryId: 'R_1',
      number: id,
      authorId: author,
      class: given.isBot ? 'dependencyBot' : 'authored',
      inPopulation: true,
      isStacked: false,
      tier,
      teamIds: [],
      readyAt: new Date(readyAt),
      mergedAt: endedAt === null ? null : new Date(endedAt),
      endedAt: endedAt === null ? null : new Date(endedAt),
      confidence: endedAt === null ? 'open' : isConfident ? 'confident' : 'merged_without_confidence',
      reasons: isConfident ? [] : ['no_qualified_approval'],
      confidentAt: null,
      confidentAtExact: false,
      clockStartAt: new Date(readyAt),
      review: {
        cycles: [cycle],
        reviews: endedAt === null ? [] : [{ reviewerId: reviewer, at: endedAt }],
        firstReviewWeekdayHours: hoursOpen,
        contributorIds: [author, reviewer],
        provablyFastApprovals: 0,
      },
      defects: endedAt === null ? null : { caughtStrict: id % 2, caughtBroad: id % 3, caughtByAi: 0, escapes: [] },
      trail: endedAt === null ? null : { covered: isConfident, humanEvidenced: false, met: given.met },
      ai:
        endedAt === null
          ? null
          : {
              lines,
              line: 0,
              authored: lines,
              coAuthored: 0,
              human: 0,
              touched: true,
              agentWritten: isConfident,
              closedLoop: given.isBot,
              tier: given.evidence,
            },
      surfaces: ['org/app'],
      controls:
        endedAt === null || given.compliance === null
          ? null
          : { compliance: given.compliance, missing: isConfident ? [] : ['confidence'], bypassed: given.bypassed },
      manifest: endedAt === null ? null : given.manifest,
      unclassified: endedAt === null ? [] : given.unclassified,
      revertedAt: endedAt === null || given.hoursToRevert === null ? null : new Date(endedAt + given.hoursToRevert * HOUR),
    }
  })

test('twelve weeks merged are the twelve weeks at once', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 60 }), (rows) => {
      const weeks = Array.from({ length: 18 }, (_, index) => ({
        from: new Date(START + index * WEEK),
        to: new Date(START + (index + 1) * WEEK),
      }))
      const whole = rollUpSpan(rows, { from: new Date(START), to: new Date(START + 18 * WEEK) })
      expect(mergeSpanRollUps(weeks.map((week) => rollUpSpan(rows, week)))).toEqual(whole)
    }),
  )
})

test('the order of the rows does not change a byte', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 40 }), (rows) => {
      const span = { from: new Date(START), to: new Date(START + 12 * WEEK) }
      const sorted = [...rows].sort((a, b) => a.number - b.number)
      expect(rollUpSpan(sorted, span)).toEqual(rollUpSpan(rows, span))
    }),
  )
})

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
