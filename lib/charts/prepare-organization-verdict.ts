import { capacityWithOneMore } from '@/lib/metrics/stress'
import type { ReadingsDocument, ReviewCapacityReading } from '@/lib/metrics/readings'
import { formatCount, formatMultiple } from './format-figures'
import { describeBalance, type SentencePart } from './prepare-verdict'

/** A surface or a team that may be named as the first to break. */
export interface VerdictPart {
  /** As it stands within a sentence. */
  name: string
  href: string
  stressHref: string
  /** Maintainers that plumbline.yml names, and whether one of them is a whole team; null for a team or the rest. */
  maintainers: readonly string[] | null
  capacity: ReviewCapacityReading | null
}

export interface OrganizationVerdict {
  headline: SentencePart[]
  /** What one more maintainer would do, where the model carries a number; null otherwise. */
  decision: string | null
  /** The stress test of what the verdict is about. */
  stressHref: string
}

export interface VerdictSource {
  document: Pick<ReadingsDocument, 'reviewCapacity'>
  surfaces: readonly VerdictPart[]
  teams: readonly VerdictPart[]
  /** The stress test of the whole organisation. */
  stressHref: string
}

/**
 * Could the organisation take twice the changes, and where would it break first? A surface is named if the data can tell it
 * from every other one, two or three where they can tell these from the rest; else a team, else the organisation as a whole. The
 * sentence claims no more than the intervals carry, and too little data to say is an answer.
 */
export function prepareOrganizationVerdict({ document, surfaces, teams, stressHref }: VerdictSource): OrganizationVerdict {
  const capacity = document.reviewCapacity
  const isKnown = capacity.headroom.value !== null && capacity.demandPerWeek.mean !== null && capacity.capacityPerWeek.value !== null
  const first = findFirstToBreak(surfaces, 3) ?? (isKnown ? findFirstToBreak(teams, 1) : null)
  const [only, ...others] = first ?? []
  if (only) {
    const opening = capacity.twice === 'yes' ? 'Together twice the changes would fit, but ' : 'Not twice the changes, and '
    const closing = others.length === 0 ? ` would break first: ${describeBalance(only.capacity)}.` : ' would break first; the data cannot tell which.'
    return {
      headline: [{ text: opening }, ...listSubjects([only, ...others]), { text: closing }],
      decision: describeDecision(only, others.length > 0),
      stressHref: only.stressHref,
    }
  }
  return { headline: [{ text: describeWhole(capacity, isKnown) }], decision: null, stressHref }
}

function describeWhole(capacity: ReviewCapacityReading, isKnown: boolean): string {
  if (capacity.status === 'withheld') return 'Too few people took part in these weeks to say anything without showing them.'
  if (!isKnown) return 'Too little data to say whether review would carry twice the changes.'
  if (capacity.twice === 'no') return `Not twice the changes: ${describeBalance(capacity)}.`
  if (capacity.twice === 'yes') return `Twice the changes fit what review has shown: ${describeBalance(capacity)}.`
  return `Whether review would carry twice the changes is not shown: ${describeBalance(capacity)}.`
}

interface KnownPart extends VerdictPart {
  capacity: ReviewCapacityReading
  headroom: number
}

/**
 * The tightest, if it was seen at its limit and would not carry twice; with it all whose own estimate lies inside its
 * interval. null: more of them than may be named, or nothing to tell them from.
 */
function findFirstToBreak(parts: readonly VerdictPart[], most: number): KnownPart[] | null {
  const known = parts
    .flatMap((part): KnownPart[] => {
      const headroom = part.capacity?.headroom.value ?? null
      return part.capacity && headroom !== null ? [{ ...part, capacity: part.capacity, headroom }] : []
    })
    .toSorted((a, b) => a.headroom - b.headroom)
  const tightest = known[0]
  if (!tightest || tightest.capacity.twice !== 'no' || tightest.capacity.capacityPerWeek.kind !== 'observed') return null
  const reach = tightest.capacity.headroom.high ?? Infinity
  const group = known.filter(({ headroom }) => headroom <= reach)
  return group.length <= most && group.length < known.length ? group : null
}

function listSubjects(parts: readonly KnownPart[]): SentencePart[] {
  return parts.flatMap(({ name, href }, index) => {
    const subject: SentencePart = { text: name, isSubject: true, href }
    const join = index === 0 ? [] : [{ text: index === parts.length - 1 ? ' or ' : ', ' }]
    return [...join, subject]
  })
}

/** Above so many more people it is no longer a decision about a surface. */
const MOST_MORE = 9

/** METRICS section 2: one more maintainer gives C·(N + 1)/N, so k of them C·(N + k)/N; twice needs the k with C·(N + k)/N ≥ 2λ. */
function describeDecision({ name, maintainers, capacity, headroom }: KnownPart, isOneOfSeveral: boolean): string | null {
  const { effectiveReviewers, demandPerWeek, capacityPerWeek } = capacity
  if (effectiveReviewers === null || effectiveReviewers <= 0 || !demandPerWeek.mean || capacityPerWeek.value === null) return null
  const after = capacityWithOneMore(capacityPerWeek.value, effectiveReviewers) / demandPerWeek.mean
  const needed = Math.ceil(effectiveReviewers * (2 / headroom - 1) - 1e-9)
  const more = needed > 1 && needed <= MOST_MORE ? `; twice the changes would take ${formatCount(needed)}` : ''
  return `${nameMore(name, maintainers)} would take ${isOneOfSeveral ? 'its' : 'that'} headroom from ${formatMultiple(headroom)} to ${formatMultiple(after)}${more} (modelled).`
}

function nameMore(name: string, maintainers: readonly string[] | null): string {
  const [only, ...others] = maintainers ?? []
  const isOnePerson = only !== undefined && others.length === 0 && !only.includes('/')
  if (isOnePerson) return `A second maintainer of ${name}`
  return maintainers === null ? `One more reviewer for ${name}` : `One more maintainer of ${name}`
}
