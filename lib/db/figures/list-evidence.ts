import { z } from 'zod'
import type { PullRequestEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows } from '../postgres/query-rows'
import { toGeneration } from '../generation'

const EVIDENCE = z.strictObject({ pullRequestId: z.string(), evidence: jsonOf<PullRequestEvidence>() })

/** Why each figure counts these pull requests, as the last evaluation wrote it. */
export async function listEvidence(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  pullRequestIds: string[],
): Promise<Map<string, PullRequestEvidence>> {
  if (pullRequestIds.length === 0) return new Map()
  const rows = await queryRows(database, EVIDENCE)`
    select pull_request_id as "pullRequestId", evidence from pull_request_evidence
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')}
      and pull_request_id = any(${pullRequestIds})`
  return new Map(rows.map((row) => [row.pullRequestId, row.evidence]))
}
