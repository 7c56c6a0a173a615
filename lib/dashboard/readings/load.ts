import { chunk } from 'es-toolkit'
import { addWeeks, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { getScopeDetails } from '@/lib/db/figures/scope-readings'
import { listContributors } from '@/lib/metrics/readings/merge-roll-ups'
import { toOrganizationContext, type OrganizationContext } from '@/lib/metrics/organization/context'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import { rollUpSpan, type NarrowEvaluation, type Span } from '@/lib/metrics/readings/roll-up-week'
import { toRowsByScope } from '@/lib/metrics/readings/rows-by-scope'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { ScopeDetails, TierDetails } from '@/lib/metrics/document/scope-details'
import {
  DEFAULT_WEEKS,
  isBlank,
  rollUpWeek,
  SERIES_WEEKS,
  sumRange,
  toDocument,
  toFollowedUpSpan,
  toScopeDetails,
  toSeries,
  TRAILING_WEEKS,
  trailingWeeks,
  withFirstMidnight,
  type RangeSums,
  type ReadingsRange,
} from '@/lib/metrics/readings/scope-document'
import { toTierDetails } from '@/lib/metrics/controls/to-details'
import { listWaiting } from '@/lib/metrics/capacity/waiting-cycles'
import { findWithheldScopes } from '@/lib/metrics/readings/withheld-scopes'
import type { Configuration } from '@/lib/policy/configuration'
import type { Kept } from './keep'
import { openEvaluations } from './load-evaluations'
import { isDefaultRange, loadStandingWithheld, loadStored } from './load-stored'

export interface ReadingsRequest {
  database: Database
  organizationId: AuthorizedOrganizationId
  configuration: Configuration
  scope: Scope
  memo?: ReadingsMemo
  kept?: Kept
}

/** What this web request has read already: a page of nine teams and twenty surfaces reads it once. */
export interface ReadingsMemo {
  /** Evaluations of every scope, by instant. */
  rows: Map<number, Span & { rows: Promise<RowsByScope> }>
  withheld: Map<string, Promise<Set<Scope>>>
  frame: Promise<Frame | null> | null
  /** Sums of a scope and range: its document and its details are two answers from them. */
  sums: Map<string, RangeSums>
}

type RowsByScope = Map<Scope, NarrowEvaluation[]>

/** What does not depend on the range. */
interface Frame {
  context: OrganizationContext
  dataFrom: Date | null
}

export function emptyMemo(): ReadingsMemo {
  return { rows: new Map(), withheld: new Map(), frame: null, sums: new Map() }
}

/**
 * The document of a range. The default range as of the last completed sync is stored; another range sums stored
 * evaluations; another instant evaluates histories anew, which may take seconds. Null: nothing has been synced yet.
 */
export async function loadReadings(request: ReadingsRequest, range: ReadingsRange): Promise<ReadingsDocument | null> {
  const stored = await loadStored(request, range.asOf)
  const isDefault = stored && isDefaultRange(stored, range)
  if (isDefault) return stored.document
  const open = await openRange(request, range)
  return open && toScopeDocument(open, request.scope, range)
}

/**
 * The distributions behind that document, from the same sums; null: withheld, or nothing has been synced yet. Asked for
 * after loadReadings of the same request they cost no second reading.
 */
export async function loadDetails(request: ReadingsRequest, range: ReadingsRange): Promise<ScopeDetails | null> {
  const stored = await loadStored(request, range.asOf)
  if (stored && isDefaultRange(stored, range)) {
    const read = () => getScopeDetails(request.database, request.organizationId, request.scope)
    return request.kept ? request.kept.once(`details ${request.scope}`, read) : read()
  }
  const open = await openRange(request, range)
  if (!open) return null
  const facts = open.context.scopeFacts(request.scope, range.asOf)
  return toScopeDetails(facts, range, toSums(open, request.scope, range), open.withheld.has(request.scope))
}

/** Contributors and tier compliance of several scopes and any range: the sums of the span alone, not of the weeks before it. */
export async function loadTiers(
  request: Omit<ReadingsRequest, 'scope'>,
  scopes: readonly Scope[],
  range: ReadingsRange,
): Promise<Map<Scope, { contributors: number; byTier: TierDetails['byTier'] | null }>> {
  const open = await openRange({ ...request, scope: 'organization' }, range)
  if (!open) return new Map()
  return new Map(
    scopes.map((scope) => {
      const rollUp = rollUpSpan(open.rows.get(scope) ?? [], range)
      const byTier = open.withheld.has(scope) ? null : toTierDetails(rollUp, range.asOf).byTier
      return [scope, { contributors: listContributors(rollUp).length, byTier }]
    }),
  )
}

/** The documents of several scopes and any range; a scope that had no pull request has none unless it is always shown. */
export async function loadFilledReadings(
  request: Omit<ReadingsRequest, 'scope'>,
  scopes: readonly Scope[],
  range: ReadingsRange,
  isAlwaysShown: (scope: Scope) => boolean,
): Promise<Map<Scope, ReadingsDocument>> {
  const open = await openRange({ ...request, scope: 'organization' }, range)
  if (!open) return new Map()
  return new Map(
    scopes.flatMap((scope): [Scope, ReadingsDocument][] => {
      const sums = toSums(open, scope, range)
      return isBlank(sums) && !isAlwaysShown(scope) ? [] : [[scope, toScopeDocument(open, scope, range, sums)]]
    }),
  )
}

/** Everything that a range other than the stored one is answered from. */
interface OpenRange extends Frame {
  rows: RowsByScope
  withheld: Set<Scope>
  sums: ReadingsMemo['sums']
}

async function openRange(request: ReadingsRequest, range: ReadingsRange): Promise<OpenRange | null> {
  const frame = await loadFrame(request)
  if (!frame) return null
  const source = toRangeSource(request, frame, range)
  return {
    ...frame,
    withheld: await findWithheldOnce(request, frame, range, source),
    rows: await source(),
    sums: request.memo?.sums ?? new Map(),
  }
}

function toSums({ context, dataFrom, rows, sums }: OpenRange, scope: Scope, range: ReadingsRange): RangeSums {
  const key = `${scope} ${[range.asOf, range.from, range.to].map((at) => at.getTime()).join(' ')}`
  const known = sums.get(key) ?? sumRange(rows.get(scope) ?? [], range, context.scopeFacts(scope, range.asOf), dataFrom)
  sums.set(key, known)
  return known
}

function toScopeDocument(open: OpenRange, scope: Scope, range: ReadingsRange, sums = toSums(open, scope, range)): ReadingsDocument {
  const { context, withheld } = open
  return toDocument(context.scopeFacts(scope, range.asOf), range, sums, withheld.has(scope), context.settings)
}

/**
 * Scopes whose figures the range withholds, so that nothing else on the page or in the list names one of them either:
 * who sees which pull requests are a withheld team's can count its figures.
 */
export async function loadWithheldScopes(request: Omit<ReadingsRequest, 'scope'>, range: ReadingsRange): Promise<Set<Scope>> {
  const organization: ReadingsRequest = { ...request, scope: 'organization' }
  const stored = await loadStored(organization, range.asOf)
  if (stored && isDefaultRange(stored, range)) {
    return new Set(await loadStandingWithheld(request))
  }
  const frame = await loadFrame(organization)
  return frame ? findWithheldOnce(organization, frame, range, toRangeSource(organization, frame, range)) : new Set()
}

/**
 * One entry an ISO week, oldest first, the last one the last complete week as of the instant, or before `until`: a range of
 * the past is drawn with its own weeks and those before it, not with the ones that came after.
 */
export async function loadSeries(request: ReadingsRequest, count: number, asOf: Date, until: Date = asOf): Promise<SeriesEntry[] | null> {
  const stored = await loadStored(request, asOf)
  const end = until < asOf ? until : asOf
  if (stored && count === SERIES_WEEKS && toWeekStart(end) >= toWeekStart(asOf)) return stored.series
  const frame = await loadFrame(request)
  if (!frame) return null
  const { context, dataFrom } = frame
  const { from, to } = lastCompleteWeeks(end, count)
  const first = addWeeks(from, -TRAILING_WEEKS)
  const span = withFirstMidnight({ from: first, to: later(to, asOf) })
  const source = toSource(request, frame, span, asOf)
  const headline = lastCompleteWeeks(end, Math.min(DEFAULT_WEEKS, count))
  const withheld = new Set([
    ...(await findWithheldOnce(request, frame, { ...headline, asOf }, source)),
    ...(await findWithheldOnce(request, frame, { from, to, asOf }, source)),
  ])
  const scope = context.scopeFacts(request.scope, asOf)
  const rows = (await source()).get(request.scope) ?? []
  const weeks = new Map<number, ReturnType<typeof rollUpWeek>>()
  for (let weekOn = toWeekStart(first); weekOn < to; weekOn = addWeeks(weekOn, 1)) {
    weeks.set(weekOn.getTime(), rollUpWeek(rows, weekOn, scope.timeZone))
  }
  return toSeries(scope, weeks, { from, to }, asOf, listWaiting(rows, asOf), withheld.has(request.scope), dataFrom, context.settings)
}

/** The rows that the document of a range reads. */
function toRangeSource(request: ReadingsRequest, frame: Frame, range: ReadingsRange): Source {
  const trailing = trailingWeeks(range, frame.dataFrom)[0] ?? range.from
  const followedUp = toFollowedUpSpan(range).from
  const span = withFirstMidnight({ from: trailing < followedUp ? trailing : followedUp, to: later(range.to, range.asOf) })
  return toSource(request, frame, span, range.asOf)
}

type Source = () => Promise<RowsByScope>

/**
 * Evaluations by scope as of the instant: stored ones for the last sync, else made anew from the histories. All of the
 * organisation's are read even for one scope, because what is withheld depends on every scope.
 */
function toSource(request: ReadingsRequest, { context }: Frame, span: Span, asOf: Date): Source {
  const { database, organizationId, memo = emptyMemo() } = request
  return () => {
    // Rows that touch a wider span serve as well: what does not touch a week adds nothing to it.
    const known = memo.rows.get(asOf.getTime())
    if (known && known.from <= span.from && known.to >= span.to) return known.rows
    const isStored = asOf.getTime() === context.syncedAt?.getTime()
    const rows = (
      isStored ? listNarrowEvaluations(database, organizationId, 'organization', span) : evaluateAsOf(request, span, asOf)
    ).then(toRowsByScope)
    memo.rows.set(asOf.getTime(), { ...span, rows })
    return rows
  }
}

const BATCH = 500

async function evaluateAsOf(
  { database, organizationId, configuration }: ReadingsRequest,
  span: Span,
  asOf: Date,
): Promise<NarrowEvaluation[]> {
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
async function findWithheldOnce(request: ReadingsRequest, frame: Frame, span: ReadingsRange, source: Source): Promise<Set<Scope>> {
  const key = [span.asOf, span.from, span.to].map((at) => at.getTime()).join(' ')
  const known = request.memo?.withheld.get(key)
  if (known) return known
  const withheld = findWithheld(request, frame, span, source)
  request.memo?.withheld.set(key, withheld)
  return withheld
}

async function findWithheld(request: ReadingsRequest, { context }: Frame, span: Span, source: Source): Promise<Set<Scope>> {
  const rows = (await source()).get('organization') ?? []
  return findWithheldScopes(context.scopes, rows, span, await loadStandingWithheld(request))
}

async function loadFrame(request: ReadingsRequest): Promise<Frame | null> {
  const frame = request.memo?.frame ?? readFrame(request)
  if (request.memo) request.memo.frame = frame
  return frame
}

async function readFrame({ database, organizationId, configuration }: ReadingsRequest): Promise<Frame | null> {
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return null
  return { context: toOrganizationContext(facts, configuration), dataFrom: await getFirstInstant(database, organizationId) }
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
