import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { FILTER_NAMES, FILTERS, type FilterName, type ListFilters, type ListPopulation } from './filters'

/** Everything that a list is narrowed by: the filters, and the two names that only the organisation knows. */
export type PullRequestFilter = ListFilters & {
  /** Name of a surface it touches; "" is what no named surface holds. */
  surface?: string | undefined
  repositoryId?: string | undefined
}

/** The narrowest that a filter in force asks of. */
export function toPopulation(filter: PullRequestFilter): ListPopulation {
  const asked = FILTER_NAMES.filter((name) => filter[name] !== undefined).map((name) => FILTERS[name].population)
  return asked.includes('open') ? 'open' : asked.includes('merged') ? 'merged' : 'range'
}

/** Whether the list holds it; lib/db narrows stored rows by the same. */
export function passesFilter(row: NarrowEvaluation, filter: PullRequestFilter): boolean {
  if (filter.surface !== undefined && !row.surfaces.includes(filter.surface)) return false
  if (filter.repositoryId !== undefined && row.repositoryId !== filter.repositoryId) return false
  return FILTER_NAMES.every((name) => passes(row, name, filter))
}

function passes<Name extends FilterName>(row: NarrowEvaluation, name: Name, filters: ListFilters): boolean {
  const value: ListFilters[Name] = filters[name]
  return value === undefined || FILTERS[name].passes(row, value)
}
