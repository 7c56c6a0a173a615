import { z } from 'zod'
import type { Span } from '@/lib/dates'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toListedScope, toScopeParts, type Scope } from '@/lib/metrics/organization/scope'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { MergeVia } from '@/lib/metrics/history/landed-though-closed'
import { CONFIDENCE_MARKS, CONFIDENCE_REASONS, CONFIDENCE_STATUSES } from '@/lib/metrics/history/pull-request-evaluation'
import { TIERS } from '@/lib/policy/tiers'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf, toColumnList } from '../postgres/query-rows'
import { toGeneration, type Generation } from '../generation'

/** A narrow row as pull_request_metrics holds it. The words of closed vocabularies are those that replaceEvaluations wrote. */
const NARROW_EVALUATION = z.strictObject({
  pullRequestId: z.string(),
  repositoryId: z.string(),
  number: z.number(),
  authorId: z.string(),
  class: textOf<PullRequestClass>(),
  inPopulation: z.boolean(),
  isStacked: z.boolean(),
  tier: z.enum(TIERS),
  unconfigured: jsonOf<NonNullable<NarrowEvaluation['unconfigured']>>().nullable(),
  readyAt: z.date().nullable(),
  mergedAt: z.date().nullable(),
  via: textOf<MergeVia>().nullable(),
  landedOid: z.string().nullable(),
  endedAt: z.date().nullable(),
  confidence: z.enum(CONFIDENCE_STATUSES).nullable(),
  reasons: z.array(z.enum(CONFIDENCE_REASONS)),
  marks: z.array(z.enum(CONFIDENCE_MARKS)),
  confidentAt: z.date().nullable(),
  confidentAtExact: z.boolean(),
  clockStartAt: z.date().nullable(),
  review: jsonOf<NarrowEvaluation['review']>(),
  defects: jsonOf<NonNullable<NarrowEvaluation['defects']>>().nullable(),
  trail: jsonOf<NonNullable<NarrowEvaluation['trail']>>().nullable(),
  ai: jsonOf<NonNullable<NarrowEvaluation['ai']>>().nullable(),
  teamIds: z.array(z.string()),
  surfaces: z.array(z.string()),
  controls: jsonOf<NonNullable<NarrowEvaluation['controls']>>().nullable(),
  manifest: textOf<NonNullable<NarrowEvaluation['manifest']>>().nullable(),
  unclassified: z.array(z.string()),
  revertedAt: z.date().nullable(),
})
const COLUMNS = toColumnList(NARROW_EVALUATION, 'm')

/**
 * Evaluations of a scope whose life (first ready to merged or closed) overlaps the span: everything that can open,
 * answer or hold a review cycle in it, be ready in it or merge in it. Ordered by pull request, so sums are repeatable.
 */
export async function listNarrowEvaluations(
  database: DatabaseOrTransaction,
  organizationId: number,
  scope: Scope,
  span: Span,
  generation: Generation = 'served',
): Promise<NarrowEvaluation[]> {
  if (scope === 'organization') return listOfOrganization(database, organizationId, span, generation)
  const parts = toScopeParts(scope)
  const tier = parts.kind === 'cell' ? parts.tier : null
  return queryRows(database, NARROW_EVALUATION)`
    select ${COLUMNS} from scope_pull_requests s
    join pull_request_metrics m
      on m.organization_id = s.organization_id and m.generation = s.generation and m.pull_request_id = s.pull_request_id
    where s.organization_id = ${organizationId} and s.generation = ${toGeneration(organizationId, generation)} and s.scope = ${toListedScope(scope)}
      and (s.ready_at is null or s.ready_at < ${span.to})
      and (s.ended_at is null or s.ended_at >= ${span.from})
      and (${tier}::text is null or m.tier = ${tier} or (${tier} = 'T1' and m.unconfigured is not null))
    order by m.pull_request_id`
}

async function listOfOrganization(
  database: DatabaseOrTransaction,
  organizationId: number,
  span: Span,
  generation: Generation,
): Promise<NarrowEvaluation[]> {
  return queryRows(database, NARROW_EVALUATION)`
    select ${COLUMNS} from pull_request_metrics m
    where m.organization_id = ${organizationId} and m.generation = ${toGeneration(organizationId, generation)}
      and (m.ready_at is null or m.ready_at < ${span.to})
      and (m.ended_at is null or m.ended_at >= ${span.from})
    order by m.pull_request_id`
}

/** The narrow rows of these pull requests, where they have one. */
export async function listNarrowEvaluationsOf(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
  generation: Generation = 'served',
): Promise<NarrowEvaluation[]> {
  if (pullRequestIds.length === 0) return []
  return queryRows(database, NARROW_EVALUATION)`
    select ${COLUMNS} from pull_request_metrics m
    where m.organization_id = ${organizationId} and m.generation = ${toGeneration(organizationId, generation)}
      and m.pull_request_id = any(${pullRequestIds})
    order by m.pull_request_id`
}
