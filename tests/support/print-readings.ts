import type { ReadingsDocument } from '@/lib/metrics/document/readings'

/** Every figure of some documents, one line each, a column a document. */
export function toFigureTable(title: string, documents: ReadingsDocument[]): string {
  const columns = documents.map((document) => new Map(listFigures('', document)))
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))]
  const width = Math.max(...names.map((name) => name.length))
  const lines = names.map((name) => `${name.padEnd(width)} ${columns.map((column) => (column.get(name) ?? '').padStart(14)).join('')}`)
  return [title, ...lines].join('\n')
}

function listFigures(path: string, value: unknown): [string, string][] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, part]) => listFigures(path === '' ? name : `${path}.${name}`, part))
  }
  return [[path, toText(value)]]
}

function toText(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value.slice(0, 13) : `${JSON.stringify(value)}`
  return Number.isInteger(value) ? String(value) : value.toPrecision(3)
}
