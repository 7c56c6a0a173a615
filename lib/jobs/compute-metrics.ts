import { createHash } from 'node:crypto'
import { difference, groupBy, partition, uniqBy } from 'es-toolkit'
import { addWeeks, HOUR, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import type { Database } from '@/lib/db/client'
import { getFirstInstant, getOrganizationFacts, updateDerivedWith } from '@/lib/db/get-organization-facts'
import { listNarrowEvaluations, listNarrowEvaluationsOf } from '@/lib/db/list-narrow-evaluations'
import { countPendingEvaluations, enqueueAllEvaluations, listPendingEvaluations, resetDerived } from '@/lib/db/list-pending-evaluations'
import { listPullRequestHistories } from '@/lib/db/list-pull-request-histories'
import { listSurroundings } from '@/lib/db/list-surroundings'
import { deleteForeignSurfaces, enqueueRollUps, listPendingRollUps, toTouchedWeeks, type TouchedWeek } from '@/lib/db/pending-roll-ups'
import { replaceEvaluations } from '@/lib/db/replace-evaluations'
import { listScopeReadings, replaceScopeReadings, type ScopeReadings } from '@/lib/db/scope-readings'
import { listWeekRollUps, replaceWeekRollUps } from '@/lib/db/week-roll-ups'
import { ATTRIBUTION_RULES_VERSION } from '@/lib/attribution/attribution-rules'
import { UserError } from '@/lib/errors'
import { evaluatePullRequest, toNoReferences, toReferences } from '@/lib/metrics/evaluate-pull-request'
import { toOrganizationContext, type OrganizationContext } from '@/lib/metrics/organization-context'
import { EVALUATION_VERSION } from '@/lib/metrics/pull-request-evaluation'
import { DEFINITIONS_VERSION } from '@/lib/metrics/readings'
import { isInScope, listScopes, toListedScope, toScopeParts, type Scope } from '@/lib/metrics/scope'
import { isBlankWeek } from '@/lib/metrics/merge-roll-ups'
import type { NarrowEvaluation } from '@/lib/metrics/roll-up-week'
import {
  countContributors,
  DEFAULT_WEEKS,
  EARLIEST_MIDNIGHT_HOURS,
  isBlank,
  rollUpWeek,
  SERIES_WEEKS,
  sumWeeks,
  toDocument,
  toScopeDetails,
  toSeries,
  TRAILING_WEEKS,
  withFirstMidnight,
  type WeeksByStart,
} from '@/lib/metrics/scope-readings'
import { listWaiting } from '@/lib/metrics/waiting-cycles'
import { listWithheldScopes } from '@/lib/metrics/withheld-scopes'
import type { Configuration } from '@/lib/policy/configuration'
import { DEFAULTS_VERSION } from '@/lib/policy/defaults'

/**
 * From facts to figures, in three steps that each take their work off an outbox: pull requests → evaluations →
 * weeks → the documents of the default range. A kill between any two of them leaves work to do, never a wrong figure.
 */
export interface ComputeOptions {
  database: Database
  organizationId: number
  configuration: Configuration
  /** Completion of the sync whose facts these are: facts dated later are ignored, and it becomes the default "as of". */
  asOf: Date
  onProgress?: (progress: { step: 'evaluations' | 'weeks'; done: number; total: number }) => void
}

const BATCH = 250
/** Weeks whose rows are read at once: one query instead of thirteen, without holding a whole history. */
const WEEKS_AT_ONCE = 13

export async function computePendingMetrics(options: ComputeOptions): Promise<{ evaluated: number; weeks: number }> {
  const { database, organizationId, configuration, asOf } = options
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return { evaluated: 0, weeks: 0 }
  const context = toOrganizationContext(facts, configuration)
  const rules = toRulesHash(configuration)
  if (facts.derivedWith !== rules) await enqueueAllEvaluations(database, organizationId)
  const evaluated = await evaluatePending(options, context)
  const weeks = await rollUpPending(options, context)
  await replaceReadings(options, context, asOf)
  await updateDerivedWith(database, organizationId, rules)
  return { evaluated, weeks }
}

/** Names the rules that figures are made with: edited configuration or a new version makes all of them anew. */
export function toRulesHash(configuration: Configuration): string {
  const versions = [DEFINITIONS_VERSION, EVALUATION_VERSION, DEFAULTS_VERSION, ATTRIBUTION_RULES_VERSION]
  const text = JSON.stringify([versions, configuration], (_, value: unknown) =>
    value instanceof Set || value instanceof Map ? [...value] : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

/** Empties everything derived and makes it again from the facts of the last completed sync: the same facts, the same bytes. */
export async function rebuildMetrics(options: Omit<ComputeOptions, 'asOf'>): Promise<{ evaluated: number; weeks: number }> {
  const facts = await getOrganizationFacts(options.database, options.organizationId)
  if (!facts?.syncedAt) {
    throw new UserError('Nothing has been read completely yet, so there is nothing to roll up.', 'Run npm run ingest first.')
  }
  await resetDerived(options.database, options.organizationId)
  return computePendingMetrics({ ...options, asOf: facts.syncedAt })
}

async function evaluatePending(options: ComputeOptions, context: OrganizationContext): Promise<number> {
  const { database, organizationId, asOf, onProgress } = options
  let done = 0
  for (;;) {
    const pullRequestIds = await listPendingEvaluations(database, organizationId, BATCH)
    if (pullRequestIds.length === 0) return done
    const [histories, surroundings, before] = await Promise.all([
      listPullRequestHistories(database, organizationId, pullRequestIds),
      listSurroundings(database, organizationId, pullRequestIds),
      listNarrowEvaluationsOf(database, organizationId, pullRequestIds),
    ])
    const evaluations = histories.flatMap((history) => {
      const around = surroundings.get(history.id)
      return around ? [evaluatePullRequest(history, around, context, asOf)] : []
    })
    await replaceEvaluations(database, {
      organizationId,
      pullRequestIds,
      evaluations,
      newIds: difference(evaluations.map(({ pullRequestId }) => pullRequestId), before.map(({ pullRequestId }) => pullRequestId)),
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

async function rollUpPending(options: ComputeOptions, context: OrganizationContext): Promise<number> {
  const { database, organizationId, asOf, onProgress } = options
  await deleteForeignSurfaces(database, organizationId, context.scopes)
  await enqueueNewWeeks(options, context)
  const pending = await listPendingRollUps(database, organizationId)
  const total = pending.reduce((sum, { weeks }) => sum + weeks.length, 0)
  let done = 0
  // A surface and its cells are made of the same rows, read once.
  for (const [listed, group] of Object.entries(groupBy(pending, ({ scope }) => toListedScope(scope)))) {
    const weeks = uniqBy(group.flatMap((one) => one.weeks), (weekOn) => weekOn.getTime())
    for (const chunk of toRuns(weeks.sort((a, b) => a.getTime() - b.getTime()))) {
      const first = chunk[0]
      const last = chunk.at(-1)
      if (!first || !last) continue
      const span = { from: first, to: addWeeks(last, 1) }
      const rows = await listNarrowEvaluations(database, organizationId, listed as Scope, withFirstMidnight(span))
      for (const { scope, weeks: own } of group) {
        const asked = own.filter((weekOn) => weekOn >= span.from && weekOn < span.to)
        if (asked.length === 0) continue
        const { timeZone } = context.scopeFacts(scope, asOf)
        const counted = rows.filter((row) => isInScope(row, scope))
        const rolledUp = asked.map((weekOn) => ({ weekOn, rollUp: rollUpWeek(counted, weekOn, timeZone) }))
        // A week that everything left is no row, as in a rebuild.
        const [blank, filled] = partition(rolledUp, ({ rollUp }) => isBlankWeek(rollUp))
        await replaceWeekRollUps(database, organizationId, scope, filled, blank.map(({ weekOn }) => weekOn))
        done += asked.length
        onProgress?.({ step: 'weeks', done, total })
      }
    }
  }
  return total
}

/** Cycles that still wait also wait in the weeks that began since the last time, though no fact of theirs changed. */
async function enqueueNewWeeks({ database, organizationId, asOf }: ComputeOptions, context: OrganizationContext) {
  const [last] = await listScopeReadings(database, organizationId, ['organization'])
  if (!last) return
  await enqueueRollUps(database, organizationId, toTouchedWeeks(context.scopes, toWeekStart(last.asOf), addWeeks(toWeekStart(asOf), 1)))
}

/** Runs of nearly consecutive weeks, at most WEEKS_AT_ONCE long. */
function toRuns(weeks: Date[]): Date[][] {
  const runs: Date[][] = []
  for (const weekOn of weeks) {
    const run = runs.at(-1)
    const first = run?.[0]
    if (run && first && weekOn < addWeeks(first, WEEKS_AT_ONCE)) run.push(weekOn)
    else runs.push([weekOn])
  }
  return runs
}

/** The default document and series of every scope, as of the last completed sync. */
async function replaceReadings({ database, organizationId, configuration }: ComputeOptions, context: OrganizationContext, syncedAt: Date): Promise<void> {
  const range = { ...lastCompleteWeeks(syncedAt, DEFAULT_WEEKS), asOf: syncedAt }
  const series = lastCompleteWeeks(syncedAt, SERIES_WEEKS)
  const span = { from: addWeeks(series.from, -TRAILING_WEEKS), to: series.to }
  const dataFrom = await getFirstInstant(database, organizationId)
  const alive = await listNarrowEvaluations(database, organizationId, 'organization', { from: syncedAt, to: syncedAt })
  const waiting = new Map(Object.entries(groupBy(alive.flatMap((row) => listScopes(row).map((scope) => ({ scope, row }))), ({ scope }) => scope)))
  const sums = new Map<Scope, { weeks: WeeksByStart; alive: NarrowEvaluation[] }>()
  for (const scope of context.scopes) {
    const stored = await listWeekRollUps(database, organizationId, scope, span)
    sums.set(scope, {
      weeks: new Map(stored.map(({ weekOn, rollUp }) => [weekOn.getTime(), rollUp])),
      alive: (waiting.get(scope) ?? []).map(({ row }) => row),
    })
  }
  const withheldIn = (of: { from: Date; to: Date }) => {
    const counts = [...sums].flatMap(([scope, { weeks }]): [Scope, number][] => {
      const contributors = countContributors(weeks, of)
      return contributors === null ? [] : [[scope, contributors]]
    })
    return listWithheldScopes(context.scopes, new Map(counts))
  }
  const withheld = withheldIn(range)
  const withheldSeries = withheldIn(series)
  const rows = [...sums].flatMap(([scope, { weeks, alive: open }]): ScopeReadings[] => {
    const facts = context.scopeFacts(scope, syncedAt)
    const queue = listWaiting(open, syncedAt)
    const total = sumWeeks(weeks, range, queue, dataFrom)
    const { kind } = toScopeParts(scope)
    // Of the many cells and repositories most are empty; a surface that plumbline.yml names is shown all the same.
    const isLeftOut = kind === 'cell' || (kind === 'surface' && configuration.surfaces.length === 0)
    if (isLeftOut && isBlank(total)) return []
    return [
      {
        scope,
        asOf: syncedAt,
        document: toDocument(facts, range, total, withheld.has(scope), context.settings),
        // The matrix draws of a cell no more than its document.
        details: kind === 'cell' ? null : toScopeDetails(facts, range, total, withheld.has(scope)),
        series:
          kind === 'cell'
            ? []
            : toSeries(
                facts,
                weeks,
                SERIES_WEEKS,
                syncedAt,
                queue,
                withheld.has(scope) || withheldSeries.has(scope),
                dataFrom,
                context.settings,
              ),
      },
    ]
  })
  await replaceScopeReadings(database, organizationId, syncedAt, rows)
}
