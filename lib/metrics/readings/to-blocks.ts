import { TIERS, type Tier } from '@/lib/policy/tiers'
import { computeAiShare } from '@/lib/metrics/ai/share'
import { countDefects } from '@/lib/metrics/defects/count'
import { computeCatchRate } from '@/lib/metrics/defects/catch-rate'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import { computeKaplanMeier } from '@/lib/metrics/statistics/kaplan-meier'
import { listContributors } from './merge-roll-ups'
import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import type {
  AiShareReading,
  BlockStatus,
  DefectCatchRateReading,
  ReadingBlocks,
  ReasoningTrailReading,
  TimeToConfidentMergeReading,
} from '@/lib/metrics/document/readings'
import type { SpanRollUp } from './roll-up-week'
import { minimumSampleSize, wilson } from '@/lib/metrics/statistics/intervals'
import { toEstimate, toEstimatePer100 } from '@/lib/metrics/statistics/to-estimate'
import { quantileIfEnough, toReviewCapacity } from '@/lib/metrics/capacity/to-reading'
import type { WaitingCycle } from '@/lib/metrics/capacity/waiting-cycles'
import type { WeekThroughput } from '@/lib/metrics/capacity/week-throughput'
import { withholdReadings } from './withhold'

/**
 * From sufficient statistics to the document of readings. This is the only place where a figure of a range is made,
 * whether its roll-up came from stored weeks, from stored evaluations or from histories re-evaluated at an instant.
 */

export interface ReadingsSettings {
  slo: { target: number; limitWeekdayHours: number; limitByTier: Partial<Record<Tier, number>> }
  /** Weekday hours between two instants in the calendar of a team, or of the organisation (null). */
  weekdayHours: (from: Date, to: Date, teamId: string | null) => number
}

export interface ReadingsInput {
  asOf: Date
  rollUp: SpanRollUp
  /** Complete ISO weeks ending at min(to, as of), oldest first, at most 26; weeks before the data begin are absent. */
  weeks: WeekThroughput[]
  /** The cycles that wait as of now, oldest first. */
  queue: WaitingCycle[]
  /** Team members with push access, zeros included in the load; whoever reviewed is added. */
  eligibleReviewerIds: string[]
  isWithheld: boolean
}

const HOUR = 3_600_000
const MINIMUM_DEFECTS = 10

export function toReadings(input: ReadingsInput, settings: ReadingsSettings): ReadingBlocks {
  const { ready } = input.rollUp
  const readings: ReadingBlocks = {
    contributors: listContributors(input.rollUp).length,
    pullRequests: {
      ready: ready.merged + ready.closedUnmerged + ready.open,
      merged: ready.merged,
      closedUnmerged: ready.closedUnmerged,
      open: ready.open,
      excluded: ready.excluded,
    },
    reviewCapacity: toReviewCapacity(input, settings),
    timeToConfidentMerge: toTimeToConfidentMerge(input),
    defectCatchRate: toDefectCatchRate(input),
    reasoningTrail: toReasoningTrail(input),
    aiShare: toAiShare(input),
  }
  return input.isWithheld ? withholdReadings(readings) : readings
}

