import { difference } from 'es-toolkit'
import type { PullRequestReferences } from '@/lib/metrics/history/to-references'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { Database } from '../client'
import { enqueueRollUps, type TouchedWeek } from './pending-roll-ups'
import { deleteUnjudged, upsertUnjudged } from '../facts/set-aside'
import { replaceReferences } from '../facts/replace-references'
import { upsertRows } from '../postgres/upsert-rows'

interface Unjudged {
  pullRequestId: string
  /** What follows its name. */
  reason: string
  /** Names the program and the rules that failed. */
  derivedWith: string
}

export interface EvaluationBatch {
  organizationId: number
  /** The one that is worked on. */
  generation: number
  /** Every pull request of the batch; one without an evaluation is gone from GitHub, and from here. */
  pullRequestIds: string[]
  evaluations: PullRequestEvaluation[]
  /** Evaluated for the first time: what is stacked on them may not know them yet. */
  newIds: string[]
  references: PullRequestReferences[]
  /** Weeks that the old and the new rows touch. */
  touched: TouchedWeek[]
  /** Of the batch: they are there, and this generation does not count them. */
  unjudged: Unjudged[]
}

/**
 * Stores the evaluations of a batch, marks the weeks they touch, follows what they name (the pull requests that a
 * revert or fix repairs, those stacked on a new one) and takes the batch off the outbox: one transaction, so that a
 * kill at any instant leaves either all of it to do or nothing.
 */
export async function replaceEvaluations(database: Database, batch: EvaluationBatch): Promise<void> {
  const { organizationId, generation, evaluations } = batch
  await database.$transaction(
    async (transaction) => {
      // Materialized and lateral: from a few heads to their children by the index. The planner's own order, on tables it
      // has not analyzed yet, took a second a batch.
      await transaction.$executeRaw`
        with heads as materialized (
          select p.id, p.repository_id, p.head_ref_name from pull_requests p
          join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
          where p.organization_id = ${organizationId} and p.id = any(${batch.newIds}) and p.head_ref_name is distinct from r.default_branch
        ), children as materialized (
          select child.id from heads
          cross join lateral (
            select c.id from pull_requests c
            where c.organization_id = ${organizationId} and c.repository_id = heads.repository_id
              and c.base_ref_name = heads.head_ref_name and c.id <> heads.id
            offset 0
          ) child
        )
        insert into pending_evaluations (organization_id, pull_request_id)
        select distinct m.organization_id, m.pull_request_id from children
        join pull_request_metrics m
          on m.organization_id = ${organizationId} and m.generation = ${generation} and m.pull_request_id = children.id
        on conflict do nothing`
      await transaction.$executeRaw`
        delete from scope_pull_requests
        where organization_id = ${organizationId} and generation = ${generation} and pull_request_id = any(${batch.pullRequestIds})`
      const gone = difference(
        batch.pullRequestIds,
        evaluations.map(({ pullRequestId }) => pullRequestId),
      )
      await transaction.$executeRaw`
        with evidence as (
          delete from pull_request_evidence
          where organization_id = ${organizationId} and generation = ${generation} and pull_request_id = any(${gone})
        )
        delete from pull_request_metrics
        where organization_id = ${organizationId} and generation = ${generation} and pull_request_id = any(${gone})`
      await upsertRows(transaction, {
        table: 'pull_request_metrics',
        organizationId,
        rows: evaluations.map(({ evidence: _, ...narrow }) => ({ generation, ...narrow })),
        key: ['generation', 'pullRequestId'],
      })
      await upsertRows(transaction, {
        table: 'pull_request_evidence',
        organizationId,
        rows: evaluations.map(({ pullRequestId, evidence }) => ({ generation, pullRequestId, evidence })),
        key: ['generation', 'pullRequestId'],
      })
      await transaction.$executeRaw`
        insert into scope_pull_requests (organization_id, generation, scope, pull_request_id, ready_at, merged_at, ended_at)
        select m.organization_id, m.generation, scope, m.pull_request_id, m.ready_at, m.merged_at, m.ended_at
        from pull_request_metrics m cross join lateral (
          select 'team:' || id as scope from unnest(m.team_ids) as id
          union all
          select 'surface:' || name from unnest(m.surfaces) as name
        ) scopes
        where m.organization_id = ${organizationId} and m.generation = ${generation}
          and m.pull_request_id = any(${evaluations.map((e) => e.pullRequestId)})`
      // Before what is named is put on the outbox: a fix and what it repairs often stand in one batch.
      await transaction.$executeRaw`
        delete from pending_evaluations
        where organization_id = ${organizationId} and pull_request_id = any(${batch.pullRequestIds})`
      await replaceReferences(transaction, organizationId, generation, batch.references)
      await deleteUnjudged(transaction, organizationId, batch.pullRequestIds, generation)
      await upsertUnjudged(transaction, organizationId, batch.unjudged)
      await enqueueRollUps(transaction, organizationId, batch.touched)
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}
