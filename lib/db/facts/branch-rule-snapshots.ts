import { z } from 'zod'
import type { Database, DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows } from '../postgres/query-rows'
import { toJsonText } from '../postgres/storable-text'

export interface BranchRuleSnapshotFact {
  repositoryId: string
  branch: string
  approvals: number | null
  contexts: string[] | null
  sources: string[]
  /** From when on it is known to have been asked; null: from its reading. */
  since: string | null
}

const REPOSITORY = z.strictObject({ id: z.string() })

/** Of these repositories those whose default branch's rules were last read before the instant, or never. */
export async function listRepositoriesWithOldRules(
  database: Database,
  organizationId: number,
  repositoryIds: string[],
  before: Date,
): Promise<string[]> {
  const rows = await queryRows(database, REPOSITORY)`
    select r.id from repositories r
    where r.organization_id = ${organizationId} and r.id = any(${repositoryIds}) and r.default_branch is not null
      and not exists (
        select from branch_rule_snapshots s
        where s.organization_id = r.organization_id and s.repository_id = r.id and s.branch = r.default_branch and s.seen_at >= ${before})
    order by r.id`
  return rows.map(({ id }) => id)
}

/**
 * A new row where the answer is another than the last one; else the last one was seen once more. Merges before the first
 * one that says anything were judged without a rule: they are judged again.
 */
export async function storeBranchRules(
  database: Database,
  organizationId: number,
  rules: BranchRuleSnapshotFact[],
  readAt: Date,
): Promise<void> {
  if (rules.length === 0) return
  await database.$executeRaw`
    with read as materialized (
      select "repositoryId" as repository_id, branch, approvals, nullif(contexts, 'null'::jsonb) as contexts, sources, since
      from jsonb_to_recordset(${toJsonText(rules)}::jsonb)
        as x("repositoryId" text, branch text, approvals int, contexts jsonb, sources text[], since timestamptz)
    ), last as materialized (
      select distinct on (s.repository_id, s.branch) s.*
      from branch_rule_snapshots s
      join read on read.repository_id = s.repository_id and read.branch = s.branch
      where s.organization_id = ${organizationId}
      order by s.repository_id, s.branch, s.read_at desc
    ), same as materialized (
      select last.repository_id, last.branch, last.read_at from last
      join read using (repository_id, branch)
      where last.approvals is not distinct from read.approvals and last.contexts is not distinct from read.contexts
        and last.sources = read.sources
    ), seen as (
      update branch_rule_snapshots s set seen_at = greatest(s.seen_at, ${readAt})
      from same
      where s.organization_id = ${organizationId} and s.repository_id = same.repository_id and s.branch = same.branch
        and s.read_at = same.read_at
    ), first as (
      insert into pending_evaluations (organization_id, pull_request_id)
      select p.organization_id, p.id
      from read
      join repositories r on r.organization_id = ${organizationId} and r.id = read.repository_id
      join pull_requests p on p.organization_id = r.organization_id and p.repository_id = r.id and p.is_complete
        and coalesce(p.base_ref_name, r.default_branch) = read.branch
      where (read.approvals is not null or read.contexts is not null)
        and not exists (
          select from branch_rule_snapshots s
          where s.organization_id = r.organization_id and s.repository_id = r.id and s.branch = read.branch
            and (s.approvals is not null or s.contexts is not null))
      on conflict do nothing
    )
    insert into branch_rule_snapshots (organization_id, repository_id, branch, read_at, seen_at, approvals, contexts, sources)
    select ${organizationId}::int, read.repository_id, read.branch,
      -- Not before the last reading that said otherwise.
      least(greatest(coalesce(read.since, ${readAt}::timestamptz), last.seen_at), ${readAt}::timestamptz), ${readAt}::timestamptz,
      read.approvals, read.contexts, read.sources
    from read
    left join last using (repository_id, branch)
    where not exists (select from same where same.repository_id = read.repository_id and same.branch = read.branch)
    on conflict (organization_id, repository_id, branch, read_at) do update
      set approvals = excluded.approvals, contexts = excluded.contexts, sources = excluded.sources`
}

const SNAPSHOT = z.strictObject({
  pullRequestId: z.string(),
  readAt: z.date(),
  approvals: z.number().nullable(),
  contexts: jsonOf<string[]>().nullable(),
})
export type BranchRuleRow = z.infer<typeof SNAPSHOT>

/** What the base of each pull request asked of a merge, oldest first. A base that is gone counts as the default branch. */
export function listBranchRuleRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<BranchRuleRow[]> {
  return queryRows(database, SNAPSHOT)`
    select p.id as "pullRequestId", s.read_at as "readAt", s.approvals, s.contexts
    from pull_requests p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    join branch_rule_snapshots s on s.organization_id = p.organization_id and s.repository_id = p.repository_id
      and s.branch = coalesce(p.base_ref_name, r.default_branch)
    where p.organization_id = ${organizationId} and p.id = any(${ids})
    order by p.id, s.read_at`
}
