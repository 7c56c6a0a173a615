import { createHash } from 'node:crypto'
import { difference } from 'es-toolkit'
import { ATTRIBUTION_RULES_VERSION } from '@/lib/attribution/attribution-rules'
import { addWeeks, HOUR, toWeekStart } from '@/lib/dates'
import { getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { deleteOtherGenerations, openGeneration } from '@/lib/db/generation'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { countPendingEvaluations, listPendingEvaluations } from '@/lib/db/figures/list-pending-evaluations'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { listSurroundings } from '@/lib/db/facts/list-surroundings'
import { toTouchedWeeks, type TouchedWeek } from '@/lib/db/figures/pending-roll-ups'
import { replaceEvaluations } from '@/lib/db/figures/replace-evaluations'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { UserError } from '@/lib/errors'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { toOrganizationContext, type OrganizationContext } from '@/lib/metrics/organization/context'
import { COMMENT_LEXICON_VERSION } from '@/lib/metrics/defects/lexicon'
import { EVALUATION_VERSION, type NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { listScopes } from '@/lib/metrics/organization/scope'
import { EARLIEST_MIDNIGHT_HOURS } from '@/lib/metrics/readings/scope-document'
import { toNoReferences, toReferences } from '@/lib/metrics/history/to-references'
import type { Configuration } from '@/lib/policy/configuration'
import { DEFAULTS_VERSION } from '@/lib/policy/defaults'
import type { ComputeOptions } from './compute-options'
import { rollUpPendingWeeks } from './roll-up-pending-weeks'
import { storeReadings } from './store-readings'

const BATCH = 250

/**
 * From facts to figures, in three steps that each take their work off an outbox: pull requests → evaluations →
 * weeks → the documents of the default range. A kill between any two of them leaves work to do, never a wrong figure.
 * Other rules, or `isAnew`, make a new generation beside the served one, which stays until the last step puts the new one
 * in its place.
 */
export async function computePendingMetrics(options: ComputeOptions & { isAnew?: boolean }): Promise<{ evaluated: number; weeks: number }> {
  const { database, organizationId, configuration, asOf, isAnew = false } = options
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return { evaluated: 0, weeks: 0 }
  const context = toOrganizationContext(facts, configuration)
  const generation = await openGeneration(database, organizationId, { derivedWith: toRulesHash(configuration), asOf, isAnew })
  const evaluated = await evaluatePending(options, context, generation.number)
  const weeks = await rollUpPendingWeeks(options, context, generation)
  await storeReadings(options, context, generation.number)
  await deleteOtherGenerations(database, organizationId)
  return { evaluated, weeks }
}

/** Names the rules that figures are made with: edited configuration or a new version makes all of them anew. */
export function toRulesHash(configuration: Configuration): string {
  const versions = [DEFINITIONS_VERSION, EVALUATION_VERSION, DEFAULTS_VERSION, ATTRIBUTION_RULES_VERSION, COMMENT_LEXICON_VERSION]
  const text = JSON.stringify([versions, configuration], (_, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Makes everything derived again from the facts of the last completed sync: the same facts, the same bytes. What is served
 * stays until all of it is there.
 */
export async function rebuildMetrics(options: Omit<ComputeOptions, 'asOf'>): Promise<{ evaluated: number; weeks: number }> {
  const facts = await getOrganizationFacts(options.database, options.organizationId)
  if (!facts?.syncedAt) {
    throw new UserError('Nothing has been read completely yet, so there is nothing to roll up.', 'Run npm run ingest first.')
  }
  const { syncedAt } = facts
  return withOrganizationLock(options.database, facts.login, () => computePendingMetrics({ ...options, asOf: syncedAt, isAnew: true }))
}

async function evaluatePending(options: ComputeOptions, context: OrganizationContext, generation: number): Promise<number> {
  const { database, organizationId, asOf, onProgress } = options
  let done = 0
  for (;;) {
    const pullRequestIds = await listPendingEvaluations(database, organizationId, BATCH)
    if (pullRequestIds.length === 0) return done
    const [histories, surroundings, before] = await Promise.all([
      listPullRequestHistories(database, organizationId, pullRequestIds),
      listSurroundings(database, organizationId, pullRequestIds, generation),
      listNarrowEvaluationsOf(database, organizationId, pullRequestIds, generation),
    ])
    const evaluations = histories.flatMap((history) => {
      const around = surroundings.get(history.id)
      return around ? [evaluatePullRequest(history, around, context, asOf)] : []
    })
    await replaceEvaluations(database, {
      organizationId,
      generation,
      pullRequestIds,
      evaluations,
      newIds: difference(
        evaluations.map(({ pullRequestId }) => pullRequestId),
        before.map(({ pullRequestId }) => pullRequestId),
      ),
      references: pullRequestIds.map((id) => {
        const history = histories.find((one) => one.id === id)
        const around = surroundings.get(id)
        return history && around ? toReferences(history, around, asOf) : toNoReferences(id)
      }),
      touched: toTouched([...before, ...evaluations], asOf),
    })
    done += pullRequestIds.length
    onProgress?.({ step: 'evaluations', done, total: done + (await countPendingEvaluations(database, organizationId)) })
  }
}

/** The weeks in which a row is ready, merges, or opens, holds or answers a cycle, in each of its scopes. */
function toTouched(rows: NarrowEvaluation[], asOf: Date): TouchedWeek[] {
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
    if (row.readyAt) add(row.readyAt, row.readyAt)
    if (row.mergedAt) add(row.mergedAt, row.mergedAt)
    for (const cycle of row.review.cycles) add(new Date(cycle.startedAt), cycle.endedAt === null ? asOf : new Date(cycle.endedAt))
    for (const review of row.review.reviews) add(new Date(review.at), new Date(review.at))
  }
  return [...touched.values()]
}
