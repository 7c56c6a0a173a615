import { z } from 'zod'
import { groupBy } from 'es-toolkit'
import type { PullRequestSurroundings, Repair } from '@/lib/facts/pull-request-history'
import type { DatabaseOrTransaction } from '../client'
import { queryRows, textOf } from '../postgres/query-rows'
import { listReviewersElsewhere, toReviewersElsewhere } from './list-reviewers-elsewhere'
import { toGeneration, type Generation } from '../generation'

interface RepositoryRow {
  id: string
  defaultBranch: string | null
  formerDefaultBranches: string[]
  protectedBranches: unknown
  pullRequestTemplate: string | null
}

const PARENT_ROW = z.strictObject({
  child_id: z.string(),
  number: z.number(),
  head_ref_name: z.string(),
  created_at: z.date(),
  closed_at: z.date().nullable(),
})
type ParentRow = z.infer<typeof PARENT_ROW>

const REPAIR_ROW = z.strictObject({
  target_id: z.string(),
  kind: textOf<Repair['kind']>(),
  number: z.number(),
  name_with_owner: z.string(),
  title: z.string(),
  merged_at: z.date(),
  defect_evidence: z.string().nullable(),
  non_defect_reason: z.string().nullable(),
  targets: z.number(),
  reference: z.string(),
})
type RepairRow = z.infer<typeof REPAIR_ROW>

/** What each pull request of a batch is judged against besides its own history, by pull request id. */
export async function listSurroundings(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
  generation: Generation = 'served',
): Promise<Map<string, PullRequestSurroundings>> {
  const pullRequests = await database.pullRequest.findMany({
    where: { organizationId, id: { in: pullRequestIds } },
    select: { id: true, repositoryId: true },
  })
  const repositories = new Map(
    (
      await database.repository.findMany({
        where: { organizationId, id: { in: [...new Set(pullRequests.map(({ repositoryId }) => repositoryId))] } },
        select: { id: true, defaultBranch: true, formerDefaultBranches: true, protectedBranches: true, pullRequestTemplate: true },
      })
    ).map((repository): [string, RepositoryRow] => [repository.id, repository]),
  )
  const parents = groupBy(await listParents(database, organizationId, pullRequestIds), ({ child_id }) => child_id)
  const repairs = groupBy(await listRepairs(database, organizationId, pullRequestIds, generation), ({ target_id }) => target_id)
  const reviewers = await listReviewersElsewhere(database, organizationId, pullRequestIds)
  return new Map(
    pullRequests.map(({ id, repositoryId }) => {
      const repository = repositories.get(repositoryId)
      return [
        id,
        {
          defaultBranch: repository?.defaultBranch ?? null,
          formerDefaultBranches: repository?.formerDefaultBranches ?? [],
          protectedBranches: toNames(repository?.protectedBranches),
          pullRequestTemplate: repository?.pullRequestTemplate ?? null,
          parents: (parents[id] ?? []).map((parent) => ({
            number: parent.number,
            headRefName: parent.head_ref_name,
            createdAt: parent.created_at,
            endedAt: parent.closed_at,
          })),
          repairs: (repairs[id] ?? []).map((repair) => ({
            kind: repair.kind,
            number: repair.number,
            repository: repair.name_with_owner,
            title: repair.title,
            mergedAt: repair.merged_at,
            defectEvidence: repair.defect_evidence,
            nonDefectReason: repair.non_defect_reason,
            targets: repair.targets,
            reference: repair.reference,
          })),
          reviewers: toReviewersElsewhere(reviewers, repositoryId, id),
        },
      ]
    }),
  )
}

function toNames(protectedBranches: unknown): string[] | null {
  if (!Array.isArray(protectedBranches)) return null
  return protectedBranches.filter((name): name is string => typeof name === 'string')
}

