import { judgeTier, type NotConfigured } from '@/lib/metrics/history/judge-tier'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { isInScope, type Scope } from '@/lib/metrics/organization/scope'
import { rollUpWeek } from './scope-document'
import { mergeWeekRollUps, type WeekRollUp } from './span-roll-up'

/**
 * A week as it is stored. What no rule gave its tier is summed apart, by repository and in both verdicts, because which of
 * the two holds is known only with the range that the week is read for: by the state of the repository at the range's end.
 */
export interface StoredWeekRollUp extends WeekRollUp {
  byDefault?: Record<string, { asT1: WeekRollUp; asT2: WeekRollUp }>
}

/** The stored form of one ISO week of a scope, from the unjudged rows that overlap it. */
export function rollUpStoredWeek(rows: NarrowEvaluation[], scope: Scope, weekOn: Date, timeZone: string): StoredWeekRollUp {
  const byRule = rows.filter((row) => row.unconfigured === null && isInScope(row, scope))
  const week: StoredWeekRollUp = rollUpWeek(byRule, weekOn, timeZone)
  const byDefault = rows.filter((row) => row.unconfigured !== null && isInScope(row, scope))
  const repositories = [...new Set(byDefault.map(({ repositoryId }) => repositoryId))].sort()
  if (repositories.length === 0) return week
  const sum = (repositoryId: string, notConfigured: NotConfigured) => {
    const own = byDefault.filter((row) => row.repositoryId === repositoryId)
    // A cell holds one of the two verdicts.
    const judged = own.map((row) => judgeTier(row, notConfigured)).filter((row) => isInScope(row, scope))
    return rollUpWeek(judged, weekOn, timeZone)
  }
  const pairs = repositories.map((id) => [id, { asT1: sum(id, new Set([id])), asT2: sum(id, NONE) }] as const)
  return { ...week, byDefault: Object.fromEntries(pairs) }
}

/** The week as a range reads it: equal to rolling up its rows as that range judges them. */
export function judgeWeek({ byDefault, ...week }: StoredWeekRollUp, notConfigured: NotConfigured): WeekRollUp {
  if (!byDefault) return week
  const parts = Object.entries(byDefault).map(([repositoryId, { asT1, asT2 }]) => (notConfigured.has(repositoryId) ? asT1 : asT2))
  return mergeWeekRollUps([week, ...parts])
}

/** Several weeks by their Monday's epoch milliseconds. */
export function judgeWeeks(weeks: ReadonlyMap<number, StoredWeekRollUp>, notConfigured: NotConfigured): Map<number, WeekRollUp> {
  return new Map([...weeks].map(([weekOn, week]) => [weekOn, judgeWeek(week, notConfigured)]))
}

const NONE: NotConfigured = new Set()
