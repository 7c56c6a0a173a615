import { findLate, findRiskyLate, type BreakingPoint, type BreakKind } from '@/lib/metrics/capacity/breaking-point'
import { isShedding } from '@/lib/metrics/capacity/shedding'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import { formatCounted, formatRate, formatShare } from '@/lib/pages/words/format-figures'
import { sayBalance, sayLoadResponse } from './say-review'
import { LEAST_REVIEWERS } from './top-share'

/** What a place is seen to do, to follow its name; with what it gives way by, where it does. Skipping is never called slowness. */
export interface SeenPlace {
  reading: ReviewCapacityReading
  strain: CapacityStrain | null
  breaks: BreakingPoint | null
}

/** " answers 65 % of its reviews too late"; null: nothing about it is known. */
export function saySeen({ reading, strain, breaks }: SeenPlace): string | null {
  const late = findLate(reading)
  if (late) return ` answers ${formatShare(late.value)} of its reviews too late`
  if (breaks) return sayBreakingPoint(breaks, reading, strain)
  if (isShedding(reading)) return ` skips ${formatShare(reading.unanswered.value ?? 0)} of its reviews`
  return reading.slo.attainment === null ? null : ` answers ${formatShare(reading.slo.attainment)} of its reviews in time`
}

function sayBreakingPoint({ kind }: BreakingPoint, reading: ReviewCapacityReading, strain: CapacityStrain | null): string {
  switch (kind) {
    case 'bends':
      return ' answers later when more is asked'
    case 'capacity':
      return saySeenLimit(reading)
    case 'queue': {
      const late = findRiskyLate(reading)
      return late
        ? ` answers ${formatShare(late.value)} of its T2 and T3 reviews too late`
        : ` has ${formatCounted(strain?.overdue?.now ?? 0, 'review')} waiting over a day, more than it usually has`
    }
    case 'concentration':
      return ` rests on few people: ${sayConcentration(reading, strain)}`
    case 'skipping': {
      const isRisky = strain !== null && strain.riskyUnanswered.value !== null
      const share = isRisky ? strain.riskyUnanswered : reading.unanswered
      return ` skips ${formatShare(share.value ?? 0)} of its ${isRisky ? 'T2 and T3 ' : ''}reviews`
    }
  }
}

function saySeenLimit({ headroom: { low, high } }: ReviewCapacityReading): string {
  if (high !== null && high < 1) return ' is past its limit'
  return low !== null && low >= 1 ? ' keeps up, but could not take twice the changes' : ' may be at its limit'
}

/** "one person gives 43 % of them" where that is no name, else how few people the reviews amount to; null: they are spread. */
export function sayConcentration({ topShare, effectiveReviewers }: ReviewCapacityReading, strain: CapacityStrain | null): string {
  return strain && strain.reviewers >= LEAST_REVIEWERS && topShare !== null
    ? `one person gives ${formatShare(topShare)} of the reviews`
    : `the reviews are spread as over ${formatRate(effectiveReviewers ?? 0)} people`
}

/** The kind of a place, in the words of METRICS. */
const KINDS: Record<BreakKind, string> = {
  bends: 'its own busy weeks show it',
  capacity: 'its limit was seen',
  queue: 'its queue shows it',
  concentration: 'few people carry its reviews',
  skipping: 'a matter of rules, not of speed',
}

export function nameKind(kind: BreakKind): string {
  return KINDS[kind]
}

/** What the kind rests on, as a sentence. */
export function sayEvidence({ kind }: BreakingPoint, reading: ReviewCapacityReading, strain: CapacityStrain | null): string | null {
  if (kind === 'bends') return sayLoadResponse(reading)
  if (kind === 'capacity') return sayBalance(reading)
  if (kind === 'skipping') return null
  const said = kind === 'concentration' ? sayConcentration(reading, strain) : null
  return said && `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}
