import { z } from 'zod'
import type { ListPopulation } from '@/lib/pages/list/filters'
import type { PullRequestFilter } from '@/lib/pages/list/narrow'
import type { ListPosition, PullRequestOrder } from '@/lib/pages/list/order'
import type { NotConfigured } from '@/lib/metrics/history/judge-tier'
import { toListedScope, toScopeParts } from '@/lib/metrics/organization/scope'
import type { AuthorizedOrganizationId, AuthorizedScope } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'
import { Prisma } from '../generated/client'
import { toGeneration } from '../generation'
import { toJudgedRows } from './judged-rows'
import { toConditions } from './pull-request-conditions'
import { toSortKey, type SortKeyColumns } from './pull-request-sort'

const POSITION = z.strictObject({ value: z.number().nullable(), number: z.number(), pullRequestId: z.string() })

export interface RangeQuestion {
  from: Date
  /** Exclusive. */
  to: Date
  /** What became ready or merged later does not exist yet. */
  asOf: Date
  population: ListPopulation
  /** Holds for rows as of the last sync; null where evaluations are made anew and narrowed afterwards. */
  filter: PullRequestFilter | null
  order: PullRequestOrder
  /** Repositories whose tiers are not configured at the end of the range. */
  notConfigured: NotConfigured
  /** Where the walk starts, exclusive; null: at the beginning. */
  start: ListPosition | null
  /** Backwards gives what stands before the start, the nearest first. */
  isBackwards: boolean
  limit: number
}

/**
 * Positions of pull requests in list order, from after (or before) a given one.
 * A range is two walks that do not overlap, each along an index: those merged in it, and those ready in it but merged
 * later or not at all. A single "or" would read every pull request of the organisation.
 */
export async function listRangePullRequests(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  scope: AuthorizedScope,
  question: RangeQuestion,
): Promise<ListPosition[]> {
  const { from, to, asOf, limit, filter } = question
  const { source, row } = toSource(organizationId, scope, question.notConfigured)
  const key = toSortKey(question.order.key, row, asOf)
  const narrowed = filter ? toConditions(filter) : Prisma.empty
  const branch = (within: Prisma.Sql, columns: SortKeyColumns) => Prisma.sql`
    (select ${columns.key} as key, m.number, m.pull_request_id
     from ${source} ${within} ${narrowed} ${toStart(question, columns)}
     order by ${toOrder(question, columns.key, columns.isNullable)} limit ${limit})`
  const merged = () =>
    branch(Prisma.sql`and ${row}.merged_at >= ${from} and ${row}.merged_at < ${to} and ${row}.merged_at <= ${asOf}`, key.merged)
  const readyOnly = () =>
    branch(
      Prisma.sql`and ${row}.ready_at >= ${from} and ${row}.ready_at < ${to} and ${row}.ready_at <= ${asOf}
        and (${row}.merged_at is null or ${row}.merged_at >= ${to} or ${row}.merged_at > ${asOf} or ${row}.merged_at < ${from})`,
      key.ready,
    )
  const open = () => branch(Prisma.sql`and ${row}.ready_at <= ${asOf} and (${row}.ended_at is null or ${row}.ended_at > ${asOf})`, key.open)
  const branches = { merged, open, range: () => Prisma.sql`${merged()} union all ${readyOnly()}` }[question.population]()
  return queryRows(database, POSITION)`
    select ${key.value} as value, number, pull_request_id as "pullRequestId" from (${branches}) m
    order by ${toOrder(question, Prisma.sql`key`, true)} limit ${limit}`
}

/** The scope's rows, and the alias whose instants are indexed for it. */
function toSource(
  organizationId: AuthorizedOrganizationId,
  scope: AuthorizedScope,
  notConfigured: NotConfigured,
): { source: Prisma.Sql; row: Prisma.Sql } {
  const rows = toJudgedRows(notConfigured)
  const parts = toScopeParts(scope)
  const generation = toGeneration(organizationId, 'served')
  if (parts.kind === 'organization') {
    return {
      source: Prisma.sql`${rows} m where m.organization_id = ${organizationId} and m.generation = ${generation}`,
      row: Prisma.raw('m'),
    }
  }
  const tier = parts.kind === 'cell' ? Prisma.sql`and m.tier = ${parts.tier}` : Prisma.empty
  return {
    source: Prisma.sql`scope_pull_requests s
      join ${rows} m
        on m.organization_id = s.organization_id and m.generation = s.generation and m.pull_request_id = s.pull_request_id
      where s.organization_id = ${organizationId} and s.generation = ${generation} and s.scope = ${toListedScope(scope)} ${tier}`,
    row: Prisma.raw('s'),
  }
}

function isRising({ order, isBackwards }: RangeQuestion): boolean {
  return order.isDescending === isBackwards
}

/** Missing values stand last, so a backwards walk meets them first. An index knows no "nulls last" of a falling order. */
function toOrder(question: RangeQuestion, key: Prisma.Sql, isNullable: boolean): Prisma.Sql {
  const direction = Prisma.raw(isRising(question) ? 'asc' : 'desc')
  const nulls = Prisma.raw(isNullable ? (question.isBackwards ? 'nulls first' : 'nulls last') : '')
  return Prisma.sql`${key} ${direction} ${nulls}, m.number ${direction}, m.pull_request_id ${direction}`
}

function toStart(question: RangeQuestion, { key, isNullable, toParameter }: SortKeyColumns): Prisma.Sql {
  const { start, isBackwards } = question
  if (start === null) return Prisma.empty
  const beyond = Prisma.raw(isRising(question) ? '>' : '<')
  const behind = Prisma.sql`(m.number, m.pull_request_id) ${beyond} (${start.number}, ${start.pullRequestId})`
  if (start.value === null) {
    if (isBackwards) return Prisma.sql`and (${key} is not null or ${behind})`
    return isNullable ? Prisma.sql`and ${key} is null and ${behind}` : Prisma.sql`and false`
  }
  const value = toParameter(start.value)
  // A bound of its own: the index cannot see it in the comparison of three, and would walk the pages before again.
  const bound = Prisma.sql`${key} ${beyond}= ${value} and (${key} <> ${value} or ${behind})`
  return isNullable && !isBackwards ? Prisma.sql`and (${key} is null or (${bound}))` : Prisma.sql`and ${bound}`
}