function toTimeToConfidentMerge({ asOf, rollUp }: ReadingsInput): TimeToConfidentMergeReading {
  const { confidentHours, withoutConfidenceSince, openSince, indeterminate, reasons, idleHours, mergeHours } = rollUp.confidence
  const confident = confidentHours.length
  const withoutConfidence = withoutConfidenceSince.length
  // Censored at their age, never at the merge: skipping review must not shorten the figure.
  const censored = [...withoutConfidenceSince, ...openSince].map((since) => (asOf.getTime() - since) / HOUR)
  const atRisk = confident + censored.length
  const curve = computeKaplanMeier(confidentHours, censored)
  const p50 = curve.quantile(0.5)
  const p75 = curve.quantile(0.75)
  const p50Status = quantileStatus(p50.value, atRisk, 0.5)
  const p75Status = quantileStatus(p75.value, atRisk, 0.75)
  return {
    status: p50Status,
    n: atRisk + indeterminate,
    confident,
    withoutConfidence,
    indeterminate,
    open: openSince.length,
    p50Hours: p50Status === 'ok' ? p50.value : null,
    p50Low: p50Status === 'insufficient' ? null : p50.low,
    p50High: p50Status === 'insufficient' ? null : p50.high,
    p50Status,
    p75Hours: p75Status === 'ok' ? p75.value : null,
    p75Low: p75Status === 'insufficient' ? null : p75.low,
    p75High: p75Status === 'insufficient' ? null : p75.high,
    p75Status,
    withoutConfidenceShare: toEstimate(wilson(withoutConfidence, confident + withoutConfidence)),
    reasons: sortReasons(reasons),
    idleAfterConfidenceP50Hours: quantileIfEnough(idleHours, 0.5),
    plainTimeToMergeP50Hours: quantileIfEnough(mergeHours, 0.5),
  }
}

function quantileStatus(value: number | null, n: number, p: number): BlockStatus {
  if (n < minimumSampleSize(p)) return 'insufficient'
  return value === null ? 'not_reached' : 'ok'
}

/** Most frequent first, then by name. */
function sortReasons(reasons: Partial<Record<ConfidenceReason, number>>): Partial<Record<ConfidenceReason, number>> {
  return Object.fromEntries(Object.entries(reasons).sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1)))
}

function toDefectCatchRate({ asOf, rollUp }: ReadingsInput): DefectCatchRateReading {
  const { matured, withStrictEscape, ...counts } = countDefects(rollUp.defects, asOf)
  const catchRate = computeCatchRate(counts, MINIMUM_DEFECTS)
  const isShown = catchRate.status === 'ok'
  return {
    status: matured === 0 ? 'insufficient' : catchRate.status,
    matured,
    ...counts,
    rate: isShown ? catchRate.rate : null,
    low: isShown ? (catchRate.interval?.low ?? null) : null,
    high: isShown ? (catchRate.interval?.high ?? null) : null,
    escapesPer100: toEstimatePer100(wilson(withStrictEscape, matured)),
  }
}

function toReasoningTrail({ rollUp }: ReadingsInput): ReasoningTrailReading {
  const hidden = listHiddenTiers(rollUp, (tier) => (rollUp.trail[tier]?.eligible ?? 0) > 0)
  const byTier: ReasoningTrailReading['byTier'] = {}
  let eligible = 0
  let covered = 0
  let why = 0
  let humanEvidenced = 0
  for (const tier of TIERS) {
    const counts = rollUp.trail[tier]
    if (!counts) continue
    eligible += counts.eligible
    covered += counts.covered
    why += counts.elements.why ?? 0
    humanEvidenced += counts.humanEvidenced
    byTier[tier] = hidden.has(tier) ? { eligible: null, covered: null } : { eligible: counts.eligible, covered: counts.covered }
  }
  const share = wilson(covered, eligible)
  return {
    status: share ? 'ok' : 'insufficient',
    eligible,
    covered,
    share: share?.value ?? null,
    low: share?.low ?? null,
    high: share?.high ?? null,
    whyOnlyShare: eligible > 0 ? why / eligible : null,
    humanEvidencedShare: eligible > 0 ? humanEvidenced / eligible : null,
    byTier,
  }
}

function toAiShare({ rollUp }: ReadingsInput): AiShareReading {
  const { ai } = rollUp
  const share = computeAiShare(ai)
  return {
    status: ai.pullRequests > 0 ? 'ok' : 'insufficient',
    display: share.display,
    lower: share.lower,
    assistedAtLeast: share.assistedAtLeast,
    upper: share.upper,
    evidenceCoverage: share.evidenceCoverage,
    pullRequestsTouched: toEstimate(wilson(ai.touched, ai.pullRequests)),
  }
}
