import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { Tier } from '@/lib/policy/tiers'
import { EMPTY_QUESTION } from '@/lib/pages/list/address'
import { listHref, type ListPlace } from '@/lib/pages/list/href'
import { toTeamKey } from './address'
import type { StressScope, StressSource } from './source'

type StressDocument = Pick<ReadingsDocument, 'contributors' | 'reviewCapacity'>

export interface StressParts {
  organization: string
  range: ListPlace['range']
  keep: Record<string, string>
  document: StressDocument
  surfaces: readonly { name: string; tier: Tier | null; document: StressDocument | null }[]
  /** Those whose readings travel to the browser. */
  teams: readonly { slug: string; name: string; document: StressDocument | null }[]
  /** All of them, alphabetical. */
  teamNames: readonly { slug: string; name: string }[]
  teamsPage: number
}

/** Of each document only what the test reads: all of them travel to the browser. */
export function toStressSource({ organization, range, keep, document, surfaces, ...parts }: StressParts): StressSource {
  const fallback = document.reviewCapacity.slo.limitWeekdayHours
  const list = (path: string, surface: string | null = null) =>
    listHref({ path, range }, { ...EMPTY_QUESTION, figure: 'capacity', surface })
  return {
    organization,
    asOf: range.asOf,
    keep,
    teams: parts.teamNames.map(({ slug, name }) => [slug, name]),
    teamsPage: parts.teamsPage,
    scopes: [
      { key: 'organization', kind: 'organization', name: organization, tier: null, ...toTested(document, null, fallback, list('/')) },
      ...surfaces.map(({ name, tier, document: one }): StressScope => ({
        key: `surface:${name}`,
        kind: 'surface',
        name: name === '' ? 'Everything else' : name,
        tier,
        ...toTested(one, tier, fallback, list('/', name)),
      })),
      ...parts.teams.map(({ slug, name, document: one }): StressScope => ({
        key: toTeamKey(slug),
        kind: 'team',
        name,
        tier: null,
        ...toTested(one, null, fallback, list(`/teams/${slug}`)),
      })),
    ],
  }
}

function toTested(
  document: StressDocument | null,
  tier: Tier | null,
  fallback: number,
  href: string,
): Pick<StressScope, 'reading' | 'contributors' | 'sloWeekdayHours' | 'listHref'> {
  if (!document) return { reading: null, contributors: null, sloWeekdayHours: fallback, listHref: null }
  const { status, demandPerWeek, capacityPerWeek, unanswered, effectiveReviewers, topShare, queue, firstReview, slo } =
    document.reviewCapacity
  const { status: response, testedUpTo, busy, quiet, fall } = document.reviewCapacity.loadResponse
  return {
    contributors: document.contributors,
    sloWeekdayHours: (tier && slo.byTier[tier]?.limitWeekdayHours) ?? slo.limitWeekdayHours,
    listHref: status === 'withheld' ? null : href,
    reading: {
      status,
      demandPerWeek,
      capacityPerWeek,
      unanswered,
      loadResponse: { status: response, testedUpTo, busy, quiet, fall },
      effectiveReviewers,
      topShare,
      queue: { open: queue.open },
      firstReview: { n: firstReview.n, p50WeekdayHours: firstReview.p50WeekdayHours },
    },
  }
}
