import { isolate } from '@/lib/pages/words/isolate'
import { capacityWithOneMore } from '@/lib/metrics/stress/erlang'
import type { ReadingsDocument, ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { formatCount, formatCounted, formatMultiple } from '@/lib/pages/words/format-figures'
import { describeBalance, type SentencePart } from '@/lib/pages/figures/prepare-verdict'

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
  /** What arrives and is answered in the whole, where the headline is about a part; null otherwise. */
  balance: string | null
  /** What one more maintainer would do, where the model carries a number; null otherwise. */
  decision: string | null
  /** The stress test of what the verdict is about. */
  stressHref: string
}

export interface VerdictSource {
  document: Pick<ReadingsDocument, 'reviewCapacity' | 'contributors'>
  surfaces: readonly VerdictPart[]
  teams: readonly VerdictPart[]
  /** The stress test of the whole organisation. */
  stressHref: string
}

/**
 * Could the organisation take twice the changes, and where would it break first? A surface is named as the first to break if
 * the data can tell it from every other one, two or three where they can tell these from the rest; where they cannot, the one
 * that looks tightest stands beside how many would not carry twice and how many it cannot be told from. Without surfaces a team
 * is named, else the whole. The sentence claims no more than the intervals carry, and too little data to say is an answer.
 */
export function prepareOrganizationVerdict({ document, surfaces, teams, stressHref }: VerdictSource): OrganizationVerdict {
  const capacity = document.reviewCapacity
  const isKnown = capacity.headroom.value !== null && capacity.demandPerWeek.mean !== null && capacity.capacityPerWeek.value !== null
  const balance = isKnown ? `${toSentence(describeBalance(capacity))}.` : null
  const opening = capacity.twice === 'yes' ? 'Together twice the changes would fit, but ' : 'Not twice the changes, and '
  const known = toKnown(surfaces)
  const group = findFirstToBreak(known, 3) ?? (isKnown ? findFirstToBreak(toKnown(teams), 1) : null)
  const [only, ...others] = group ?? []
  if (only && others.length === 0) {
    const headline = [{ text: opening }, ...listSubjects([only]), { text: ` would break first: ${describeBalance(only.capacity)}.` }]
    return { headline, balance, decision: describeDecision(only), stressHref: only.stressHref }
  }
  if (only) {
    const headline = [{ text: opening }, ...listSubjects([only, ...others]), { text: ' would break first; the data cannot tell which.' }]
    return { headline, balance, decision: describeDecision(only), stressHref: only.stressHref }
  }
  const tightest = findTightest(known)
  if (tightest && capacity.twice !== 'yes') {
    const headline = describeCrowd(tightest, known, surfaces.length)
    return { headline, balance, decision: describeDecision(tightest), stressHref: tightest.stressHref }
  }
  return { headline: [{ text: describeWhole(document, isKnown) }], balance: null, decision: null, stressHref }
}

/** Many are tight and none stands apart: how many would break is known, which of them first is not. */
function describeCrowd(tightest: KnownPart, known: readonly KnownPart[], total: number): SentencePart[] {
  const breaking = known.filter(isSeenToBreak).length
  const alike = findAlike(tightest, known).length - 1
  const count = breaking === total ? `none of ${formatCount(total)} surfaces` : `${formatCount(breaking)} of ${formatCount(total)} surfaces`
  const apart = alike > 0 ? `; the data cannot tell it from ${formatCounted(alike, 'other')}` : ''
  return [
    { text: `Not twice the changes: ${count} would ${breaking === total ? 'carry' : 'not carry'} them. ` },
    { text: tightest.name, isSubject: true, href: tightest.href },
    { text: ` looks tightest, at ${formatMultiple(tightest.headroom)}${apart}.` },
  ]
}

function toSentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1)
}

function describeWhole({ reviewCapacity: capacity, contributors }: VerdictSource['document'], isKnown: boolean): string {
  if (contributors === 0) return 'There are no pull requests in these weeks, so there is nothing to say of them.'
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

/** Those with a headroom, the tightest first. */
function toKnown(parts: readonly VerdictPart[]): KnownPart[] {
  return parts
    .flatMap((part): KnownPart[] => {
      const headroom = part.capacity?.headroom.value ?? null
      return part.capacity && headroom !== null ? [{ ...part, capacity: part.capacity, headroom }] : []
    })
    .toSorted((a, b) => a.headroom - b.headroom)
}

/** Its limit was seen, and lies below twice. A lower bound may carry anything. */
function isSeenToBreak({ capacity }: KnownPart): boolean {
  return capacity.twice === 'no' && capacity.capacityPerWeek.kind === 'observed'
}

/** The tightest, and all it cannot be told from: two can be told apart only where their intervals do not overlap. */
function findAlike(tightest: KnownPart, known: readonly KnownPart[]): KnownPart[] {
  const reach = tightest.capacity.headroom.high ?? Infinity
  return known.filter((part) => part === tightest || (part.capacity.headroom.low ?? 0) <= reach)
}

function findTightest(known: readonly KnownPart[]): KnownPart | null {
  const [tightest] = known
  return tightest && isSeenToBreak(tightest) ? tightest : null
}

/**
 * The tightest, if it was seen at its limit and would not carry twice; with it all whose interval overlaps its
 * own. null: more of them than may be named, or nothing to tell them from.
 */
function findFirstToBreak(known: readonly KnownPart[], most: number): KnownPart[] | null {
  const tightest = findTightest(known)
  if (!tightest) return null
  const group = findAlike(tightest, known)
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
function describeDecision({ name, maintainers, capacity, headroom }: KnownPart): string | null {
  const { effectiveReviewers, demandPerWeek, capacityPerWeek } = capacity
  if (effectiveReviewers === null || effectiveReviewers <= 0 || !demandPerWeek.mean || capacityPerWeek.value === null) return null
  const after = capacityWithOneMore(capacityPerWeek.value, effectiveReviewers) / demandPerWeek.mean
  const needed = Math.ceil(effectiveReviewers * (2 / headroom - 1) - 1e-9)
  const more = needed > 1 && needed <= MOST_MORE ? `; twice the changes would take ${formatCount(needed)}` : ''
  return `${nameMore(name, maintainers)} would take its headroom from ${formatMultiple(headroom)} to ${formatMultiple(after)}${more} (modelled).`
}

function nameMore(name: string, maintainers: readonly string[] | null): string {
  const [only, ...others] = maintainers ?? []
  const isOnePerson = only !== undefined && others.length === 0 && !only.includes('/')
  if (isOnePerson) return `A second maintainer of ${isolate(name)}`
  return maintainers === null ? `One more reviewer for ${isolate(name)}` : `One more maintainer of ${isolate(name)}`
}
