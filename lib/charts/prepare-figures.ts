import type { ReadingBlocks, SeriesEntry } from '@/lib/metrics/readings'
import { defineFigure, type FigureDefinition } from './define-figures'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatHoursRange,
  formatMultipleRange,
  formatRate,
  formatRatio,
  formatShare,
  formatShareRange,
  toHours,
  toPercent,
} from './format-figures'
import { isLowN, nameStatus, nameTooFew, nameWithheld } from './name-missing'
import { pickWeeklyPoints, type FigureKey, type WeeklyKey } from './pick-weekly-points'
import { prepareIntervalMark, type IntervalMarkView } from './prepare-interval-mark'
import { prepareSparkline, type SparklineView } from './prepare-sparkline'
import { prepareTrend, type Trend } from './prepare-trend'

/** A figure as it is printed: a value with its unit, or the words that say why there is none; then what it rests on. */
export interface FigureView {
  key: FigureKey
  label: string
  value: { prefix: string; text: string; unit: string } | null
  /** Why there is no value. */
  absent: string | null
  /** Interval, and a second figure that must stand beside it. */
  interval: string | null
  /** What it was computed from. */
  n: string | null
  isLowN: boolean
  /** AI share: grey, since it has no good or bad. */
  isContext: boolean
  mark: IntervalMarkView | null
  sparkline: SparklineView | null
  trend: Trend
  definition: FigureDefinition
}

export interface FigureSource {
  readings: ReadingBlocks
  series: readonly SeriesEntry[]
  range: { from: string; to: string }
}

export const FIGURE_KEYS: readonly FigureKey[] = ['capacity', 'confidence', 'withoutConfidence', 'catch', 'trail', 'ai']

const LABELS: Record<FigureKey, string> = {
  capacity: 'Review headroom',
  confidence: 'Time to confident merge',
  withoutConfidence: 'Merged without confidence',
  catch: 'Defect catch rate',
  trail: 'Reasoning trail',
  ai: 'AI share of lines',
}

const SPARK_FORMAT: Record<WeeklyKey, (value: number) => string> = {
  firstReview: (value) => formatHours(value, 'weekday'),
  confidence: (value) => formatHours(value),
  withoutConfidence: formatShare,
  catch: formatShare,
  trail: formatShare,
  ai: formatShare,
}

const SPARK_NAMES: Record<WeeklyKey, string> = {
  firstReview: 'Wait for a first review, weekday hours',
  confidence: 'Median time to confident merge',
  withoutConfidence: 'Share merged without confidence',
  catch: 'Defect catch rate',
  trail: 'Reasoning-trail coverage',
  ai: 'Lines assisted by AI, at least',
}

export function prepareFigures(source: FigureSource, weeks: number): FigureView[] {
  return FIGURE_KEYS.map((key) => prepareFigure(key, source, weeks))
}

export function prepareFigure(key: FigureKey, source: FigureSource, weeks: number): FigureView {
  const { readings, series, range } = source
  const weekly: WeeklyKey = key === 'capacity' ? 'firstReview' : key
  const points = pickWeeklyPoints(series, weekly)
  const trend = prepareTrend(points, range)
  const print = isWithheld(readings) ? { absent: nameWithheld(readings.contributors) } : printers[key](readings)
  return {
    key,
    label: LABELS[key],
    value: print.value ?? null,
    absent: print.absent ?? null,
    interval: print.interval ?? null,
    n: print.n ?? null,
    isLowN: print.value ? isLowN(print.count ?? null) : false,
    isContext: key === 'ai',
    mark: key === 'capacity' ? prepareIntervalMark(readings.reviewCapacity) : null,
    sparkline: prepareSparkline(points, trend, { name: SPARK_NAMES[weekly], format: SPARK_FORMAT[weekly], weeks }),
    trend,
    definition: defineFigure(key, readings),
  }
}

export function isWithheld(readings: ReadingBlocks): boolean {
  return readings.timeToConfidentMerge.status === 'withheld'
}

interface Print {
  value?: FigureView['value']
  absent?: string
  interval?: string
  n?: string
  /** The n that the "low n" mark looks at. */
  count?: number | null
}

