import { z } from 'zod'
import type { PullRequestReferences } from '@/lib/metrics/history/to-references'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'
import { toJsonText } from '../postgres/storable-text'

const NAMED_TARGET = z.strictObject({
  target_repository: z.string().nullable(),
  target_number: z.number().nullable(),
  target_oid: z.string().nullable(),
})

/**
 * What each source names now instead of before. Pull requests named anew, no longer, or with other evidence are put on
 * the outbox, because their escapes changed; a source that says what it said enqueues nothing, so evaluation comes to rest.
 */
export async function replaceReferences(
  transaction: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  sources: PullRequestReferences[],
): Promise<void> {
  if (sources.length === 0) return
  const rows = sources.flatMap((source) =>
    source.targets.map((target, ordinal) => ({
      source: source.sourcePullRequestId,
      ordinal,
      kind: source.kind,
      ...target,
      // GitHub's names ignore case; stored folded so that the index answers.
      repository: target.repository?.toLowerCase() ?? null,
      targets: source.targets.length,
      defect: source.defectEvidence,
      reason: source.nonDefectReason,
      merged_at: source.mergedAt,
    })),
  )
  const ids = sources.map(({ sourcePullRequestId }) => sourcePullRequestId)
  const named = toJsonText(rows)
  const changed = await queryRows(transaction, NAMED_TARGET)`
    with old as (
      select source_pull_request_id, kind, target_repository, target_number, target_oid, defect_evidence,
        non_defect_reason, merged_at, targets
      from pull_request_references
      where organization_id = ${organizationId} and generation = ${generation} and source_pull_request_id = any(${ids})
    ), new as (
      select source, kind, repository, number, oid, defect, reason, merged_at, targets
      from jsonb_to_recordset(${named}::jsonb) as r(source text, kind text, repository text, number int, oid text,
        defect text, reason text, merged_at timestamptz, targets int)
    )
    select distinct target_repository, target_number, target_oid
    from ((table old except table new) union (table new except table old)) as changed`
  await transaction.$executeRaw`
    delete from pull_request_references
    where organization_id = ${organizationId} and generation = ${generation} and source_pull_request_id = any(${ids})`
  await transaction.$executeRaw`
    insert into pull_request_references
      (organization_id, generation, source_pull_request_id, ordinal, kind, target_repository, target_number, target_oid,
       target_oid_start, reference, targets, defect_evidence, non_defect_reason, merged_at)
    select ${organizationId}::int, ${generation}::int, source, ordinal, kind, repository, number, oid, left(oid, 7), reference, targets, defect, reason, merged_at
    from jsonb_to_recordset(${named}::jsonb) as r(source text, ordinal int, kind text, repository text, number int, oid text,
      reference text, targets int, defect text, reason text, merged_at timestamptz)`
  if (changed.length === 0) return
  // Commits are named by their beginning. Its range, up to the letter after the last hexadecimal digit, is what an index answers.
  await transaction.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select p.organization_id, p.id
    from jsonb_to_recordset(${toJsonText(changed)}::jsonb) as t(target_repository text, target_number int)
    join repositories r on r.organization_id = ${organizationId} and lower(r.name_with_owner) = t.target_repository
    join pull_requests p on p.organization_id = r.organization_id and p.repository_id = r.id and p.number = t.target_number
    where p.is_complete
    union
    select p.organization_id, p.id
    from jsonb_to_recordset(${toJsonText(changed)}::jsonb) as t(target_oid text)
    join pull_requests p on p.organization_id = ${organizationId}
      and p.merge_commit_oid >= t.target_oid and p.merge_commit_oid < t.target_oid || 'g'
    where p.is_complete
    union
    select p.organization_id, p.id
    from jsonb_to_recordset(${toJsonText(changed)}::jsonb) as t(target_oid text)
    join commits c on c.organization_id = ${organizationId} and c.oid >= t.target_oid and c.oid < t.target_oid || 'g'
    join pull_requests p on p.organization_id = c.organization_id and p.id = c.pull_request_id
    where p.is_complete
    union
    select m.organization_id, m.pull_request_id
    from jsonb_to_recordset(${toJsonText(changed)}::jsonb) as t(target_oid text)
    join pull_request_metrics m on m.organization_id = ${organizationId}
      and m.landed_oid >= left(t.target_oid, 7) and m.landed_oid < left(t.target_oid, 7) || 'g'
    where m.generation = ${generation}
    on conflict do nothing`
}

/** What landed though closed is known by its commit only once it is judged: where that is named, it is judged again. */
export async function enqueueNamedLandings(
  transaction: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  pullRequestIds: string[],
): Promise<void> {
  if (pullRequestIds.length === 0) return
  await transaction.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select distinct m.organization_id, m.pull_request_id
    from pull_request_metrics m
    join pull_request_references f on f.organization_id = m.organization_id and f.generation = m.generation
      and f.target_oid_start = left(m.landed_oid, 7)
    where m.organization_id = ${organizationId} and m.generation = ${generation} and m.pull_request_id = any(${pullRequestIds})
    on conflict do nothing`
}
