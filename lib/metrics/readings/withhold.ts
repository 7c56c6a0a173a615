import type { ReadingBlocks } from '@/lib/metrics/document/readings'

/**
 * Fewer than 5 contributors, or the row that would give such a row away: every count and figure is null and every
 * block says `withheld` (METRICS section 1). What is left are the settings (limits, target) and the number of
 * contributors, which is the reason itself.
 */
export function withholdReadings(readings: ReadingBlocks): ReadingBlocks {
  const { slo } = readings.reviewCapacity
  const nothing = { value: null, low: null, high: null }
  return {
    contributors: readings.contributors,
    pullRequests: { ready: null, merged: null, closedUnmerged: null, open: null, excluded: null },
    reviewCapacity: {
      status: 'withheld',
      demandPerWeek: { mean: null, low: null, high: null },
      capacityPerWeek: { kind: null, value: null, low: null, high: null, saturatedWeeks: null },
      headroom: nothing,
      twice: 'not_shown',
      effectiveReviewers: null,
      topShare: null,
      gini: null,
      queue: { open: null, ageP50Hours: null, ageP90Hours: null, oldestHours: null },
      firstReview: { n: null, p50WeekdayHours: null, p75WeekdayHours: null },
      slo: {
        limitWeekdayHours: slo.limitWeekdayHours,
        target: slo.target,
        n: null,
        good: null,
        missed: null,
        undetermined: null,
        attainment: null,
        low: null,
        high: null,
        budgetUsed: null,
        byTier: {},
      },
    },
    timeToConfidentMerge: {
      status: 'withheld',
      n: null,
      confident: null,
      withoutConfidence: null,
      indeterminate: null,
      open: null,
      p50Hours: null,
      p50Low: null,
      p50High: null,
      p50Status: 'withheld',
      p75Hours: null,
      p75Low: null,
      p75High: null,
      p75Status: 'withheld',
      withoutConfidenceShare: nothing,
      reasons: null,
      idleAfterConfidenceP50Hours: null,
      plainTimeToMergeP50Hours: null,
    },
    defectCatchRate: {
      status: 'withheld',
      matured: null,
      caughtStrict: null,
      caughtBroad: null,
      caughtByAi: null,
      escapedStrict: null,
      escapedBroad: null,
      rate: null,
      low: null,
      high: null,
      escapesPer100: nothing,
    },
    reasoningTrail: {
      status: 'withheld',
      eligible: null,
      covered: null,
      share: null,
      low: null,
      high: null,
      whyOnlyShare: null,
      humanEvidencedShare: null,
      byTier: {},
    },
    aiShare: {
      status: 'withheld',
      display: null,
      lower: null,
      assistedAtLeast: null,
      upper: null,
      evidenceCoverage: null,
      pullRequestsTouched: nothing,
    },
  }
}
