import { memoize } from 'es-toolkit'
import { addWeeks, lastCompleteWeeks } from '@/lib/dates'
import { getFirstInstant } from '@/lib/db/organization/get-facts'
import { listContributions } from '@/lib/db/figures/list-contributions'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { replaceScopeReadings, type ScopeReadings } from '@/lib/db/figures/scope-readings'
import { listWeekRollUps } from '@/lib/db/figures/week-roll-ups'
import { listTierStates } from '@/lib/db/figures/tier-states'
import { judgeTier, type NotConfigured } from '@/lib/metrics/history/judge-tier'
import { indexTierStates, splitByTierStates } from '@/lib/metrics/organization/tier-states'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toRowsByScope } from '@/lib/metrics/readings/rows-by-scope'
import { toScopeParts, type Scope } from '@/lib/metrics/organization/scope'
import {
  DEFAULT_WEEKS,
  isBlank,
  SERIES_WEEKS,
  sumWeeks,
  toDocument,
  toScopeDetails,
  toSeries,
  TRAILING_WEEKS,
} from '@/lib/metrics/readings/scope-document'
import { listWaiting } from '@/lib/metrics/capacity/waiting-cycles'
import { judgeWeeks, type StoredWeekRollUp } from '@/lib/metrics/readings/stored-week'
import { findWithheldScopes } from '@/lib/metrics/readings/withheld-scopes'
import type { ComputeOptions } from './compute-options'

/** The third step: the default document, details and series of every scope, as of the sync whose facts these are. */
export async function storeReadings(
  { database, organizationId, configuration, asOf: syncedAt }: ComputeOptions,
  context: OrganizationContext,
  generation: number,
): Promise<void> {
  const range = { ...lastCompleteWeeks(syncedAt, DEFAULT_WEEKS), asOf: syncedAt }
  const series = lastCompleteWeeks(syncedAt, SERIES_WEEKS)
  const span = { from: addWeeks(series.from, -TRAILING_WEEKS), to: series.to }
  const dataFrom = await getFirstInstant(database, organizationId, generation)
  const tierStates = indexTierStates(await listTierStates(database, organizationId, generation))
  const notConfigured = tierStates.listNotConfigured(range.to)
  const unjudged = await listNarrowEvaluations(database, organizationId, 'organization', { from: syncedAt, to: syncedAt }, generation)
  const aliveByScope = toRowsByScope(unjudged.map((row) => judgeTier(row, notConfigured)))
  const sums = new Map<Scope, { weeks: Map<number, StoredWeekRollUp>; alive: NarrowEvaluation[] }>()
  for (const scope of context.scopes) {
    const stored = await listWeekRollUps(database, organizationId, scope, span, generation)
    sums.set(scope, {
      weeks: new Map(stored.map(({ weekOn, rollUp }) => [weekOn.getTime(), rollUp])),
      alive: aliveByScope.get(scope) ?? [],
    })
  }
  // Roll-ups of a scope do not tell which of its pull requests are a withheld team's: the evaluations do.
  const contributions = await listContributions(database, organizationId, series, generation, notConfigured)
  const withheldIn = (of: { from: Date; to: Date }) => findWithheldScopes(context.scopes, contributions, of)
  const withheld = withheldIn(range)
  const withheldSeries = withheldIn(series)
  const seriesRuns = splitByTierStates(series, tierStates)
  const rows = [...sums].flatMap(([scope, { weeks: stored, alive: open }]): ScopeReadings[] => {
    const facts = context.scopeFacts(scope, syncedAt)
    const queue = listWaiting(open, syncedAt)
    const toWeeks = memoize((set: NotConfigured) => judgeWeeks(stored, set))
    const total = sumWeeks(toWeeks(notConfigured), range, queue, dataFrom)
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
            : seriesRuns.flatMap((run) =>
                toSeries(
                  facts,
                  toWeeks(run.notConfigured),
                  run,
                  syncedAt,
                  queue,
                  withheld.has(scope) || withheldSeries.has(scope),
                  dataFrom,
                  context.settings,
                ),
              ),
      },
    ]
  })
  await replaceScopeReadings(database, organizationId, generation, syncedAt, rows)
}
