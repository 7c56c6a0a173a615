import { z } from 'zod'
import { groupBy } from 'es-toolkit'
import type { ReviewersElsewhere } from '@/lib/facts/pull-request-history'
import { THRESHOLDS } from '@/lib/policy/defaults'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { queryRows } from '../postgres/query-rows'

const KNOWN_ROW = z.strictObject({ repositoryId: z.string(), personId: z.string(), since: z.date() })
const PUSH_ROW = z.strictObject({ commentId: z.string(), pullRequestId: z.string(), canPush: z.boolean() })

export interface ReviewersOfBatch {
  /** By repository id. */
  knownSince: Map<string, ReadonlyMap<string, Date>>
  /** By pull request id. */
  canPush: Map<string, ReadonlyMap<string, boolean>>
}

/**
 * What the repository's other pull requests tell of those who reviewed or approved in words a batch of them: two
 * questions a batch, each person looked up by the index once.
 */
export async function listReviewersElsewhere(
  database: DatabaseOrTransaction,
  organizationId: number,
  ids: string[],
): Promise<ReviewersOfBatch> {
  const [known, push] = await Promise.all([
    listKnownReviewers(database, organizationId, ids),
    listNearestPushAccess(database, organizationId, ids),
  ])
  return {
    knownSince: new Map(
      Object.entries(groupBy(known, ({ repositoryId }) => repositoryId)).map(([id, rows]) => [
        id,
        new Map(rows.map(({ personId, since }) => [personId, since])),
      ]),
    ),
    canPush: new Map(
      Object.entries(groupBy(push, ({ pullRequestId }) => pullRequestId)).map(([id, rows]) => [
        id,
        new Map(rows.map(({ commentId, canPush }) => [commentId, canPush])),
      ]),
    ),
  }
}

export function toReviewersElsewhere({ knownSince, canPush }: ReviewersOfBatch, repositoryId: string, id: string): ReviewersElsewhere {
  return { knownSince: knownSince.get(repositoryId) ?? new Map(), canPush: canPush.get(id) ?? new Map() }
}

/** People who may have approved without push access on these, with the repository: the only ones whose past is asked for. */
function askedPeople(organizationId: number, ids: string[]): Prisma.Sql {
  return Prisma.sql`
    select p.repository_id, r.author_id as person_id from reviews r
    join pull_requests p on p.organization_id = r.organization_id and p.id = r.pull_request_id
    where r.organization_id = ${organizationId} and r.pull_request_id = any(${ids}) and r.author_can_push is false
    union
    select p.repository_id, c.author_id from comments c
    join pull_requests p on p.organization_id = c.organization_id and p.id = c.pull_request_id
    where c.organization_id = ${organizationId} and c.pull_request_id = any(${ids}) and c.may_approve`
}

/**
 * Their merged pull requests of the repository that they did not write, each with the instant from which it counts: merged,
 * and reviewed in any state or by a comment that approves.
 */
function reviewedBefore(organizationId: number): Prisma.Sql {
  return Prisma.sql`
    select a.repository_id, a.person_id, q.id, greatest(q.merged_at, min(v.at)) as since
    from asked a
    cross join lateral (
      select r.pull_request_id, r.submitted_at as at from reviews r
      where r.organization_id = ${organizationId} and r.author_id = a.person_id
      union all
      select c.pull_request_id, c.created_at from comments c
      where c.organization_id = ${organizationId} and c.author_id = a.person_id and c.may_approve
    ) v
    join pull_requests q on q.organization_id = ${organizationId} and q.id = v.pull_request_id and q.repository_id = a.repository_id
      and q.merged_at is not null and q.author_id <> a.person_id
    group by a.repository_id, a.person_id, q.id, q.merged_at`
}

const ENOUGH = THRESHOLDS.knownReviewerPullRequests

/** Since when each of them is a known reviewer of the repository; nobody who is none. */
function listKnownReviewers(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, KNOWN_ROW)`
    with asked as materialized (${askedPeople(organizationId, ids)}),
    counted as (${reviewedBefore(organizationId)})
    select repository_id as "repositoryId", person_id as "personId", (array_agg(since order by since))[${ENOUGH}::int] as since
    from counted group by repository_id, person_id having count(*) >= ${ENOUGH}`
}

/** Push access of each commenter by their nearest review in the repository, where one says. */
function listNearestPushAccess(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, PUSH_ROW)`
    with said as materialized (
      select c.id, c.pull_request_id, c.author_id, c.created_at, p.repository_id from comments c
      join pull_requests p on p.organization_id = c.organization_id and p.id = c.pull_request_id
      where c.organization_id = ${organizationId} and c.pull_request_id = any(${ids}) and c.may_approve)
    select s.id as "commentId", s.pull_request_id as "pullRequestId", n.author_can_push as "canPush"
    from said s
    cross join lateral (
      select * from (
        (select r.submitted_at, r.author_can_push from reviews r
         join pull_requests q on q.organization_id = r.organization_id and q.id = r.pull_request_id and q.repository_id = s.repository_id
         where r.organization_id = ${organizationId} and r.author_id = s.author_id and r.submitted_at <= s.created_at
           and r.author_can_push is not null
         order by r.submitted_at desc limit 1)
        union all
        (select r.submitted_at, r.author_can_push from reviews r
         join pull_requests q on q.organization_id = r.organization_id and q.id = r.pull_request_id and q.repository_id = s.repository_id
         where r.organization_id = ${organizationId} and r.author_id = s.author_id and r.submitted_at > s.created_at
           and r.author_can_push is not null
         order by r.submitted_at limit 1)
      ) both_sides
      order by abs(extract(epoch from submitted_at - s.created_at)) limit 1
    ) n`
}

/**
 * The tenth makes a known reviewer: what they reviewed or approved in words and is open is judged again. What was merged
 * is not: nobody becomes known in hindsight.
 */
export async function enqueueOfNewlyKnown(
  transaction: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  newlyMergedIds: string[],
): Promise<void> {
  if (newlyMergedIds.length === 0) return
  await transaction.$executeRaw`
    with asked as materialized (${askedPeople(organizationId, newlyMergedIds)}),
    counted as (${reviewedBefore(organizationId)}),
    ranked as (
      select *, row_number() over (partition by repository_id, person_id order by since, id) as place from counted),
    known as materialized (
      select repository_id, person_id from ranked group by repository_id, person_id
      having count(*) >= ${ENOUGH} and bool_or(place <= ${ENOUGH} and id = any(${newlyMergedIds})))
    insert into pending_evaluations (organization_id, pull_request_id)
    select distinct m.organization_id, m.pull_request_id
    from known k
    cross join lateral (
      select r.pull_request_id from reviews r
      where r.organization_id = ${organizationId} and r.author_id = k.person_id and r.author_can_push is false
      union all
      select c.pull_request_id from comments c
      where c.organization_id = ${organizationId} and c.author_id = k.person_id and c.may_approve
    ) v
    join pull_requests q on q.organization_id = ${organizationId} and q.id = v.pull_request_id and q.repository_id = k.repository_id
      and q.closed_at is null
    join pull_request_metrics m on m.organization_id = ${organizationId} and m.generation = ${generation} and m.pull_request_id = q.id
    on conflict do nothing`
}
