import { lastCompleteWeeks, type Span } from '@/lib/dates'
import { listScopeReadings, listStoredWithheldScopes, type ScopeReadingsRow } from '@/lib/db/figures/scope-readings'
import type { Scope } from '@/lib/metrics/organization/scope'
import { DEFAULT_WEEKS } from '@/lib/metrics/readings/scope-document'
import type { ReadingsRequest } from './request'

/** The precomputed row of a scope; null: none, or of another instant. */
export async function loadStored(request: ReadingsRequest, asOf: Date): Promise<ScopeReadingsRow | null> {
  const { database, organizationId, scope, kept } = request
  const read = async () => (await listScopeReadings(database, organizationId, [scope]))[0] ?? null
  const stored = await (kept ? kept.once(toStoredKey(scope), read) : read())
  return stored && stored.asOf.getTime() === asOf.getTime() ? stored : null
}

/** Reads what is stored of many scopes at once, for the questions about each of them that follow. */
export async function keepStored({ database, organizationId, kept }: Omit<ReadingsRequest, 'scope'>, scopes: Scope[]): Promise<void> {
  if (!kept) return
  const read = async () => {
    const reading = listScopeReadings(database, organizationId, scopes).then((rows) => new Map(rows.map((row) => [row.scope, row])))
    await Promise.all(scopes.map((scope) => kept.once(toStoredKey(scope), async () => (await reading).get(scope) ?? null)))
  }
  // Once for these scopes: four hundred documents take longer to read than to draw.
  await kept.once(`stored together: ${scopes.join(' ')}`, read)
}

function toStoredKey(scope: Scope): string {
  return `stored ${scope}`
}

/** What the default range withholds. */
export async function loadStandingWithheld({ database, organizationId, kept }: Omit<ReadingsRequest, 'scope'>): Promise<Scope[]> {
  const read = () => listStoredWithheldScopes(database, organizationId)
  return kept ? kept.once('withheld', read) : read()
}

/** Whether the stored row answers the range. */
export function isDefaultRange({ asOf }: ScopeReadingsRow, range: Span): boolean {
  const { from, to } = lastCompleteWeeks(asOf, DEFAULT_WEEKS)
  return range.from.getTime() === from.getTime() && range.to.getTime() === to.getTime()
}
