import { isPlainObject } from 'es-toolkit'
import { z } from 'zod'
import { DEFINITIONS_VERSION, readingBlocksSchema, type ReadingsDocument, type SeriesEntry } from './readings'

/** What a figure that an earlier version did not have is in one of its documents: not known. */
const UNKNOWN_WORDS = ['unknown', 'not_shown', 'insufficient']

/**
 * A document that was made by an earlier version of the definitions, in today's shape: it keeps every figure that it has and
 * its own version, and what it lacks is null, never 0.
 */
export function completeDocument(document: ReadingsDocument): ReadingsDocument {
  if (document.definitions === DEFINITIONS_VERSION) return document
  return { ...document, ...readingBlocksSchema.parse(complete(readingBlocksSchema, document)) }
}

/** The weeks beside such a document. */
export function completeSeries(series: SeriesEntry[], definitions: number): SeriesEntry[] {
  if (definitions === DEFINITIONS_VERSION) return series
  return series.map((entry) => ({
    ...entry,
    readings: entry.readings && readingBlocksSchema.parse(complete(readingBlocksSchema, entry.readings)),
  }))
}

function complete(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodNullable) return value === undefined || value === null ? null : complete(schema.unwrap(), value)
  if (schema instanceof z.ZodObject) {
    const given = isPlainObject(value) ? value : {}
    return Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, complete(part, given[key])]))
  }
  if (schema instanceof z.ZodRecord) {
    const given = isPlainObject(value) ? value : {}
    return Object.fromEntries(Object.entries(given).map(([key, one]) => [key, complete(schema.valueType, one)]))
  }
  if (value !== undefined) return value
  if (schema instanceof z.ZodArray) return []
  if (schema instanceof z.ZodEnum) return UNKNOWN_WORDS.find((word) => schema.options.includes(word))
  return undefined
}
