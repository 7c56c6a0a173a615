import { z } from 'zod'
import type { Span } from '@/lib/dates'
import type { Contribution } from '@/lib/metrics/readings/withheld-scopes'
import { TIERS } from '@/lib/policy/tiers'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows } from '../postgres/query-rows'
import { toGeneration, type Generation } from '../generation'

const CONTRIBUTION = z.strictObject({
  teamIds: z.array(z.string()),
  surfaces: z.array(z.string()),
  tier: z.enum(TIERS),
  readyAt: z.date().nullable(),
  mergedAt: z.date().nullable(),
  review: jsonOf<Contribution['review']>(),
})

/**
 * Who took part in which pull requests of the organisation that were ready or merged in the span, and nothing else of
 * them, judged with these repositories' tiers not configured: half a year of a large organisation is some hundred thousand rows, whose whole evaluations would not fit.
 */
export async function listContributions(
  database: DatabaseOrTransaction,
  organizationId: number,
  { from, to }: Span,
  generation: Generation = 'served',
  notConfigured: ReadonlySet<string> = new Set(),
): Promise<Contribution[]> {
  return queryRows(database, CONTRIBUTION)`
    select team_ids as "teamIds", surfaces,
      case when unconfigured is not null and repository_id = any(${[...notConfigured]}) then 'T1' else tier end as tier, ready_at as "readyAt", merged_at as "mergedAt",
      jsonb_build_object('contributorIds', review -> 'contributorIds') as review
    from pull_request_metrics
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, generation)}
      and ((ready_at >= ${from} and ready_at < ${to}) or (merged_at >= ${from} and merged_at < ${to}))`
}
