import { TIERS, type Tier } from '@/lib/policy/tiers'

/**
 * Sums over pull requests, folded by structure. A *fold* is everything there is to say of one sum: of no parts it makes
 * the empty one, of one part that part in the order it is stored in, of several the sum of disjoint parts, equal to
 * summing up all their pull requests at once. Each reading declares its sums with these few kinds beside the line that
 * adds a row; type, empty value, merge and order follow, and are written nowhere else.
 *
 * Everything is ordered, so that a rebuild writes the same bytes. No part is changed, and none is kept in the result.
 */
export type Fold<T> = (parts: readonly T[]) => T

export const count: Fold<number> = (parts) => parts.reduce((sum, part) => sum + part, 0)

/** Counts by key; a key that nothing was counted under is absent. */
export function countsBy<K extends string>(): Fold<Partial<Record<K, number>>> {
  return (parts) => {
    const whole: Partial<Record<K, number>> = {}
    for (const part of parts) for (const key in part) addCount(whole, key, part[key])
    return whole
  }
}

/** The same, where any name may be a key. */
export const countsByName: Fold<Record<string, number>> = (parts) => {
  const whole: Record<string, number> = {}
  for (const part of parts) for (const key in part) addCount<string>(whole, key, part[key])
  return whole
}

/** Counts at so many fixed places of a list. */
export function countsAt(places: number): Fold<number[]> {
  return (parts) => Array.from({ length: places }, (_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0))
}

/** Single observations, ascending. Stored parts are in order already, which this sort makes use of and a typed array's does not. */
export const numbers: Fold<number[]> = (parts) => concat(parts).sort((a, b) => a - b)

/** Observations of several columns, by the instant in one of them; those of one instant by what they say. */
export function rowsBy<T extends Record<Column, number>, Column extends number>(instant: Column): Fold<T[]> {
  return (parts) => concat(parts).sort((a, b) => a[instant] - b[instant] || compareText(JSON.stringify(a), JSON.stringify(b)))
}

/** Names, each once. */
export const names: Fold<string[]> = (parts) => [...new Set(parts.length === 1 ? parts[0] : concat(parts))].sort()

/** One sum a tier; a tier that no part has is absent. */
export function byTier<T>(fold: Fold<T>): Fold<Partial<Record<Tier, T>>> {
  return (parts) => {
    const whole: Partial<Record<Tier, T>> = {}
    for (const tier of TIERS) {
      const own = parts.flatMap((part) => (part[tier] === undefined ? [] : [part[tier]]))
      if (own.length > 0) whole[tier] = fold(own)
    }
    return whole
  }
}

/** Several sums by their names. A stored part may be older than a name: it has nothing of it. */
export function record<T extends object>(folds: { [K in keyof T]: Fold<T[K]> }): Fold<T> {
  const keys = Object.keys(folds) as (keyof T)[]
  return (parts) => {
    const whole: Partial<T> = {}
    for (const key of keys) whole[key] = folds[key](parts.map((part) => part[key]).filter((part) => part !== undefined))
    return whole as T
  }
}

/** Adds to the count under a key, which may be any text: a directory can be called "constructor". */
export function addCount<K extends string>(counts: Partial<Record<K, number>>, key: K, n = 1): void {
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + n
}

// Spreading a list of 100,000 into push() overflows the stack, and flat() takes ten times as long.
function concat<T>(parts: readonly (readonly T[])[]): T[] {
  const whole: T[] = []
  for (const part of parts) for (const item of part) whole.push(item)
  return whole
}

// Not localeCompare: the order of stored bytes must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