const printers: Record<FigureKey, (readings: ReadingBlocks) => Print> = {
  capacity({ reviewCapacity: { status, headroom, capacityPerWeek, demandPerWeek } }) {
    if (headroom.value === null) return { absent: nameStatus(status === 'ok' ? 'unknown' : status) }
    const isLowerBound = capacityPerWeek.kind === 'lower_bound'
    return {
      value: { prefix: isLowerBound ? '≥' : '', text: formatRatio(headroom.value), unit: '×' },
      interval: formatMultipleRange(headroom.low, headroom.high),
      n:
        demandPerWeek.mean === null || capacityPerWeek.value === null
          ? undefined
          : `${formatRate(demandPerWeek.mean)} a week arrive, ${isLowerBound ? 'at least ' : ''}${formatRate(capacityPerWeek.value)} can be answered`,
    }
  },
  confidence({ timeToConfidentMerge: block }) {
    const n = block.n === null ? undefined : `n ${formatCount(block.n)}`
    if (block.p50Status === 'insufficient') return { absent: nameTooFew(block.n, 6, 'pull requests'), n }
    const p75 = `p75 ${block.p75Hours === null ? nameStatus(block.p75Status) : formatHours(block.p75Hours)}`
    if (block.p50Hours === null) {
      const floor = block.p50Low === null ? '' : `${formatHours(block.p50Low)} or more`
      return { absent: nameStatus(block.p50Status), interval: floor || undefined, n, count: block.n }
    }
    return {
      value: { prefix: '', ...toHours(block.p50Hours) },
      interval: `${formatHoursRange(block.p50Low, block.p50High)} · ${p75}`,
      n,
      count: block.n,
    }
  },
  withoutConfidence({ timeToConfidentMerge: { withoutConfidenceShare: share, withoutConfidence, confident, status } }) {
    if (share.value === null || withoutConfidence === null || confident === null) {
      return { absent: nameStatus(status === 'ok' ? 'insufficient' : status) }
    }
    return {
      value: toShareValue(share.value),
      interval: formatShareRange(share.low, share.high),
      n: `${formatCount(withoutConfidence)} of ${formatCount(withoutConfidence + confident)}`,
      count: withoutConfidence + confident,
    }
  },
  catch({ defectCatchRate: block }) {
    const { escapesPer100, caughtStrict, escapedStrict } = block
    const defects = caughtStrict === null || escapedStrict === null ? null : caughtStrict + escapedStrict
    const escapes = escapesPer100.value === null ? undefined : `${formatRate(escapesPer100.value)} escapes per 100`
    const matured = block.matured === null ? undefined : `${formatCounted(block.matured, 'merge')} ≥ 30 days old`
    if (block.rate === null) {
      if (block.status === 'insufficient') return { absent: nameTooFew(defects, 10, 'defects'), interval: escapes, n: matured }
      return { absent: nameStatus(block.status === 'ok' ? 'unknown' : block.status), interval: escapes, n: matured }
    }
    return {
      value: toShareValue(block.rate),
      interval: [formatShareRange(block.low, block.high), escapes].filter(Boolean).join(' · '),
      n: defects === null ? undefined : `${formatRate(defects)} defects observed`,
      count: defects,
    }
  },
  trail({ reasoningTrail: { share, low, high, covered, eligible, status } }) {
    if (share === null || covered === null || eligible === null) {
      return { absent: nameStatus(status === 'ok' ? 'insufficient' : status) }
    }
    return {
      value: toShareValue(share),
      interval: formatShareRange(low, high),
      n: `${formatCount(covered)} of ${formatCount(eligible)}`,
      count: eligible,
    }
  },
  ai({ aiShare, pullRequests }) {
    const { display, lower, upper, assistedAtLeast, evidenceCoverage, pullRequestsTouched } = aiShare
    const byPullRequest =
      pullRequestsTouched.value === null ? undefined : `by pull requests: at least ${formatShare(pullRequestsTouched.value)}`
    const evidence = evidenceCoverage === null ? undefined : `evidence for ${formatShare(evidenceCoverage)} of lines`
    const rest: Print = { interval: evidence, n: byPullRequest, count: pullRequests.merged }
    if (display === 'range' && lower !== null && upper !== null) {
      return { ...rest, value: { prefix: '', text: `${toPercent(lower)}–${toPercent(upper)}`, unit: '%' } }
    }
    if (display === 'at_least' && assistedAtLeast !== null) {
      return { ...rest, value: { prefix: '≥', text: toPercent(assistedAtLeast), unit: '%' } }
    }
    return { ...rest, absent: display === 'no_lines' ? 'no lines to count' : 'not enough evidence' }
  },
}


function toShareValue(share: number): { prefix: string; text: string; unit: string } {
  return { prefix: '', text: toPercent(share), unit: '%' }
}
