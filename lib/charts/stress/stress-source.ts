import type { ReviewCapacityReading } from '@/lib/metrics/readings'
import type { StressReading } from '@/lib/metrics/stress-test'
import type { Tier } from '@/lib/policy/tiers'

/** One thing that can be put under stress. Plain data: it crosses from the server to the browser. */
export interface StressScope {
  /** "organization", "team:SLUG" or "surface:NAME". */
  key: string
  kind: 'organization' | 'team' | 'surface'
  name: string
  /** The risk tier of a surface. */
  tier: string | null
  /** null: no readings yet. */
  reading: StressReading | null
  contributors: number | null
  /** Weekday hours; the SLO that the form starts with. */
  sloWeekdayHours: number
}

export interface StressSource {
  organization: string
  /** The organisation, surfaces in the order of plumbline.yml, teams alphabetical. */
  scopes: StressScope[]
  /** ISO instant of the readings. */
  asOf: string
  /** from, to and asOf of the address, where it names them. */
  keep: Record<string, string>
}

/** Readings of one scope as the loaders give them. */
export interface StressDocument {
  contributors: number | null
  reviewCapacity: ReviewCapacityReading
}

export interface StressParts {
  organization: string
  asOf: string
  keep: Record<string, string>
  document: StressDocument
  surfaces: readonly { name: string; tier: Tier | null; document: StressDocument | null }[]
  teams: readonly { slug: string; name: string; document: StressDocument | null }[]
}

/** Of each document only what the test reads: all of them travel to the browser. */
export function toStressSource({ organization, asOf, keep, document, surfaces, teams }: StressParts): StressSource {
  const fallback = document.reviewCapacity.slo.limitWeekdayHours
  return {
    organization,
    asOf,
    keep,
    scopes: [
      { key: 'organization', kind: 'organization', name: organization, tier: null, ...toTested(document, null, fallback) },
      ...surfaces.map(({ name, tier, document: one }): StressScope => ({
        key: `surface:${name}`,
        kind: 'surface',
        name: name === '' ? 'Everything else' : name,
        tier,
        ...toTested(one, tier, fallback),
      })),
      ...teams.map(({ slug, name, document: one }): StressScope => ({ key: `team:${slug}`, kind: 'team', name, tier: null, ...toTested(one, null, fallback) })),
    ],
  }
}

function toTested(document: StressDocument | null, tier: Tier | null, fallback: number): Pick<StressScope, 'reading' | 'contributors' | 'sloWeekdayHours'> {
  if (!document) return { reading: null, contributors: null, sloWeekdayHours: fallback }
  const { status, demandPerWeek, capacityPerWeek, effectiveReviewers, topShare, queue, firstReview, slo } = document.reviewCapacity
  return {
    contributors: document.contributors,
    sloWeekdayHours: (tier && slo.byTier[tier]?.limitWeekdayHours) ?? slo.limitWeekdayHours,
    reading: {
      status,
      demandPerWeek,
      capacityPerWeek,
      effectiveReviewers,
      topShare,
      queue: { open: queue.open },
      firstReview: { n: firstReview.n, p50WeekdayHours: firstReview.p50WeekdayHours },
    },
  }
}
