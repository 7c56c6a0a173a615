/**
 * Where an answer departs from what is expected. Every expected key must be there, others may be; lists have the same
 * length; numbers agree within the tolerance; instants agree whatever the notation of the text.
 */
export interface Comparison {
  tolerance: number
  /** Lists are sets: both sides are sorted before they are compared. */
  isUnordered?: boolean
}

export function listDifferences(expected: unknown, actual: unknown, comparison: Comparison, path = ''): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [describe(path, expected, actual)]
    if (actual.length !== expected.length) return [describe(path, expected, actual)]
    // Only lists of names or of tuples are sets; a pair of numbers is an interval.
    const isSet = comparison.isUnordered && expected.every((item) => typeof item !== 'number' && item !== null)
    const [left, right] = isSet ? [toSortedByText(expected), toSortedByText(actual)] : [expected, actual]
    return left.flatMap((item, index) => listDifferences(item, right[index], comparison, `${path}[${index}]`))
  }
  if (isRecord(expected)) {
    if (!isRecord(actual)) return [describe(path, expected, actual)]
    return Object.entries(expected).flatMap(([key, value]) =>
      listDifferences(value, actual[key], comparison, path ? `${path}.${key}` : key),
    )
  }
  return isSame(expected, actual, comparison.tolerance) ? [] : [describe(path, expected, actual)]
}

function isSame(expected: unknown, actual: unknown, tolerance: number): boolean {
  if (typeof expected === 'number' && typeof actual === 'number') return Math.abs(expected - actual) <= tolerance
  if (typeof expected === 'string' && actual instanceof Date) return Date.parse(expected) === actual.getTime()
  return Object.is(expected, actual)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}

function toSortedByText(items: readonly unknown[]): unknown[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function describe(path: string, expected: unknown, actual: unknown): string {
  return `${path || 'answer'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
}
