import type { Span } from '@/lib/dates'
import type { Contribution } from '@/lib/metrics/readings/withheld-scopes'
import type { DatabaseOrTransaction } from '../client'

/**
 * Who took part in which pull requests of the organisation that were ready or merged in the span, and nothing else of
 * them: half a year of a large organisation is some hundred thousand rows, whose whole evaluations would not fit.
 */
export async function listContributions(
  database: DatabaseOrTransaction,
  organizationId: number,
  { from, to }: Span,
): Promise<Contribution[]> {
  return database.$queryRaw<Contribution[]>`
    select team_ids as "teamIds", surfaces, tier, ready_at as "readyAt", merged_at as "mergedAt",
      jsonb_build_object('contributorIds', review -> 'contributorIds') as review
    from pull_request_metrics
    where organization_id = ${organizationId}
      and ((ready_at >= ${from} and ready_at < ${to}) or (merged_at >= ${from} and merged_at < ${to}))`
}
