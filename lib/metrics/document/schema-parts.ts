import { z } from 'zod'
import { TIERS, type Tier } from '@/lib/policy/tiers'

/** Words that every schema of the API is made of. A figure that cannot be given is null, and a status says why. */

export const count = z.number().nullable()
export const hours = z.number().nullable()
/** 0–1 */
export const share = z.number().min(0).max(1).nullable()

export const isoDate = z.iso.date()
export const isoInstant = z.iso.datetime()

export const blockStatus = z
  .enum(['ok', 'insufficient', 'withheld', 'not_reached', 'unknown'])
  .meta({ id: 'Status', description: 'Why a figure is null. withheld: fewer than 5 contributors, all counts and figures are null.' })

export const estimate = z
  .object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() })
  .meta({ id: 'Estimate', description: 'A value with its 95 % interval; an open end is null.' })

/** Counts by name, the most frequent first. */
export const counts = z
  .record(z.string(), z.number())
  .overwrite((value) => Object.fromEntries(Object.entries(value).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))))

/** Tiers without a pull request are absent. */
export function byTier<Entry extends z.ZodType>(entry: Entry) {
  return z.partialRecord(z.enum(TIERS), entry).overwrite((value) => {
    const sorted: Partial<Record<Tier, z.output<Entry>>> = {}
    for (const tier of TIERS) if (value[tier] !== undefined) sorted[tier] = value[tier]
    return sorted as typeof value
  })
}
