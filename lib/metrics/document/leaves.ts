import { isPlainObject, snakeCase } from 'es-toolkit'
import { z } from 'zod'
import { fields } from './field'

/** One figure, status or word of a declared document. */
export interface Leaf {
  /** Keys from the top: ['reviewCapacity', 'queue', 'open']. */
  path: string[]
  schema: z.core.$ZodType
  /** null: it has no column; undefined: its declaration forgot to say. */
  column: string | null | undefined
}

/** In the order of the declaration. Lists and records are one leaf; what may be missing as a whole is gone through. */
export function listLeaves(schema: z.core.$ZodType, path: string[] = [], column = fields.get(schema)?.column): Leaf[] {
  const whole = schema instanceof z.ZodNullable ? schema.unwrap() : schema
  if (!(whole instanceof z.ZodObject)) return [{ path, schema, column }]
  return Object.entries(whole.shape).flatMap(([key, part]) => listLeaves(part, [...path, key], nameColumn(part, key, column)))
}

/** The parts of an estimate have no names of their own. */
function nameColumn(part: z.core.$ZodType, key: string, whole: string | null | undefined): string | null | undefined {
  const own = fields.get(part)?.column
  if (own !== undefined || !whole) return own ?? whole
  return key === 'value' ? whole : `${whole}_${snakeCase(key)}`
}

/** What stands there; null where something above it is missing. */
export function readLeaf(document: unknown, path: string[]): unknown {
  return path.reduce((value: unknown, key) => (isPlainObject(value) ? value[key] : null), document)
}
