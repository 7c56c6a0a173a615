import { isEqual } from 'es-toolkit'
import { isWithin, type Span } from '@/lib/dates'
import { addAi, aiSums } from '@/lib/metrics/ai/sums'
import { addCycles, addReviews, cycleSums, reviewSums } from '@/lib/metrics/capacity/sums'
import { throughputSums } from '@/lib/metrics/capacity/throughput'
import { addConfidence, confidenceSums } from '@/lib/metrics/confidence/sums'
import {
  addControls,
  addJudgedAsT1,
  addManifest,
  addUnclassified,
  controlSums,
  judgedAsT1Sums,
  manifestSums,
  unclassifiedSums,
} from '@/lib/metrics/controls/sums'
import { addDefects, defectSums } from '@/lib/metrics/defects/sums'
import { addContributors, contributorSums } from '@/lib/metrics/document/contributors'
import { addReady, readySums } from './ready'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { record } from '@/lib/metrics/statistics/fold'
import { addTrail, trailSums } from '@/lib/metrics/trail/sums'

/**
 * Sums and lists of one run of days that are enough to compute every reading of it (METRICS sections 2–6).
 *
 * Lists, not summaries: merging the roll-ups of twelve weeks gives exactly what the pull requests of those
 * twelve weeks give, so a headline is never an average of weekly medians. Whatever depends on "as of" (how long an
 * open pull request has waited, whether a merge is 30 days old) is kept as an instant and decided when a reading is made.
 */
const SUMS = {
  ready: readySums,
  confidence: confidenceSums,
  cycles: cycleSums,
  reviews: reviewSums,
  defects: defectSums,
  trail: trailSums,
  ai: aiSums,
  controls: controlSums,
  manifests: manifestSums,
  unclassified: unclassifiedSums,
  judgedAsT1: judgedAsT1Sums,
  contributors: contributorSums,
}

const foldSpans = record(SUMS)
const foldWeeks = record({ ...SUMS, throughput: throughputSums })

export type SpanRollUp = ReturnType<typeof foldSpans>
export type WeekRollUp = ReturnType<typeof foldWeeks>

/** Sums up the pull requests of one scope over any span of days; rows that do not touch the span change nothing. */
export function rollUpSpan(rows: Iterable<NarrowEvaluation>, span: Span): SpanRollUp {
  const rollUp = emptySpanRollUp()
  for (const row of rows) {
    const isReadyInSpan = isWithin(row.readyAt, span)
    const isMergedInSpan = isWithin(row.mergedAt, span)
    if (isReadyInSpan) {
      addReady(rollUp.ready, row)
      addConfidence(rollUp.confidence, row)
    }
    if (isMergedInSpan) {
      addDefects(rollUp.defects, row)
      addTrail(rollUp.trail, row)
      addAi(rollUp.ai, row)
      addControls(rollUp.controls, row)
      addManifest(rollUp.manifests, row)
      addUnclassified(rollUp.unclassified, row)
      addJudgedAsT1(rollUp.judgedAsT1, row)
    }
    addCycles(rollUp.cycles, row, span)
    addReviews(rollUp.reviews, row, span)
    if (isReadyInSpan || isMergedInSpan) addContributors(rollUp.contributors, row)
  }
  return foldSpans([rollUp])
}

/** The roll-up of the union of disjoint spans, equal to rolling up their pull requests at once. */
export function mergeSpanRollUps(parts: Iterable<SpanRollUp>): SpanRollUp {
  return foldSpans([...parts])
}

/** The roll-up of one week's disjoint rows, equal to rolling them up at once. */
export function mergeWeekRollUps(parts: readonly WeekRollUp[]): WeekRollUp {
  return foldWeeks(parts)
}

export function emptySpanRollUp(): SpanRollUp {
  return foldSpans([])
}

export function emptyWeekRollUp(): WeekRollUp {
  return foldWeeks([])
}

/** Nothing was ready, merged, opened or answered: a gap in a series, not a zero. */
export function isEmptyWeek(week: WeekRollUp): boolean {
  const { ready, defects, trail, ai, throughput } = week
  return (
    ready.merged + ready.closedUnmerged + ready.open === 0 &&
    defects.length === 0 &&
    ai.pullRequests === 0 &&
    Object.keys(trail).length === 0 &&
    throughput.opened + throughput.completed === 0
  )
}

/** Not even something that waits, a reviewer or somebody excluded: the week says nothing at all. */
export function isBlankWeek(week: WeekRollUp): boolean {
  return isEqual(week, foldWeeks([]))
}
