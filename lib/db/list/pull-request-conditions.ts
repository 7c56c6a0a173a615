import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import { FILTER_NAMES, type FilterName, type FilterValue, type ListFilters } from '@/lib/pages/list/filters'
import type { PullRequestFilter } from '@/lib/pages/list/narrow'
import { Prisma } from '../generated/client'

/**
 * The rules of lib/pages/list/filters.ts on stored rows, so that a narrow list does not read the whole range.
 * Nothing is defined here: a test holds every one of them to the pure rule.
 */
const CONDITIONS: { [Name in FilterName]: (value: FilterValue<Name>) => Prisma.Sql } = {
  tier: (value) => (value === 'T2-T3' ? Prisma.sql`m.tier in ('T2', 'T3')` : Prisma.sql`m.tier = ${value}`),
  status: (value) => Prisma.sql`m.confidence = ${value}`,
  reason: (value) => Prisma.sql`${value} = any(m.reasons)`,
  mark: (value) => Prisma.sql`${value} = any(m.marks)`,
  controls: (value) => Prisma.sql`m.controls ->> 'compliance' = ${value}`,
  missing: (value) => Prisma.sql`jsonb_exists(m.controls -> 'missing', ${value})`,
  bypassed: () => Prisma.sql`(m.controls ->> 'bypassed')::boolean`,
  manifest: (value) => Prisma.sql`m.manifest = ${value}`,
  trail: (value) => Prisma.sql`(m.trail ->> 'covered')::boolean = ${value === 'covered'}`,
  // Rows that were judged before the two were told apart have cued whys only.
  why: (value) => Prisma.sql`jsonb_typeof(m.trail) = 'object' and coalesce(m.trail ->> 'why',
    case when jsonb_exists(m.trail -> 'met', 'why') then 'cued' else 'none' end) = ${value}`,
  defects: (value) =>
    value === 'caught'
      ? Prisma.sql`(m.defects ->> 'caughtStrict')::float8 > 0`
      : Prisma.sql`exists (
          select from jsonb_array_elements(m.defects -> 'escapes') e
          where (e ->> 'strict')::float8 > 0 and (e ->> 'days')::float8 <= ${ESCAPE_WINDOW_DAYS})`,
  reverted: () => Prisma.sql`m.reverted_at is not null`,
  ai: (value) => Prisma.sql`m.ai ->> 'tier' = ${value}`,
  loop: (value) =>
    value === 'known'
      ? Prisma.sql`(m.ai ->> 'agentWritten')::boolean and m.ai ->> 'closedLoop' is not null`
      : Prisma.sql`(m.ai ->> 'agentWritten')::boolean and (m.ai ->> 'closedLoop')::boolean = ${value === 'closed'}`,
  class: (value) => Prisma.sql`m.class = ${value}`,
  via: (value) => Prisma.sql`m.via = ${value}`,
  unclassified: () => Prisma.sql`cardinality(m.unclassified) > 0`,
  waiting: () => Prisma.sql`m.ended_at is null and exists (
    select from jsonb_array_elements(m.review -> 'cycles') c where c ->> 'outcome' = 'open')`,
}

/** "and …" for each filter in force, on the alias `m` of pull_request_metrics. */
export function toConditions(filter: PullRequestFilter): Prisma.Sql {
  const conditions = [
    ...(filter.surface === undefined ? [] : [Prisma.sql`${filter.surface} = any(m.surfaces)`]),
    ...(filter.repositoryId === undefined ? [] : [Prisma.sql`m.repository_id = ${filter.repositoryId}`]),
    ...FILTER_NAMES.flatMap((name) => toCondition(name, filter)),
  ]
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`and ${Prisma.join(conditions, ' and ')}`
}

function toCondition<Name extends FilterName>(name: Name, filter: ListFilters): Prisma.Sql[] {
  const value: ListFilters[Name] = filter[name]
  return value === undefined ? [] : [CONDITIONS[name](value)]
}
