import { expect, test } from 'vitest'
import { completeDocument, completeSeries } from '@/lib/metrics/document/complete'
import { DEFINITIONS_VERSION, readingsDocumentSchema, type ReadingsDocument } from '@/lib/metrics/document/readings'
import { makeDocument } from '../../../support/fixtures-readings'

const FIXTURE_DOCUMENT = { ...makeDocument('organization'), definitions: DEFINITIONS_VERSION }
const EARLIER = DEFINITIONS_VERSION - 1

/** As a version that did not have these figures stored it. */
function without(...paths: string[]): ReadingsDocument {
  const document = JSON.parse(JSON.stringify({ ...FIXTURE_DOCUMENT, definitions: EARLIER })) as Record<string, Record<string, unknown>>
  for (const path of paths) {
    const [block = '', key] = path.split('.')
    if (key === undefined) delete document[block]
    else delete document[block]?.[key]
  }
  return document as unknown as ReadingsDocument
}

test('a document of earlier definitions keeps its version and every figure', () => {
  expect(completeDocument(without())).toEqual({ ...FIXTURE_DOCUMENT, definitions: EARLIER })
})

test('what it lacks is null, in the shape that pages and API declare', () => {
  const completed = completeDocument(without('reviewCapacity.headroom', 'timeToConfidentMerge.reasons', 'aiShare'))
  expect(readingsDocumentSchema.safeParse(completed).error).toBeUndefined()
  expect(completed.definitions).toBe(EARLIER)
  const numbers: number[] = []
  JSON.stringify([completed.reviewCapacity.headroom, completed.aiShare], (_, value: unknown) => {
    if (typeof value === 'number') numbers.push(value)
    return value
  })
  expect(numbers).toEqual([])
})

test("a document of the program's own definitions is left as it is", () => {
  expect(completeDocument(FIXTURE_DOCUMENT)).toBe(FIXTURE_DOCUMENT)
})

test('weeks likewise; one without data stays without', () => {
  const weeks = [
    { week: '2026-W45', from: '2026-11-02', to: '2026-11-09', readings: null },
    { week: '2026-W46', from: '2026-11-09', to: '2026-11-16', readings: without('reviewCapacity.headroom') },
  ]
  const [empty, full] = completeSeries(weeks, EARLIER)
  expect(empty?.readings).toBeNull()
  expect(full?.readings?.timeToConfidentMerge).toEqual(FIXTURE_DOCUMENT.timeToConfidentMerge)
  expect(full?.readings?.reviewCapacity.headroom.value).toBeNull()
  expect(completeSeries(weeks, DEFINITIONS_VERSION)).toBe(weeks)
})
