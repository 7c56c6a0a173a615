import type { SortKey } from '@/lib/pages/list/order'
import { Prisma } from '../generated/client'

export interface SortKeyColumns {
  /** As it is compared and, where it can be, indexed. */
  key: Prisma.Sql
  isNullable: boolean
  /** A position's value as this key compares it. */
  toParameter: (value: number) => Date | Prisma.Sql
}

export interface SortKeyPlan {
  /** Of rows merged in the range, ready in it, and open as of the instant. */
  merged: SortKeyColumns
  ready: SortKeyColumns
  open: SortKeyColumns
  /** The column `key` as a position's value: milliseconds, or the number. */
  value: Prisma.Sql
}

/** How a list is ordered by a key. `row` is the alias whose instants are indexed; what lies after the instant is null. */
export function toSortKey(key: SortKey, row: Prisma.Sql, asOf: Date): SortKeyPlan {
  if (key === 'merged') {
    const asOfThen = Prisma.sql`case when ${row}.merged_at <= ${asOf} then ${row}.merged_at end`
    return {
      merged: toInstant(Prisma.sql`${row}.merged_at`, false),
      ready: toInstant(asOfThen, true),
      open: toInstant(asOfThen, true),
      value: INSTANT,
    }
  }
  if (key === 'ready') {
    const ready = toInstant(Prisma.sql`${row}.ready_at`, false)
    const merged = toInstant(Prisma.sql`case when ${row}.ready_at <= ${asOf} then ${row}.ready_at end`, true)
    return { merged, ready, open: ready, value: INSTANT }
  }
  if (key === 'number') return toSame(toNumber(Prisma.sql`m.number`, false))
  if (key === 'hours') {
    return toSame(
      toNumber(
        Prisma.sql`case when m.confidence = 'confident' then (extract(epoch from m.merged_at - m.clock_start_at) * 1000)::float8 end`,
        true,
      ),
    )
  }
  return toSame(
    toNumber(
      Prisma.sql`case when m.ended_at is null then ${asOf.getTime()}::float8 - (
        select min((c ->> 'startedAt')::float8) from jsonb_array_elements(m.review -> 'cycles') c where c ->> 'outcome' = 'open') end`,
      true,
    ),
  )
}

const INSTANT = Prisma.sql`(extract(epoch from key) * 1000)::float8`

function toInstant(key: Prisma.Sql, isNullable: boolean): SortKeyColumns {
  return { key, isNullable, toParameter: (value) => new Date(value) }
}

function toNumber(key: Prisma.Sql, isNullable: boolean): SortKeyColumns {
  return { key, isNullable, toParameter: (value) => Prisma.sql`${value}::float8` }
}

function toSame(columns: SortKeyColumns): SortKeyPlan {
  return { merged: columns, ready: columns, open: columns, value: Prisma.sql`key::float8` }
}
