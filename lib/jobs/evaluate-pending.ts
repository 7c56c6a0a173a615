import { difference } from 'es-toolkit'
import { addWeeks, HOUR, toWeekStart } from '@/lib/dates'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { listSurroundings } from '@/lib/db/facts/list-surroundings'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { countPendingEvaluations, listPendingEvaluations } from '@/lib/db/figures/list-pending-evaluations'
import { toTouchedWeeks, type TouchedWeek } from '@/lib/db/figures/pending-roll-ups'
import { replaceEvaluations } from '@/lib/db/figures/replace-evaluations'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toNoReferences } from '@/lib/metrics/history/to-references'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import { listScopes } from '@/lib/metrics/organization/scope'
import { EARLIEST_MIDNIGHT_HOURS } from '@/lib/metrics/readings/scope-document'
import type { ComputeOptions } from './compute-options'
import { judgePullRequests } from './judge-pull-requests'
import { narrowDown } from './narrow-down'

const BATCH = 250

export interface Judging {
  /** The one that is worked on. */
  generation: number
  /** Names what they are judged with. */
  program: string
}

/**
 * Evaluates what is on the outbox; returns how many there were. It walks the outbox from its first to its last for as long as
 * a walk finds any: what evaluating puts there lies before it or after it. Each step costs the same, wherever it stands.
 */
export async function evaluatePending(options: ComputeOptions, context: OrganizationContext, judging: Judging): Promise<number> {
  const { database, organizationId, onProgress } = options
  let done = 0
  for (let after = '', left = 0; ;) {
    const pullRequestIds = await listPendingEvaluations(database, organizationId, { after, limit: BATCH })
    const last = pullRequestIds.at(-1)
    if (last === undefined) {
      if (after === '') return done
      after = ''
      continue
    }
    await evaluate(options, context, judging, pullRequestIds)
    done += pullRequestIds.length
    // Counting all of them after each of them would cost more than finding them.
    left -= pullRequestIds.length
    if (after === '' || left <= 0) left = await countPendingEvaluations(database, organizationId)
    after = last
    onProgress?.({ step: 'evaluations', done, total: done + left })
  }
}

/** Where one of them stops a step it is set aside, and the others are evaluated without it. */
async function evaluate(options: ComputeOptions, context: OrganizationContext, judging: Judging, ids: string[]): Promise<void> {
  const { database, organizationId, asOf, judgeSeconds } = options
  const { generation, program } = judging
  let step = ''
  await narrowDown(
    ids,
    async (pullRequestIds) => {
      step = 'could not be read back'
      const [histories, surroundings, before] = await Promise.all([
        listPullRequestHistories(database, organizationId, pullRequestIds),
        listSurroundings(database, organizationId, pullRequestIds, generation),
        listNarrowEvaluationsOf(database, organizationId, pullRequestIds, generation),
      ])
      step = 'could not be judged'
      const given = histories.flatMap((history) => {
        const around = surroundings.get(history.id)
        return around ? [{ history, surroundings: around }] : []
      })
      const { verdicts, refused } = judgePullRequests(given, context, asOf, judgeSeconds)
      const evaluations = verdicts.map(({ evaluation }) => evaluation)
      const references = new Map(verdicts.map(({ references: named }) => [named.sourcePullRequestId, named]))
      step = 'has figures that could not be stored'
      await replaceEvaluations(database, {
        organizationId,
        generation,
        pullRequestIds,
        evaluations,
        newIds: difference(
          evaluations.map(({ pullRequestId }) => pullRequestId),
          before.map(({ pullRequestId }) => pullRequestId),
        ),
        newlyLandedIds: listNewlyLanded(before, evaluations),
        newlyMergedIds: listNewlyMerged(before, evaluations),
        references: pullRequestIds.map((id) => references.get(id) ?? toNoReferences(id)),
        touched: toTouched([...before, ...evaluations], asOf),
        unjudged: refused.map(({ pullRequestId, reason }) => ({
          pullRequestId,
          reason: `could not be judged: ${reason}`,
          derivedWith: program,
        })),
      })
    },
    (id, reason) => setAsideEvaluations(options, [id], `${step}: ${reason}`, judging),
  )
}

function listNewlyLanded(before: NarrowEvaluation[], evaluations: NarrowEvaluation[]): string[] {
  const known = new Map(before.map(({ pullRequestId, landedOid }) => [pullRequestId, landedOid]))
  return evaluations
    .filter(({ pullRequestId, landedOid }) => landedOid !== null && known.get(pullRequestId) !== landedOid)
    .map(({ pullRequestId }) => pullRequestId)
}

function listNewlyMerged(before: NarrowEvaluation[], evaluations: NarrowEvaluation[]): string[] {
  const merged = new Set(before.filter(({ mergedAt }) => mergedAt !== null).map(({ pullRequestId }) => pullRequestId))
  return evaluations
    .filter(({ pullRequestId, mergedAt }) => mergedAt !== null && !merged.has(pullRequestId))
    .map(({ pullRequestId }) => pullRequestId)
}

/** Takes back what was derived from these pull requests, and says why: no figure counts them from then on. */
export async function setAsideEvaluations(
  { database, organizationId, asOf }: ComputeOptions,
  pullRequestIds: string[],
  reason: string,
  { generation, program }: Judging,
): Promise<void> {
  const before = await listNarrowEvaluationsOf(database, organizationId, pullRequestIds, generation)
  await replaceEvaluations(database, {
    organizationId,
    generation,
    pullRequestIds,
    evaluations: [],
    newIds: [],
    newlyLandedIds: [],
    newlyMergedIds: [],
    references: pullRequestIds.map(toNoReferences),
    touched: toTouched(before, asOf),
    unjudged: pullRequestIds.map((pullRequestId) => ({ pullRequestId, reason, derivedWith: program })),
  })
}

/** The weeks in which a row is ready, merges, or opens, holds or answers a cycle, in each of its scopes. */
export function toTouched(rows: NarrowEvaluation[], asOf: Date): TouchedWeek[] {
  const touched = new Map<string, TouchedWeek>()
  for (const row of rows) {
    const scopes = listScopes(row)
    const add = (from: Date, to: Date) => {
      // What waits on a Sunday in UTC waits at Monday's midnight of a zone that is ahead.
      const until = new Date(to.getTime() + EARLIEST_MIDNIGHT_HOURS * HOUR)
      for (const week of toTouchedWeeks(scopes, toWeekStart(from), addWeeks(toWeekStart(until), 1))) {
        touched.set(`${week.scope} ${week.weekOn.getTime()}`, week)
      }
    }
    try {
      if (row.readyAt) add(row.readyAt, row.readyAt)
      if (row.mergedAt) add(row.mergedAt, row.mergedAt)
      for (const cycle of row.review.cycles) add(new Date(cycle.startedAt), cycle.endedAt === null ? asOf : new Date(cycle.endedAt))
      for (const review of row.review.reviews) add(new Date(review.at), new Date(review.at))
    } catch {
      // A stored row that is not what was stored: it may stand in every week of its life.
      add(row.readyAt ?? row.mergedAt ?? asOf, asOf)
    }
  }
  return [...touched.values()]
}