/** Pull requests whose head is, or before a retarget was, the base of one of these. */
function listParents(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<ParentRow[]> {
  return queryRows(database, PARENT_ROW)`
    with bases as (
      select id, repository_id, base_ref_name as ref from pull_requests
      where organization_id = ${organizationId} and id = any(${ids})
      union
      select p.id, p.repository_id, e.details ->> 'previousRefName'
      from timeline_events e
      join pull_requests p on p.organization_id = e.organization_id and p.id = e.pull_request_id
      where e.organization_id = ${organizationId} and e.pull_request_id = any(${ids})
        and e.type in ('BaseRefChangedEvent', 'AutomaticBaseChangeSucceededEvent')
    )
    select b.id as child_id, p.number, p.head_ref_name, p.created_at, p.closed_at
    from bases b
    join repositories r on r.organization_id = ${organizationId} and r.id = b.repository_id
    join pull_requests p on p.organization_id = r.organization_id and p.repository_id = b.repository_id
      and p.head_ref_name = b.ref and p.id <> b.id and not p.is_cross_repository
    where b.ref is distinct from r.default_branch
    order by b.id, p.number`
}

/**
 * Later reverts and fixes that name one of these, by number or by commit. A merge commit keeps the pull request's own
 * commits, so any of them may be named; one that several pull requests hold came in with the first that was merged. Who is named by number and by commit is named once.
 * A closed one may have landed all the same: what it landed as stands in its evaluation, where it has one.
 */
function listRepairs(database: DatabaseOrTransaction, organizationId: number, ids: string[], of: Generation): Promise<RepairRow[]> {
  const generation = toGeneration(organizationId, of)
  return queryRows(database, REPAIR_ROW)`
    with targets as (
      select p.id, p.number, coalesce(p.merged_at, p.closed_at) as merged_at, p.merge_commit_oid, m.landed_oid, r.name_with_owner
      from pull_requests p
      join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
      left join pull_request_metrics m
        on m.organization_id = p.organization_id and m.generation = ${generation} and m.pull_request_id = p.id
      where p.organization_id = ${organizationId} and p.id = any(${ids}) and coalesce(p.merged_at, p.closed_at) is not null
    ), named as (
      select t.id, f.* from targets t
      join pull_request_references f on f.organization_id = ${organizationId} and f.generation = ${generation}
        and f.target_repository = lower(t.name_with_owner) and f.target_number = t.number
      union
      select t.id, f.* from targets t
      join pull_request_references f on f.organization_id = ${organizationId} and f.generation = ${generation}
        and f.target_oid_start = left(t.merge_commit_oid, 7) and t.merge_commit_oid like f.target_oid || '%'
      union
      select t.id, f.* from targets t
      join pull_request_references f on f.organization_id = ${organizationId} and f.generation = ${generation}
        and f.target_oid_start = left(t.landed_oid, 7)
        and (t.landed_oid like f.target_oid || '%' or f.target_oid like t.landed_oid || '%')
      union
      select t.id, f.* from targets t
      join commits c on c.organization_id = ${organizationId} and c.pull_request_id = t.id
      join pull_request_references f on f.organization_id = ${organizationId} and f.generation = ${generation}
        and f.target_oid_start = left(c.oid, 7) and c.oid like f.target_oid || '%'
      where not exists (
        select 1 from commits o
        join pull_requests e on e.organization_id = o.organization_id and e.id = o.pull_request_id
        where o.organization_id = ${organizationId} and o.oid = c.oid and o.pull_request_id <> t.id
          and (e.merged_at, e.id) < (t.merged_at, t.id)
      )
    )
    select distinct on (n.id, n.source_pull_request_id) n.id as target_id, n.kind, s.number, r.name_with_owner, s.title,
      n.merged_at, n.defect_evidence, n.non_defect_reason, n.reference,
      n.targets + 1 - (count(*) over (partition by n.id, n.source_pull_request_id))::int as targets
    from named n
    join pull_requests s on s.organization_id = ${organizationId} and s.id = n.source_pull_request_id
    join repositories r on r.organization_id = s.organization_id and r.id = s.repository_id
    where s.id <> n.id
    order by n.id, n.source_pull_request_id, n.ordinal`
}
