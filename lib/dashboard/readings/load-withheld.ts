import type { Scope } from '@/lib/metrics/organization/scope'
import type { Span } from '@/lib/dates'
import type { ReadingsRange } from '@/lib/metrics/readings/scope-document'
import { findWithheldScopes } from '@/lib/metrics/readings/withheld-scopes'
import type { Frame } from '../request-memo'
import { loadFrame } from './load-frame'
import { toRowsOfRange, type ReadRows } from './load-rows'
import { isDefaultRange, loadStandingWithheld, loadStored } from './load-stored'
import type { ReadingsRequest } from './request'

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
  return frame ? loadWithheld(organization, frame, range, toRowsOfRange(organization, frame, range)) : new Set()
}

/** The answer holds for every scope of a page: it is asked for by each of them and made once. */
export async function loadWithheld(request: ReadingsRequest, frame: Frame, span: ReadingsRange, readRows: ReadRows): Promise<Set<Scope>> {
  const key = [span.asOf, span.from, span.to].map((at) => at.getTime()).join(' ')
  const known = request.memo?.withheld.get(key)
  if (known) return known
  const withheld = readWithheld(request, frame, span, readRows)
  request.memo?.withheld.set(key, withheld)
  return withheld
}

async function readWithheld(request: ReadingsRequest, { context }: Frame, span: Span, readRows: ReadRows): Promise<Set<Scope>> {
  const rows = (await readRows()).get('organization') ?? []
  return findWithheldScopes(context.scopes, rows, span, await loadStandingWithheld(request))
}
