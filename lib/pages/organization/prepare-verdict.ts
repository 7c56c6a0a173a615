import { isolate } from '@/lib/pages/words/isolate'
import { BREAK_KINDS, findBreakingPoint, isConcentrated, pickFirstToBreak, type BreakingPoint } from '@/lib/metrics/capacity/breaking-point'
import { isShedding } from '@/lib/metrics/capacity/shedding'
import { capacityWithOneMore } from '@/lib/metrics/stress/erlang'
import type { ReadingsDocument, ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityDetails, CapacityStrain } from '@/lib/metrics/document/scope-details'
import { formatRate, formatShare } from '@/lib/pages/words/format-figures'
import { sayTwiceAnswer, toSentence, type SentencePart } from '@/lib/pages/figures/prepare-verdict'
import { nameKind, sayConcentration, sayEvidence, saySeen } from '@/lib/pages/figures/say-breaking-point'
import { sayBalance, sayContradiction, sayLoadResponse, sayWaiting } from '@/lib/pages/figures/say-review'

/** A surface or a team that may be named as the first to break. */
export interface VerdictPart {
  /** As it stands within a sentence. */
  name: string
  href: string
  stressHref: string
  reading: ReviewCapacityReading | null
  /** null: withheld, or not there. */
  strain: CapacityStrain | null
}

export interface OrganizationVerdict {
  headline: SentencePart[]
  /** Where it would break first and what shows it; null: nothing is shown to. */
  place: string | null
  /** What was seen of the whole, a sentence each. */
  evidence: string[]
  /** What one more reviewer would do, where the model carries a number; null otherwise. */
  model: string | null
  /** The stress test of what the verdict is about. */
  stressHref: string
}

export interface VerdictSource {
  document: Pick<ReadingsDocument, 'reviewCapacity' | 'contributors'>
  /** null: withheld, or not there for this range. */
  details: Pick<CapacityDetails, 'contradiction'> | null
  surfaces: readonly VerdictPart[]
  teams: readonly VerdictPart[]
  /** The stress test of the whole organisation. */
  stressHref: string
}

/**
 * What is true today, then whether twice the changes would fit; under it where it would break first, and what shows that.
 * The place is named by the strongest evidence (METRICS section 2), of one kind a team before a surface: its people can act,
 * and its surfaces are slices of the same reviews. Where nothing is shown to give way no place is named.
 */
export function prepareOrganizationVerdict({ document, details, surfaces, teams, stressHref }: VerdictSource): OrganizationVerdict {
  const reading = document.reviewCapacity
  const unknown = describeUnknown(document)
  if (unknown !== null) return { headline: [{ text: unknown }], place: null, evidence: [], model: null, stressHref }
  const place = findPlace(teams, surfaces)
  return {
    headline: [...describeToday(reading, place), { text: toSentence(sayTwiceAnswer(reading)) }],
    place: place && describePlace(place),
    evidence: [
      sayLoadResponse(reading, 'whole'),
      sayWaiting(reading),
      sayContradiction(details?.contradiction ?? null, reading) ?? sayBalance(reading),
    ].filter((sentence) => sentence !== null),
    model: place && describeModel(place),
    stressHref: place?.stressHref ?? stressHref,
  }
}

interface KnownPlace extends VerdictPart {
  reading: ReviewCapacityReading
  breaks: BreakingPoint
}

function findPlace(teams: readonly VerdictPart[], surfaces: readonly VerdictPart[]): KnownPlace | null {
  const known = (parts: readonly VerdictPart[]) =>
    pickFirstToBreak(
      parts.flatMap((part) =>
        part.reading ? [{ ...part, reading: part.reading, breaks: findBreakingPoint(part.reading, part.strain) }] : [],
      ),
    )
  const [team, surface] = [known(teams), known(surfaces)]
  if (!team || !surface) return team ?? surface
  return BREAK_KINDS.indexOf(surface.breaks.kind) < BREAK_KINDS.indexOf(team.breaks.kind) ? surface : team
}

/** "12 % of reviews are skipped; Payments answers 65 % of its reviews too late. " */
function describeToday(reading: ReviewCapacityReading, place: KnownPlace | null): SentencePart[] {
  const skipped = isShedding(reading) ? `${formatShare(reading.unanswered.value ?? 0)} of reviews are skipped` : null
  const seen = place && saySeen(place)
  if (place && seen) {
    const subject: SentencePart = { text: place.name, isSubject: true, href: place.href }
    return [...(skipped ? [{ text: `${skipped}; ` }] : []), subject, { text: `${seen}. ` }]
  }
  if (skipped) return [{ text: `${skipped}. ` }]
  const { attainment } = reading.slo
  return attainment === null ? [] : [{ text: `${formatShare(attainment)} of reviews are answered in time. ` }]
}

/** "Payments would break first, its own busy weeks show it. In its busiest weeks …" */
function describePlace({ name, reading, strain, breaks }: KnownPlace): string {
  const first = `${toSentence(isolate(name))} would break first: ${nameKind(breaks.kind)}.`
  const concentration =
    breaks.kind !== 'concentration' && isConcentrated(reading, strain) ? `${toSentence(sayConcentration(reading, strain))}.` : null
  return [first, sayEvidence(breaks, reading, strain), concentration].filter((sentence) => sentence !== null).join(' ')
}

function describeUnknown({ reviewCapacity: { status, headroom }, contributors }: VerdictSource['document']): string | null {
  if (contributors === 0) return 'There are no pull requests in these weeks, so there is nothing to say of them.'
  if (status === 'withheld') return 'Too few people took part in these weeks to say anything without showing them.'
  return headroom.value === null ? 'Too little data to say whether review would carry twice the changes.' : null
}

/** METRICS section 2: one more maintainer gives C·(N + 1)/N. Only where C was seen: of a lower bound nobody knows what it adds. */
function describeModel({ name, reading }: KnownPlace): string | null {
  const { effectiveReviewers, demandPerWeek, capacityPerWeek } = reading
  if (capacityPerWeek.kind !== 'observed' || capacityPerWeek.value === null || !demandPerWeek.mean) return null
  if (effectiveReviewers === null || effectiveReviewers <= 0) return null
  const after = capacityWithOneMore(capacityPerWeek.value, effectiveReviewers)
  const toShare = (given: number) => formatShare(given / (demandPerWeek.mean ?? 1))
  return `One more regular reviewer in ${isolate(name)} would lift reviews given from ${formatRate(capacityPerWeek.value)} to ${formatRate(after)} a week, from ${toShare(capacityPerWeek.value)} to ${toShare(after)} of those asked for.`
}
