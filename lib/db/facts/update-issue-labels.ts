import { z } from 'zod'
import type { Database } from '../client'
import { queryRows } from '../postgres/query-rows'
import { completePullRequests } from './complete-pull-requests'

const TOUCHED = z.strictObject({ id: z.string() })

/** Writes the labels of closing issues into every pull request that waits for them: one transaction. */
export async function updateIssueLabels(
  database: Database,
  organizationId: number,
  issues: { id: string; labels: string[] }[],
): Promise<void> {
  if (issues.length === 0) return
  const byId = Object.fromEntries(issues.map((issue) => [issue.id, issue.labels]))
  await database.$transaction(
    async (transaction) => {
      const touched = await queryRows(transaction, TOUCHED)`
        update pull_requests p set closing_issues = (
          select jsonb_agg(
            case when issue.value -> 'labels' = 'null'::jsonb and known.labels ? (issue.value ->> 'id')
              then issue.value || jsonb_build_object('labels', known.labels -> (issue.value ->> 'id'))
              else issue.value end order by issue.ordinality)
          from jsonb_array_elements(p.closing_issues) with ordinality issue)
        from (select ${JSON.stringify(byId)}::jsonb as labels) known
        where p.organization_id = ${organizationId} and not p.is_complete
          and exists (
            select 1 from jsonb_array_elements(p.closing_issues) issue
            where issue.value -> 'labels' = 'null'::jsonb and known.labels ? (issue.value ->> 'id'))
        returning p.id`
      await completePullRequests(
        transaction,
        organizationId,
        touched.map((row) => row.id),
      )
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}
