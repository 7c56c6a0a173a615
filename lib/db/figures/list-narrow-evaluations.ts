import type { NarrowEvaluation, ConfidenceReason, ConfidenceStatus } from '@/lib/metrics/history/pull-request-evaluation'
import type { Span } from '@/lib/dates'
import { toListedScope, toScopeParts, type Scope } from '@/lib/metrics/organization/scope'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import { TIERS } from '@/lib/policy/tiers'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'

interface Row {
  pull_request_id: string
  repository_id: string
  number: number
  author_id: string
  class: string
  in_population: boolean
  is_stacked: boolean
  tier: string
  ready_at: Date | null
  merged_at: Date | null
  ended_at: Date | null
  confidence: string | null
  reasons: string[]
  confident_at: Date | null
  confident_at_exact: boolean
  clock_start_at: Date | null
  review: NarrowEvaluation['review']
  defects: NarrowEvaluation['defects']
  trail: NarrowEvaluation['trail']
  ai: NarrowEvaluation['ai']
  team_ids: string[]
  surfaces: string[]
  controls: NarrowEvaluation['controls']
  manifest: string | null
  unclassified: string[]
  reverted_at: Date | null
}

/**
 * Evaluations of a scope whose life (first ready to merged or closed) overlaps the span: everything that can open,
 * answer or hold a review cycle in it, be ready in it or merge in it. Ordered by pull request, so sums are repeatable.
 */
export async function listNarrowEvaluations(
  database: DatabaseOrTransaction,
  organizationId: number,
  scope: Scope,
  span: Span,
): Promise<NarrowEvaluation[]> {
  if (scope === 'organization') return listOfOrganization(database, organizationId, span)
  const parts = toScopeParts(scope)
  const tier = parts.kind === 'cell' ? parts.tier : null
  const rows = await database.$queryRaw<Row[]>`
    select m.* from scope_pull_requests s
    join pull_request_metrics m
      on m.organization_id = s.organization_id and m.pull_request_id = s.pull_request_id
    where s.organization_id = ${organizationId} and s.scope = ${toListedScope(scope)}
      and (s.ready_at is null or s.ready_at < ${span.to})
      and (s.ended_at is null or s.ended_at >= ${span.from})
      and (${tier}::text is null or m.tier = ${tier})
    order by m.pull_request_id`
  return rows.map(toNarrowEvaluation)
}

async function listOfOrganization(database: DatabaseOrTransaction, organizationId: number, span: Span): Promise<NarrowEvaluation[]> {
  const rows = await database.$queryRaw<Row[]>`
    select m.* from pull_request_metrics m
    where m.organization_id = ${organizationId}
      and (m.ready_at is null or m.ready_at < ${span.to})
      and (m.ended_at is null or m.ended_at >= ${span.from})
    order by m.pull_request_id`
  return rows.map(toNarrowEvaluation)
}

/** The narrow rows of these pull requests, where they have one. */
export async function listNarrowEvaluationsOf(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
): Promise<NarrowEvaluation[]> {
  if (pullRequestIds.length === 0) return []
  const rows = await database.$queryRaw<Row[]>(Prisma.sql`
    select m.* from pull_request_metrics m
    where m.organization_id = ${organizationId} and m.pull_request_id = any(${pullRequestIds})
    order by m.pull_request_id`)
  return rows.map(toNarrowEvaluation)
}

function toNarrowEvaluation(row: Row): NarrowEvaluation {
  const tier = TIERS.find((known) => known === row.tier)
  if (!tier) throw new Error(`Unknown tier ${row.tier} in pull_request_metrics`)
  return {
    pullRequestId: row.pull_request_id,
    repositoryId: row.repository_id,
    number: row.number,
    authorId: row.author_id,
    // Closed vocabularies that only replaceEvaluations writes.
    class: row.class as PullRequestClass,
    inPopulation: row.in_population,
    isStacked: row.is_stacked,
    tier,
    teamIds: row.team_ids,
    readyAt: row.ready_at,
    mergedAt: row.merged_at,
    endedAt: row.ended_at,
    confidence: row.confidence as ConfidenceStatus | null,
    reasons: row.reasons as ConfidenceReason[],
    confidentAt: row.confident_at,
    confidentAtExact: row.confident_at_exact,
    clockStartAt: row.clock_start_at,
    review: row.review,
    defects: row.defects,
    trail: row.trail,
    ai: row.ai,
    surfaces: row.surfaces,
    controls: row.controls,
    manifest: row.manifest as NarrowEvaluation['manifest'],
    unclassified: row.unclassified,
    revertedAt: row.reverted_at,
  }
}
