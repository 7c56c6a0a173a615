import { groupBy, partition, uniqBy } from 'es-toolkit'
import { addWeeks, toWeekStart } from '@/lib/dates'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { deleteForeignSurfaces, enqueueRollUps, listPendingRollUps, toTouchedWeeks } from '@/lib/db/figures/pending-roll-ups'
import type { OpenGeneration } from '@/lib/db/generation'
import { replaceWeekRollUps } from '@/lib/db/figures/week-roll-ups'
import { isBlankWeek } from '@/lib/metrics/readings/span-roll-up'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import { toListedScope, type Scope } from '@/lib/metrics/organization/scope'
import { withFirstMidnight } from '@/lib/metrics/readings/scope-document'
import { rollUpStoredWeek } from '@/lib/metrics/readings/stored-week'
import type { ComputeOptions } from './compute-options'

/** Weeks whose rows are read at once: one query instead of thirteen, without holding a whole history. */
const WEEKS_AT_ONCE = 13

/** The second step: weeks whose roll-up no longer fits their rows. Returns how many there were. */
export async function rollUpPendingWeeks(
  options: ComputeOptions,
  context: OrganizationContext,
  { number: generation, asOf: madeAsOf }: OpenGeneration,
): Promise<number> {
  const { database, organizationId, asOf, onProgress } = options
  await deleteForeignSurfaces(database, organizationId, generation, context.scopes)
  if (madeAsOf) await enqueueNewWeeks(options, context, madeAsOf)
  const pending = await listPendingRollUps(database, organizationId)
  const total = pending.reduce((sum, { weeks }) => sum + weeks.length, 0)
  let done = 0
  // A surface and its cells are made of the same rows, read once.
  for (const [listed, group] of Object.entries(groupBy(pending, ({ scope }) => toListedScope(scope)))) {
    const weeks = uniqBy(
      group.flatMap((one) => one.weeks),
      (weekOn) => weekOn.getTime(),
    )
    for (const chunk of toRuns(weeks.sort((a, b) => a.getTime() - b.getTime()))) {
      const first = chunk[0]
      const last = chunk.at(-1)
      if (!first || !last) continue
      const span = { from: first, to: addWeeks(last, 1) }
      const rows = await listNarrowEvaluations(database, organizationId, listed as Scope, withFirstMidnight(span), generation)
      for (const { scope, weeks: own } of group) {
        const asked = own.filter((weekOn) => weekOn >= span.from && weekOn < span.to)
        if (asked.length === 0) continue
        const { timeZone } = context.scopeFacts(scope, asOf)
        const rolledUp = asked.map((weekOn) => ({ weekOn, rollUp: rollUpStoredWeek(rows, scope, weekOn, timeZone) }))
        // A week that everything left is no row, as in a rebuild.
        const [blank, filled] = partition(rolledUp, ({ rollUp }) => isBlankWeek(rollUp))
        await replaceWeekRollUps(
          database,
          organizationId,
          generation,
          scope,
          filled,
          blank.map(({ weekOn }) => weekOn),
        )
        done += asked.length
        onProgress?.({ step: 'weeks', done, total })
      }
    }
  }
  return total
}

/** Cycles that still wait also wait in the weeks that began since the last time, though no fact of theirs changed. */
async function enqueueNewWeeks({ database, organizationId, asOf }: ComputeOptions, context: OrganizationContext, madeAsOf: Date) {
  await enqueueRollUps(database, organizationId, toTouchedWeeks(context.scopes, toWeekStart(madeAsOf), addWeeks(toWeekStart(asOf), 1)))
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
