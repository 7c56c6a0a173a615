import { addWeeks, toDateString, toWeekName } from '@/lib/dates'
import type { ReadingBlocks, ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import { withholdReadings } from '@/lib/metrics/document/withhold'

/**
 * Readings made by hand for tests of what pages say. Figures are invented but agree with each other.
 * `change` edits one copy; nothing is shared between two calls.
 */
export function makeReadings(change: (readings: ReadingBlocks) => void = () => {}): ReadingBlocks {
  const readings: ReadingBlocks = {
    contributors: 9,
    pullRequests: { ready: 214, merged: 198, closedUnmerged: 9, open: 7, excluded: { dependencyBot: 31, revert: 2 } },
    reviewCapacity: {
      status: 'ok',
      demandPerWeek: { mean: 18.2, low: 15.9, high: 20.5 },
      capacityPerWeek: { kind: 'observed', value: 30, low: 28.1, high: 31.9, saturatedWeeks: 6 },
      headroom: { value: 1.648, low: 1.371, high: 2.006 },
      twice: 'not_shown',
      unanswered: { value: 0.18, low: 0.14, high: 0.22 },
      loadResponse: {
        status: 'bends',
        weeks: 26,
        testedUpTo: 1.14,
        busy: { load: 1.44, good: 61, n: 92 },
        quiet: { load: 0.66, good: 40, n: 42 },
        fall: { value: 0.29, low: 0.15, high: 0.4 },
      },
      effectiveReviewers: 2.3,
      topShare: 0.61,
      gini: 0.55,
      queue: { open: 7, ageP50Hours: 20, ageP90Hours: null, oldestHours: 190 },
      firstReview: { n: 36, p50WeekdayHours: 5.1, p75WeekdayHours: 19.4 },
      slo: {
        limitWeekdayHours: 24,
        target: 0.9,
        n: 39,
        good: 34,
        missed: 5,
        late: 2,
        skipped: 3,
        undetermined: 1,
        attainment: 0.872,
        low: 0.733,
        high: 0.944,
        budgetUsed: 1.28,
        byTier: {
          T3: { limitWeekdayHours: 8, n: 9, missed: 2, late: 1, skipped: 1 },
          T1: { limitWeekdayHours: 24, n: 30, missed: 2, late: 1, skipped: 1 },
        },
      },
    },
    timeToConfidentMerge: {
      status: 'ok',
      n: 205,
      confident: 150,
      inWords: 6,
      withoutConfidence: 40,
      indeterminate: 8,
      open: 7,
      p50Hours: 31,
      p50Low: 27,
      p50High: 38,
      p50Status: 'ok',
      p75Hours: 88,
      p75Low: 70,
      p75High: null,
      p75Status: 'ok',
      withoutConfidenceShare: { value: 0.2105, low: 0.16, high: 0.28 },
      reasons: { no_qualified_approval: 22, stale_approval: 11 },
      idleAfterConfidenceP50Hours: 3.2,
      plainTimeToMergeP50Hours: 20,
    },
    defectCatchRate: {
      status: 'ok',
      matured: 160,
      caughtStrict: 18,
      caughtBroad: 25,
      caughtByAi: 3,
      escapedStrict: 4,
      escapedBroad: 7,
      audit: 'not_yet_audited',
      precision: { value: null, low: null, high: null },
      rate: 0.818,
      low: 0.524,
      high: 0.945,
      escapesPer100: { value: 2.5, low: 1, high: 6.3 },
    },
    reasoningTrail: {
      status: 'ok',
      eligible: 190,
      covered: 130,
      share: 0.684,
      low: 0.615,
      high: 0.746,
      whyOnlyShare: 0.81,
      whyCuedShare: 0.62,
      humanEvidencedShare: 0.4,
      byTier: { T2: { eligible: 60, covered: 30 }, T3: { eligible: null, covered: null } },
    },
    aiShare: {
      status: 'ok',
      display: 'at_least',
      lower: 0.31,
      assistedAtLeast: 0.44,
      upper: 1,
      evidenceCoverage: 0.44,
      pullRequestsTouched: { value: 0.4, low: 0.33, high: 0.47 },
    },
  }
  change(readings)
  return readings
}

export const FIXTURE_RANGE = { from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T09:00:00Z', isDefault: true, problem: null }

export function makeDocument(scope: string, change?: (readings: ReadingBlocks) => void): ReadingsDocument {
  const { from, to, asOf } = FIXTURE_RANGE
  return { scope, from, to, asOf, definitions: 1, ...makeReadings(change) }
}

export function makeWithheldDocument(scope: string, contributors: number): ReadingsDocument {
  const { from, to, asOf } = FIXTURE_RANGE
  return {
    scope,
    from,
    to,
    asOf,
    definitions: 1,
    ...withholdReadings(makeReadings((readings) => void (readings.contributors = contributors))),
  }
}

/** Twenty-six weeks up to the end of the range; a week for which `change` returns false has no data. */
export function makeSeries(change: (readings: ReadingBlocks, week: number) => boolean | void = () => {}): SeriesEntry[] {
  const end = new Date(FIXTURE_RANGE.to)
  return Array.from({ length: 26 }, (_, index) => {
    const from = addWeeks(end, index - 26)
    let isKnown = true
    const readings = makeReadings((copy) => {
      isKnown = change(copy, index) !== false
    })
    return { week: toWeekName(from), from: toDateString(from), to: toDateString(addWeeks(from, 1)), readings: isKnown ? readings : null }
  })
}

// The distributions behind these figures have a file of their own.
export { makeCompliance, makeDetails, makeWithheldCompliance } from './fixtures-details'
