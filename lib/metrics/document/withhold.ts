import { isPlainObject } from 'es-toolkit'
import { z } from 'zod'
import { fields } from './field'
import { readingBlocksSchema, type ReadingBlocks } from './readings'

type Withhold = (value: unknown) => unknown

/**
 * How to withhold what was declared: a function that makes the withheld form of a value; where nothing is kept it needs none.
 * The schema is walked once, as a sync withholds thousands of weeks. Throws where a figure could not be withheld.
 */
export function prepareWithheld<Shape extends z.core.$ZodShape>(schema: z.ZodObject<Shape>) {
  const withhold = compile(schema, [])
  return (value?: z.output<z.ZodObject<Shape>>) => schema.parse(withhold(value))
}

function compile(schema: z.core.$ZodType, path: string[]): Withhold {
  const withheld = fields.get(schema)?.withheld
  if (withheld === 'kept') return (value) => value
  if (withheld) return () => withheld.word
  if (schema instanceof z.ZodNullable) return () => null
  if (schema instanceof z.ZodRecord) return () => ({})
  if (schema instanceof z.ZodObject) {
    const parts = Object.entries(schema.shape).map(([key, part]) => [key, compile(part, [...path, key])] as const)
    return (value) => {
      const given = isPlainObject(value) ? value : {}
      return Object.fromEntries(parts.map(([key, withhold]) => [key, withhold(given[key])]))
    }
  }
  throw new Error(`${path.join('.')} can be neither null nor kept, so it cannot be withheld: make it nullable in its declaration.`)
}

/**
 * Fewer than 5 contributors, or the row that would give such a row away: every count and figure is null and every
 * block says `withheld` (METRICS section 1). What is left are the settings (limits, target) and the number of
 * contributors, which is the reason itself.
 */
export const withholdReadings: (readings: ReadingBlocks) => ReadingBlocks = prepareWithheld(readingBlocksSchema)
