import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { nameAudit } from './name-audit'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatHoursRange,
  formatMultipleRange,
  formatRate,
  formatRated,
  formatRatio,
  formatShareRange,
  formatShare,
  toHours,
  toPercent,
} from '@/lib/pages/words/format-figures'
import { countEstimated, nameStatus, nameTooFew, nameWithheld } from '@/lib/pages/words/name-missing'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { nameBeside } from './say-review'
import type { FigureKey } from './pick-weekly-points'

/** What is printed of a figure: a value, or the words that say why there is none; its interval, and what it rests on. */
export interface FigurePrint {
  value?: { prefix: string; text: string; unit: string }
  absent?: string
  interval?: string
  /** What must stand beside it, in a few words each. */
  beside?: string[]
  n?: string
  /** The n that the "low n" mark looks at. */
  count?: number | null
}

export function printFigure(key: FigureKey, readings: ReadingBlocks): FigurePrint {
  return isWithheld(readings) ? { absent: nameWithheld(readings.contributors) } : printers[key](readings)
}

const printers: Record<FigureKey, (readings: ReadingBlocks) => FigurePrint> = {
  capacity({ reviewCapacity }) {
    const { status, headroom, capacityPerWeek, demandPerWeek } = reviewCapacity
    const beside = nameBeside(reviewCapacity)
    if (headroom.value === null) return { absent: nameStatus(status === 'ok' ? 'unknown' : status), beside }
    const isLowerBound = capacityPerWeek.kind === 'lower_bound'
    return {
      value: { prefix: isLowerBound ? '≥' : '', text: formatRatio(headroom.value), unit: '×' },
      interval: formatMultipleRange(headroom.low, headroom.high),
      beside,
      n:
        demandPerWeek.mean === null || capacityPerWeek.value === null
          ? undefined
          : `${formatRate(demandPerWeek.mean)} a week asked for, ${isLowerBound ? `${formatRate(capacityPerWeek.value)} given in the best four weeks` : `${formatRate(capacityPerWeek.value)} given in full weeks`}`,
    }
  },
  confidence({ timeToConfidentMerge: block }) {
    const count = countEstimated(block)
    const n = count === null ? undefined : `n ${formatCount(count)}`
    if (block.p50Status === 'insufficient') return { absent: nameTooFew(count, 6, 'pull requests'), n }
    const p75 = `p75 ${block.p75Hours === null ? nameStatus(block.p75Status) : formatHours(block.p75Hours)}`
    if (block.p50Hours === null) {
      const floor = block.p50Low === null ? '' : `${formatHours(block.p50Low)} or more`
      return { absent: nameStatus(block.p50Status), interval: floor || undefined, n, count }
    }
    return {
      value: { prefix: '', ...toHours(block.p50Hours) },
      interval: `${formatHoursRange(block.p50Low, block.p50High)} · ${p75}`,
      n,
      count,
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
    const escapes = escapesPer100.value === null ? undefined : `${formatRated(escapesPer100.value, 'escape')} per 100`
    const matured = block.matured === null ? undefined : `${formatCounted(block.matured, 'merge')} ≥ 30 days old`
    if (block.rate === null) {
      if (block.status === 'insufficient') return { absent: nameTooFew(defects, 10, 'defects'), interval: escapes, n: matured }
      return { absent: nameStatus(block.status === 'ok' ? 'unknown' : block.status), interval: escapes, n: matured }
    }
    return {
      value: toShareValue(block.rate),
      interval: [formatShareRange(block.low, block.high), escapes].filter(Boolean).join(' · '),
      n: [defects === null ? '' : `${formatRated(defects, 'defect')} observed`, nameAudit(block)].filter(Boolean).join(' · '),
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
    const rest: FigurePrint = { interval: evidence, n: byPullRequest, count: pullRequests.merged }
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
