import { getScopeDetails } from '@/lib/db/figures/scope-readings'
import { toTierDetails } from '@/lib/metrics/controls/to-details'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { CapacityStrain, ScopeDetails, TierDetails } from '@/lib/metrics/document/scope-details'
import type { Scope } from '@/lib/metrics/organization/scope'
import { listContributors } from '@/lib/metrics/document/contributors'
import { rollUpSpan } from '@/lib/metrics/readings/span-roll-up'
import { isBlank, toScopeDetails, type ReadingsRange } from '@/lib/metrics/readings/scope-document'
import { withPrecision } from '@/lib/metrics/audit/with-precision'
import { compute } from '../work/work'
import { isDefaultRange, loadStored } from './load-stored'
import { loadPrecision } from './load-audits'
import { openRange, toScopeDocument, toSums } from './open-range'
import type { ReadingsRequest } from './request'

/**
 * The document of a range. The default range as of the last completed sync is stored; another range sums stored
 * evaluations; another instant evaluates histories anew, which may take seconds. Null: nothing has been synced yet.
 */
export async function loadReadings(request: ReadingsRequest, range: ReadingsRange): Promise<ReadingsDocument | null> {
  const document = await readDocument(request, range)
  return document && withPrecision(document, await loadPrecision(request))
}

async function readDocument(request: ReadingsRequest, range: ReadingsRange): Promise<ReadingsDocument | null> {
  const stored = await loadStored(request, range.asOf)
  const isDefault = stored && isDefaultRange(stored, range)
  if (isDefault) return stored.document
  const open = await openRange(request, range)
  return open && compute(() => toScopeDocument(open, request.scope, range))
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
  return compute(() => toScopeDetails(facts, range, toSums(open, request.scope, range), open.withheld.has(request.scope)))
}

/** What "where it would break first" asks of a scope; null: withheld, or nothing has been synced yet. */
export async function loadStrain(request: ReadingsRequest, range: ReadingsRange): Promise<CapacityStrain | null> {
  const stored = await loadStored(request, range.asOf)
  if (stored && isDefaultRange(stored, range)) return stored.strain
  return (await loadDetails(request, range))?.capacity.strain ?? null
}

/** Contributors and tier compliance of several scopes and any range: the sums of the span alone, not of the weeks before it. */
export async function loadTiers(
  request: Omit<ReadingsRequest, 'scope'>,
  scopes: readonly Scope[],
  range: ReadingsRange,
): Promise<Map<Scope, { contributors: number; byTier: TierDetails['byTier'] | null }>> {
  const open = await openRange({ ...request, scope: 'organization' }, range)
  if (!open) return new Map()
  const tiers: Awaited<ReturnType<typeof loadTiers>> = new Map()
  for (const scope of scopes) {
    const rollUp = await compute(() => rollUpSpan(open.rows.get(scope) ?? [], range))
    const byTier = open.withheld.has(scope) ? null : toTierDetails(rollUp, range.asOf).byTier
    tiers.set(scope, { contributors: listContributors(rollUp).length, byTier })
  }
  return tiers
}

export interface FilledReadings {
  document: ReadingsDocument
  strain: CapacityStrain | null
}

/** The documents of several scopes and any range; a scope that had no pull request has none unless it is always shown. */
export async function loadFilledReadings(
  request: Omit<ReadingsRequest, 'scope'>,
  scopes: readonly Scope[],
  range: ReadingsRange,
  isAlwaysShown: (scope: Scope) => boolean,
): Promise<Map<Scope, FilledReadings>> {
  const open = await openRange({ ...request, scope: 'organization' }, range)
  if (!open) return new Map()
  const precision = await loadPrecision(request)
  const documents = new Map<Scope, FilledReadings>()
  for (const scope of scopes) {
    const sums = await compute(() => toSums(open, scope, range))
    if (isBlank(sums) && !isAlwaysShown(scope)) continue
    const details = toScopeDetails(open.context.scopeFacts(scope, range.asOf), range, sums, open.withheld.has(scope))
    const document = withPrecision(toScopeDocument(open, scope, range, sums), precision)
    documents.set(scope, { document, strain: details?.capacity.strain ?? null })
  }
  return documents
}
