import { countBy, identity, mapValues, omitBy, pickBy } from 'es-toolkit'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { Tier } from '@/lib/policy/tiers'

// Every count of a document must be found again in its list: what a reader clicks through to is what was counted.

type Item = PullRequestPageAnswer['pullRequests'][number]
type Counts = ReturnType<typeof toCounts>

/** Asks `/api/v1/…` and expects 200. */
export type AskApi = <Body>(path: string) => Promise<Body>

export interface WalkedScope {
  /** As in an address: `organization`, `teams/tracking`. */
  scope: string
  /** Withheld scopes have no document to compare. */
  isWithheld: boolean
  listed: number
  /** What the list adds up to, and what the document says. */
  counted: Counts | null
  expected: Counts | null
  /** The scopes of all teams that the list's lines name. */
  named: string[]
}

/** The ranges that are walked, as queries: stored, computed for the asking, and as of an earlier instant. */
export const RANGES = {
  'the default range': '',
  'half a year': 'from=2026-03-04&to=2026-09-10',
  'an earlier instant': 'from=2026-05-01&to=2026-08-01&asOf=2026-07-08T15:00:00Z',
} as const

/** Organisation and teams of an API, as scopes of addresses. */
export async function listScopes(ask: AskApi): Promise<string[]> {
  const teams = await ask<{ slug: string }[]>('teams')
  return ['organization', ...teams.map(({ slug }) => `teams/${slug}`)]
}

/** Reads document and whole list of a scope, and counts both. */
export async function walkList(ask: AskApi, scope: string, range: string): Promise<WalkedScope> {
  const document = await ask<ReadingsDocument>(`${scope}/metrics?${range}`)
  const items = await listAll(ask, scope, range)
  const isWithheld = document.reviewCapacity.status === 'withheld'
  return {
    scope,
    isWithheld,
    listed: items.length,
    counted: isWithheld ? null : toCounts(items, document),
    expected: isWithheld ? null : toExpected(document),
    named: [...new Set(items.flatMap((item) => item.teams.map((slug) => `teams/${slug}`)))],
  }
}

async function listAll(ask: AskApi, scope: string, range: string): Promise<Item[]> {
  const items: Item[] = []
  for (let query: string | null = range; query !== null;) {
    const page: PullRequestPageAnswer = await ask(`${scope}/pull-requests?${query}`)
    items.push(...page.pullRequests)
    query = page.nextCursor && `cursor=${page.nextCursor}`
  }
  return items
}

const countNames = (names: string[]): Record<string, number> => countBy(names, identity)

function toCounts(items: Item[], { from, to, reasoningTrail }: ReadingsDocument) {
  const counted = (figure: Item['countedIn'][number]) => items.filter(({ countedIn }) => countedIn.includes(figure))
  const confidence = counted('timeToConfidentMerge')
  const status = countNames(confidence.map((item) => item.confidence.status ?? 'none'))
  const trail = counted('reasoningTrail')
  const threads = countNames(counted('defectCatchRate').flatMap((item) => item.threads.map((thread) => thread.class)))
  const ready = items.filter(({ readyAt }) => readyAt !== null && readyAt >= from && readyAt < to)
  const closed = ready.filter((item) => item.excludedBecause === null && item.confidence.status === 'excluded_closed_unmerged').length
  return {
    ready: ready.filter(({ excludedBecause }) => excludedBecause === null).length,
    closedUnmerged: closed,
    excluded: ready.filter(({ excludedBecause }) => excludedBecause !== null).length,
    n: confidence.length,
    confident: status.confident ?? 0,
    withHours: confidence.filter((item) => item.confidence.hours !== null).length,
    withoutConfidence: status.merged_without_confidence ?? 0,
    indeterminate: status.indeterminate ?? 0,
    open: status.open ?? 0,
    reasons: countNames(
      confidence.filter((item) => item.confidence.status === 'merged_without_confidence').flatMap((item) => item.confidence.reasons),
    ),
    matured: counted('defectCatchRate').length,
    caughtStrict: threads.caught_strict ?? 0,
    // Broad catches are the strict ones and those of unclear type.
    caughtBroad: (threads.caught_strict ?? 0) + (threads.caught_broad ?? 0),
    caughtByAi: (threads.caught_ai_strict ?? 0) + (threads.caught_ai_broad ?? 0),
    eligible: trail.length,
    covered: trail.filter((item) => item.trail?.covered).length,
    // A tier with few contributors is withheld beside the shown total.
    eligibleByTier: omitBy(countNames(trail.map(({ tier }) => tier)), (_, tier) => reasoningTrail.byTier[tier as Tier]?.eligible === null),
  }
}

function toExpected({
  pullRequests,
  timeToConfidentMerge,
  defectCatchRate,
  reasoningTrail,
}: ReadingsDocument): ReturnType<typeof toCounts> {
  const excluded = Object.values(pullRequests.excluded ?? {}).reduce((sum, n) => sum + n, 0)
  const number = (value: number | null) => value ?? -1
  return {
    ready: number(pullRequests.ready),
    closedUnmerged: number(pullRequests.closedUnmerged),
    excluded,
    n: number(timeToConfidentMerge.n),
    confident: number(timeToConfidentMerge.confident),
    withHours: number(timeToConfidentMerge.confident),
    withoutConfidence: number(timeToConfidentMerge.withoutConfidence),
    indeterminate: number(timeToConfidentMerge.indeterminate),
    open: number(timeToConfidentMerge.open),
    reasons: { ...timeToConfidentMerge.reasons },
    matured: number(defectCatchRate.matured),
    caughtStrict: number(defectCatchRate.caughtStrict),
    caughtBroad: number(defectCatchRate.caughtBroad),
    caughtByAi: number(defectCatchRate.caughtByAi),
    eligible: number(reasoningTrail.eligible),
    covered: number(reasoningTrail.covered),
    eligibleByTier: mapValues(
      pickBy(reasoningTrail.byTier, (counts) => (counts?.eligible ?? 0) > 0),
      (counts) => number(counts?.eligible ?? null),
    ),
  }
}
