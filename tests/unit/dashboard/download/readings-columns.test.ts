import { expect, test } from 'vitest'
import { listLeaves, readLeaf } from '@/lib/metrics/document/leaves'
import { readingBlocksSchema, readingsDocumentSchema, type ReadingBlocks, type ReadingsDocument } from '@/lib/metrics/document/readings'
import { withholdReadings } from '@/lib/metrics/document/withhold'
import { DOCUMENT_COLUMNS, SERIES_COLUMNS, TEAM_COLUMNS } from '@/lib/dashboard/download/readings-columns'
import { fill } from '@/tests/support/declared-document'

const leaves = listLeaves(readingsDocumentSchema)
const head = { scope: 'organization', from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T00:00:00Z', definitions: 1 }
const filled = readingBlocksSchema.parse(fill(readingBlocksSchema))

function toRow(readings: ReadingBlocks): Record<string, unknown> {
  const document: ReadingsDocument = { ...head, ...readings }
  return Object.fromEntries(DOCUMENT_COLUMNS.map(({ name, value }) => [name, value(document)]))
}

test('every leaf of the document has one column, or is declared to have none', () => {
  for (const { path, column } of leaves) expect(column, path.join('.')).not.toBeUndefined()
  const named = leaves.flatMap(({ column }) => (column === null ? [] : [column]))
  expect(DOCUMENT_COLUMNS.map(({ name }) => name)).toEqual(named)
  expect(new Set(named).size).toBe(named.length)
  expect(named).toContain('confident_merge_p50_hours_low')
  expect(named).toContain('escapes_per_100_merges_high')
})

test('a column holds its leaf', () => {
  const row = toRow(filled)
  for (const { path, column } of leaves) if (column) expect(row[column], column).toBe(readLeaf({ ...head, ...filled }, path))
})

test('hours and shares say their unit', () => {
  for (const { path, column } of leaves) {
    if (!column) continue
    const unit = /Hours$/.test(path.at(-1) ?? '') ? 'hours' : /[Ss]hare$/.test(path.at(-1) ?? '') ? 'share' : null
    if (unit !== null) expect(column).toMatch(new RegExp(`_${unit}$`))
  }
})

test('a withheld block is its status and nothing else', () => {
  const row = toRow(withholdReadings(filled))
  for (const { path, column } of listLeaves(readingBlocksSchema)) {
    if (!column || column === 'contributors') continue
    expect(row[column], column).toBe(path.at(-1) === 'status' ? 'withheld' : null)
  }
  expect(row.contributors).toBe(filled.contributors)
})

test('a week has the same columns without the queue of now, and none where there are no readings', () => {
  const figures = TEAM_COLUMNS.slice(3).map(({ name }) => name)
  expect(SERIES_COLUMNS.map(({ name }) => name)).toEqual([
    'week',
    'from',
    'to_exclusive',
    ...figures.filter((name) => !name.startsWith('queue_')),
  ])
  const entry = { week: '2026-W46', from: '2026-11-09', to: '2026-11-16', readings: null }
  expect(SERIES_COLUMNS.map(({ value }) => value(entry))).toEqual([
    '2026-W46',
    '2026-11-09',
    '2026-11-16',
    ...SERIES_COLUMNS.slice(3).map(() => null),
  ])
})
