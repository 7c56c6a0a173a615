import { chunk } from 'es-toolkit'
import { addWeeks, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/get-organization-facts'
import { listNarrowEvaluations } from '@/lib/db/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/list-pull-request-ids-alive'
import { listScopeReadings, listWithheldTeamScopes } from '@/lib/db/scope-readings'
import { toTeamId, type Scope } from '@/lib/metrics/scope'
import { toOrganizationContext, type OrganizationContext } from '@/lib/metrics/organization-context'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { countPeople, type NarrowEvaluation, type Span } from '@/lib/metrics/roll-up-week'
import {
  DEFAULT_WEEKS,
  joinWithheld,
  listWithheld,
  rollUpWeek,
  SERIES_WEEKS,
  sumRange,
  toDocument,
  toSeries,
  TRAILING_WEEKS,
  trailingWeeks,
  withFirstMidnight,
  type ReadingsRange,
} from '@/lib/metrics/scope-readings'
import type { Configuration } from '@/lib/policy/configuration'
import { openEvaluations } from './load-evaluations'

export interface ReadingsRequest {
  database: Database
  organizationId: AuthorizedOrganizationId
  configuration: Configuration
  scope: Scope
  memo?: ReadingsMemo
}

/** Evaluations that this web request has read already, by instant and scope: a page of nine scopes reads them once. */
export interface ReadingsMemo {
  rows: Map<string, Span & { rows: Promise<NarrowEvaluation[]> }>
  withheld: Map<string, Promise<Set<string>>>
}

export function emptyMemo(): ReadingsMemo {
  return { rows: new Map(), withheld: new Map() }
}

/**
 * The document of a range. The default range as of the last completed sync is stored; another range sums stored
 * evaluations; another instant evaluates histories anew, which may take seconds. Null: nothing has been synced yet.
 */
export async function loadReadings(request: ReadingsRequest, range: ReadingsRange): Promise<ReadingsDocument | null> {
  const stored = await getStored(request, range.asOf)
  const isDefault = stored && isSameSpan(range, lastCompleteWeeks(stored.asOf, DEFAULT_WEEKS))
  if (isDefault) return stored.document
  const context = await loadContext(request)
  if (!context) return null
  const dataFrom = await getFirstInstant(request.database, request.organizationId)
  const source = toRangeSource(request, context, range, dataFrom)
  const withheld = await listWithheldScopes(request, context, range, source)
  const scope = context.scopeFacts(request.scope, range.asOf)
  const rows = await source(request.scope)
  return toDocument(scope, range, sumRange(rows, range, scope, dataFrom), withheld.has(request.scope), context.settings)
}

/**
 * Scopes whose figures the range withholds, so that nothing else on the page or in the list names one of them either:
 * who sees which pull requests are a withheld team's can count its figures.
 */
export async function loadWithheldScopes(request: Omit<ReadingsRequest, 'scope'>, range: ReadingsRange): Promise<Set<string>> {
  const organization: ReadingsRequest = { ...request, scope: 'organization' }
  const stored = await getStored(organization, range.asOf)
  if (stored && isSameSpan(range, lastCompleteWeeks(stored.asOf, DEFAULT_WEEKS))) {
    return new Set(await listWithheldTeamScopes(request.database, request.organizationId))
  }
  const context = await loadContext(organization)
  if (!context) return new Set()
  const dataFrom = await getFirstInstant(request.database, request.organizationId)
  return listWithheldScopes(organization, context, range, toRangeSource(organization, context, range, dataFrom))
}

/** One entry an ISO week, oldest first, the last one the last complete week as of the instant. */
export async function loadSeries(request: ReadingsRequest, count: number, asOf: Date): Promise<SeriesEntry[] | null> {
  const stored = await getStored(request, asOf)
  if (stored && count === SERIES_WEEKS) return stored.series
  const context = await loadContext(request)
  if (!context) return null
  const dataFrom = await getFirstInstant(request.database, request.organizationId)
  const { from, to } = lastCompleteWeeks(asOf, count)
  const first = addWeeks(from, -TRAILING_WEEKS)
  const span = withFirstMidnight({ from: first, to: later(to, asOf) })
  const source = toSource(request, context, span, asOf)
  const headline = lastCompleteWeeks(asOf, Math.min(DEFAULT_WEEKS, count))
  const withheld = new Set([
    ...(await listWithheldScopes(request, context, { ...headline, asOf }, source)),
    ...(await listWithheldScopes(request, context, { from, to, asOf }, source)),
  ])
  const scope = context.scopeFacts(request.scope, asOf)
  const rows = await source(request.scope)
  const weeks = new Map<number, ReturnType<typeof rollUpWeek>>()
  for (let weekOn = toWeekStart(first); weekOn < to; weekOn = addWeeks(weekOn, 1)) {
    weeks.set(weekOn.getTime(), rollUpWeek(rows, weekOn, scope.timeZone))
  }
  const { queue } = sumRange(rows, { from: to, to, asOf }, scope, dataFrom)
  return toSeries(scope, weeks, count, asOf, queue, withheld.has(request.scope), dataFrom, context.settings)
}

/** The rows that the document of a range reads. */
function toRangeSource(request: ReadingsRequest, context: OrganizationContext, range: ReadingsRange, dataFrom: Date | null): Source {
  const trailing = trailingWeeks(range, dataFrom)[0] ?? range.from
  const span = withFirstMidnight({ from: trailing < range.from ? trailing : range.from, to: later(range.to, range.asOf) })
  return toSource(request, context, span, range.asOf)
}

type Source = (scope: Scope) => Promise<NarrowEvaluation[]>

/** Evaluations of a scope as of the instant: stored ones for the last sync, else made anew from the histories. */
function toSource(request: ReadingsRequest, context: OrganizationContext, span: Span, asOf: Date): Source {
  const { database, organizationId, memo = emptyMemo() } = request
  // Rows that touch a wider span serve as well: what does not touch a week adds nothing to it.
  const once = (scope: Scope, read: () => Promise<NarrowEvaluation[]>) => {
    const key = `${asOf.getTime()} ${scope}`
    const known = memo.rows.get(key)
    if (known && known.from <= span.from && known.to >= span.to) return known.rows
    const rows = read()
    memo.rows.set(key, { ...span, rows })
    return rows
  }
  if (asOf.getTime() === context.syncedAt?.getTime()) {
    return (scope) => once(scope, () => listNarrowEvaluations(database, organizationId, scope, span))
  }
  return async (scope) => {
    const rows = await once('organization', () => evaluateAsOf(request, span, asOf))
    const teamId = toTeamId(scope)
    return teamId === null ? rows : rows.filter((row) => row.teamIds.includes(teamId))
  }
}

const BATCH = 500

async function evaluateAsOf({ database, organizationId, configuration }: ReadingsRequest, span: Span, asOf: Date): Promise<NarrowEvaluation[]> {
  const source = await openEvaluations({ database, organizationId, configuration, asOf })
  const ids = await listPullRequestIdsAlive(database, organizationId, span.from, asOf)
  const rows: NarrowEvaluation[] = []
  // Only the narrow part is kept: the evidence of a year of pull requests would not fit.
  for (const batch of chunk(ids, BATCH)) {
    for (const evaluation of (await source.narrow(batch)).values()) rows.push(evaluation)
  }
  return rows
}

/** The answer holds for every scope of a page: it is asked for by each of them and made once. */
async function listWithheldScopes(request: ReadingsRequest, context: OrganizationContext, span: ReadingsRange, source: Source): Promise<Set<string>> {
  const key = [span.asOf, span.from, span.to].map((at) => at.getTime()).join(' ')
  const known = request.memo?.withheld.get(key)
  if (known) return known
  const withheld = findWithheldScopes(request, context, span, source)
  request.memo?.withheld.set(key, withheld)
  return withheld
}

async function findWithheldScopes(
  { database, organizationId }: ReadingsRequest,
  context: OrganizationContext,
  span: Span,
  source: Source,
): Promise<Set<string>> {
  const counts: { name: string; contributors: number }[] = []
  for (const scope of context.scopes) counts.push({ name: scope, contributors: countPeople(await source(scope), span) })
  const organization = counts.find(({ name }) => name === 'organization')
  const own = listWithheld(counts.filter(({ name }) => name !== 'organization'), organization?.contributors ?? 0)
  return joinWithheld(own, await listWithheldTeamScopes(database, organizationId))
}

async function getStored({ database, organizationId, scope }: ReadingsRequest, asOf: Date) {
  const [stored] = await listScopeReadings(database, organizationId, [scope])
  return stored && stored.asOf.getTime() === asOf.getTime() ? stored : null
}

async function loadContext({ database, organizationId, configuration }: ReadingsRequest): Promise<OrganizationContext | null> {
  const facts = await getOrganizationFacts(database, organizationId)
  return facts ? toOrganizationContext(facts, configuration) : null
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.from.getTime() === b.from.getTime() && a.to.getTime() === b.to.getTime()
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
