import { isPlainObject } from 'es-toolkit'
import { z } from 'zod'
import { fields } from './field'
import { readingBlocksSchema, type ReadingBlocks } from './readings'

/**
 * Fewer than 5 contributors, or the row that would give such a row away: every count and figure is null and every
 * block says `withheld` (METRICS section 1). What is left are the settings (limits, target) and the number of
 * contributors, which is the reason itself.
 */
export function withholdReadings(readings: ReadingBlocks): ReadingBlocks {
  return toWithheld(readingBlocksSchema, readings)
}

/** The withheld form of whatever was declared. A schema that keeps nothing needs no value. */
export function toWithheld<Shape extends z.core.$ZodShape>(schema: z.ZodObject<Shape>, value?: z.output<z.ZodObject<Shape>>) {
  return schema.parse(withhold(schema, value))
}

function withhold(schema: z.core.$ZodType, value: unknown): unknown {
  const withheld = fields.get(schema)?.withheld
  if (withheld === 'kept') return value
  if (withheld) return withheld.word
  if (schema instanceof z.ZodNullable) return null
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodObject) {
    const parts = isPlainObject(value) ? value : {}
    return Object.fromEntries(Object.entries(schema.shape).map(([key, part]) => [key, withhold(part, parts[key])]))
  }
  throw new Error('A figure can be neither null nor kept, so it cannot be withheld: make it nullable in its declaration.')
}
