import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { Scope } from '@/lib/metrics/organization/scope'
import { sumRange, toDocument, type RangeSums, type ReadingsRange } from '@/lib/metrics/readings/scope-document'
import type { Frame, RequestMemo, RowsByScope } from '../request-memo'
import { loadFrame } from './load-frame'
import { toRowsOfRange } from './load-rows'
import { loadWithheld } from './load-withheld'
import type { ReadingsRequest } from './request'

/** Everything that a range other than the stored one is answered from. */
interface OpenRange extends Frame {
  rows: RowsByScope
  withheld: Set<Scope>
  sums: RequestMemo['sums']
}

export async function openRange(request: ReadingsRequest, range: ReadingsRange): Promise<OpenRange | null> {
  const frame = await loadFrame(request)
  if (!frame) return null
  const readRows = toRowsOfRange(request, frame, range)
  return {
    ...frame,
    withheld: await loadWithheld(request, frame, range, readRows),
    rows: await readRows(),
    sums: request.memo?.sums ?? new Map(),
  }
}

export function toSums({ context, dataFrom, rows, sums }: OpenRange, scope: Scope, range: ReadingsRange): RangeSums {
  const key = `${scope} ${[range.asOf, range.from, range.to].map((at) => at.getTime()).join(' ')}`
  const known = sums.get(key) ?? sumRange(rows.get(scope) ?? [], range, context.scopeFacts(scope, range.asOf), dataFrom)
  sums.set(key, known)
  return known
}

/** `sums` are those of the same scope and range, where they are known. */
export function toScopeDocument(open: OpenRange, scope: Scope, range: ReadingsRange, sums = toSums(open, scope, range)): ReadingsDocument {
  const { context, withheld } = open
  return toDocument(context.scopeFacts(scope, range.asOf), range, sums, withheld.has(scope), context.settings)
}
