import { z } from 'zod'
import { TIERS, type Tier } from '@/lib/policy/tiers'

/**
 * The words that the document of readings is declared in. A figure is declared once, as a part of its block; what is said
 * of it beside its type is a Field, and everything else follows: the TypeScript type, the withheld form (withhold.ts), the
 * columns of a table (lib/dashboard/download/readings-columns.ts), the OpenAPI schema and what the tests of the API expect.
 *
 * Fields have a registry of their own, because whatever stands in zod's global one is printed into openapi.json.
 */
export interface Field {
  /** Header of its column in a table, ending in its unit; NO_COLUMN where a table leaves it out. Of an estimate: of all three. */
  column: string | null
  /** What a withheld scope says instead: the figure itself (a setting), or a word that always stands there. Absent: null. */
  withheld?: 'kept' | { word: string }
}

export const fields = z.registry<Field>()

/** Too fine for a table, or a list of its own: JSON only. */
export const NO_COLUMN = null

export function field<Schema extends z.ZodType>(
  schema: Schema,
  column: Field['column'],
  { about, withheld }: { about?: string; withheld?: NonNullable<Field['withheld']> } = {},
): Schema {
  // A copy, because a schema that is used twice is two figures.
  const own = about === undefined ? schema.clone() : schema.describe(about)
  fields.add<z.ZodType>(own, { column, ...(withheld && { withheld }) })
  return own
}

const numberOrNull = z.number().nullable()
const shareOrNull = z.number().min(0).max(1).nullable()

export function count(column: Field['column'], about?: string) {
  return field(numberOrNull, column, { about })
}

export function hours(column: Field['column'], about?: string) {
  return field(numberOrNull, column, { about })
}

/** Of one thing to another, without a bound. */
export function ratio(column: Field['column'], about?: string) {
  return field(numberOrNull, column, { about })
}

/** 0–1 */
export function share(column: Field['column'], about?: string) {
  return field(shareOrNull, column, { about })
}

/** A setting of plumbline.yml: it says nothing about anybody. */
export function setting() {
  return field(z.number(), NO_COLUMN, { withheld: 'kept' })
}

export const estimateSchema = z
  .object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
  .meta({ id: 'Estimate', description: 'A value with its 95 % interval; an open end is null.' })

/** Three columns: the value's, and the same ending in _low and _high. */
export function estimate(column: Field['column'], about?: string) {
  return field(estimateSchema, column, { about })
}

export const statusSchema = z
  .enum(['ok', 'insufficient', 'withheld', 'not_reached', 'unknown'])
  .meta({ id: 'Status', description: 'Why a figure is null. withheld: fewer than 5 contributors, all counts and figures are null.' })

export function status(column: Field['column']) {
  return field(statusSchema, column, { withheld: { word: 'withheld' } })
}

/** Tiers without a pull request are absent; a withheld scope has none. */
export function byTier<Entry extends z.ZodType>(entry: Entry) {
  const schema = z.partialRecord(z.enum(TIERS), entry).overwrite((value) => {
    const sorted: Partial<Record<Tier, z.output<Entry>>> = {}
    for (const tier of TIERS) if (value[tier] !== undefined) sorted[tier] = value[tier]
    return sorted as typeof value
  })
  return field(schema, NO_COLUMN)
}

export const isoDate = z.iso.date()
export const isoInstant = z.iso.datetime()
