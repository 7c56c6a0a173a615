import { difference } from 'es-toolkit'
import type { PullRequestReferences } from '@/lib/metrics/history/to-references'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { Database } from '../client'
import { enqueueRollUps, type TouchedWeek } from './pending-roll-ups'
import { replaceReferences } from '@/lib/db/facts/replace-references'

export interface EvaluationBatch {
  organizationId: number
  /** Every pull request of the batch; one without an evaluation is gone from GitHub, and from here. */
  pullRequestIds: string[]
  evaluations: PullRequestEvaluation[]
  /** Evaluated for the first time: what is stacked on them may not know them yet. */
  newIds: string[]
  references: PullRequestReferences[]
  /** Weeks that the old and the new rows touch. */
  touched: TouchedWeek[]
}

/**
 * Stores the evaluations of a batch, marks the weeks they touch, follows what they name (the pull requests that a
 * revert or fix repairs, those stacked on a new one) and takes the batch off the outbox: one transaction, so that a
 * kill at any instant leaves either all of it to do or nothing.
 */
export async function replaceEvaluations(database: Database, batch: EvaluationBatch): Promise<void> {
  const { organizationId, evaluations } = batch
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
        join pull_request_metrics m on m.organization_id = ${organizationId} and m.pull_request_id = children.id
        on conflict do nothing`
      await transaction.$executeRaw`
        delete from scope_pull_requests
        where organization_id = ${organizationId} and pull_request_id = any(${batch.pullRequestIds})`
      const gone = difference(
        batch.pullRequestIds,
        evaluations.map(({ pullRequestId }) => pullRequestId),
      )
      await transaction.$executeRaw`
        with evidence as (
          delete from pull_request_evidence where organization_id = ${organizationId} and pull_request_id = any(${gone})
        )
        delete from pull_request_metrics where organization_id = ${organizationId} and pull_request_id = any(${gone})`
      await transaction.$executeRaw`
        insert into pull_request_metrics (
          organization_id, pull_request_id, repository_id, number, author_id, class, in_population, is_stacked, tier,
          ready_at, merged_at, ended_at, confidence, reasons, confident_at, confident_at_exact, clock_start_at,
          review, defects, trail, ai, team_ids, surfaces, controls, manifest, unclassified, reverted_at)
        select ${organizationId}::int, e.pull_request_id, e.repository_id, e.number, e.author_id, e.class, e.in_population,
          e.is_stacked, e.tier, e.ready_at, e.merged_at, e.ended_at, e.confidence, e.reasons, e.confident_at,
          e.confident_at_exact, e.clock_start_at, e.review, e.defects, e.trail, e.ai, e.team_ids,
          e.surfaces, e.controls, e.manifest, e.unclassified, e.reverted_at
        from jsonb_to_recordset(${JSON.stringify(evaluations.map(toMetricsRow))}::jsonb) as e(
          pull_request_id text, repository_id text, number int, author_id text, class text, in_population boolean,
          is_stacked boolean, tier text, ready_at timestamptz, merged_at timestamptz, ended_at timestamptz,
          confidence text, reasons text[], confident_at timestamptz, confident_at_exact boolean,
          clock_start_at timestamptz, review jsonb, defects jsonb, trail jsonb, ai jsonb, team_ids text[], surfaces text[],
          controls jsonb, manifest text, unclassified text[], reverted_at timestamptz)
        on conflict (organization_id, pull_request_id) do update set
          repository_id = excluded.repository_id, number = excluded.number, author_id = excluded.author_id,
          class = excluded.class, in_population = excluded.in_population, is_stacked = excluded.is_stacked,
          tier = excluded.tier, ready_at = excluded.ready_at, merged_at = excluded.merged_at,
          ended_at = excluded.ended_at, confidence = excluded.confidence, reasons = excluded.reasons,
          confident_at = excluded.confident_at, confident_at_exact = excluded.confident_at_exact,
          clock_start_at = excluded.clock_start_at, review = excluded.review, defects = excluded.defects,
          trail = excluded.trail, ai = excluded.ai, team_ids = excluded.team_ids,
          surfaces = excluded.surfaces, controls = excluded.controls, manifest = excluded.manifest,
          unclassified = excluded.unclassified, reverted_at = excluded.reverted_at`
      await transaction.$executeRaw`
        insert into pull_request_evidence (organization_id, pull_request_id, evidence)
        select ${organizationId}::int, e."pullRequestId", e.evidence
        from jsonb_to_recordset(${JSON.stringify(evaluations.map(({ pullRequestId, evidence }) => ({ pullRequestId, evidence })))}::jsonb)
          as e("pullRequestId" text, evidence jsonb)
        on conflict (organization_id, pull_request_id) do update set evidence = excluded.evidence`
      await transaction.$executeRaw`
        insert into scope_pull_requests (organization_id, scope, pull_request_id, ready_at, merged_at, ended_at)
        select m.organization_id, scope, m.pull_request_id, m.ready_at, m.merged_at, m.ended_at
        from pull_request_metrics m cross join lateral (
          select 'team:' || id as scope from unnest(m.team_ids) as id
          union all
          select 'surface:' || name from unnest(m.surfaces) as name
        ) scopes
        where m.organization_id = ${organizationId} and m.pull_request_id = any(${evaluations.map((e) => e.pullRequestId)})`
      // Before what is named is put on the outbox: a fix and what it repairs often stand in one batch.
      await transaction.$executeRaw`
        delete from pending_evaluations
        where organization_id = ${organizationId} and pull_request_id = any(${batch.pullRequestIds})`
      await replaceReferences(transaction, organizationId, batch.references)
      await enqueueRollUps(transaction, organizationId, batch.touched)
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}

/** One row of pull_request_metrics, by its columns. */
export function toMetricsRow(evaluation: PullRequestEvaluation) {
  return {
    pull_request_id: evaluation.pullRequestId,
    repository_id: evaluation.repositoryId,
    number: evaluation.number,
    author_id: evaluation.authorId,
    class: evaluation.class,
    in_population: evaluation.inPopulation,
    is_stacked: evaluation.isStacked,
    tier: evaluation.tier,
    ready_at: evaluation.readyAt,
    merged_at: evaluation.mergedAt,
    ended_at: evaluation.endedAt,
    confidence: evaluation.confidence,
    reasons: evaluation.reasons,
    confident_at: evaluation.confidentAt,
    confident_at_exact: evaluation.confidentAtExact,
    clock_start_at: evaluation.clockStartAt,
    review: evaluation.review,
    defects: evaluation.defects,
    trail: evaluation.trail,
    ai: evaluation.ai,
    team_ids: evaluation.teamIds,
    surfaces: evaluation.surfaces,
    controls: evaluation.controls,
    manifest: evaluation.manifest,
    unclassified: evaluation.unclassified,
    reverted_at: evaluation.revertedAt,
  }
}
