export interface SuppressibleRow {
  name: string
  /** Distinct people who wrote or qualified-reviewed the row's counted pull requests over the whole range. */
  contributors: number
}

/** METRICS section 1. */
export const MINIMUM_CONTRIBUTORS = 5

/**
 * Names of the rows that are withheld, in the order of the rows (METRICS section 1): those with fewer than
 * `minimum` contributors (none at all too: absence is information), and, if that is exactly one row and the total
 * is shown beside it, the next smallest as well, because the total less the others would give the one away.
 */
export function suppressRows(
  rows: readonly SuppressibleRow[],
  { minimum = MINIMUM_CONTRIBUTORS, isTotalShown = true }: { minimum?: number; isTotalShown?: boolean } = {},
): string[] {
  const hidden = new Set(rows.filter(({ contributors }) => contributors < minimum))
  if (hidden.size === 1 && isTotalShown) {
    const shown = rows.filter((row) => !hidden.has(row))
    // Stable: of equals the first row goes, so the answer does not flicker.
    const [nextSmallest] = shown.sort((a, b) => a.contributors - b.contributors)
    if (nextSmallest) hidden.add(nextSmallest)
  }
  return rows.filter((row) => hidden.has(row)).map(({ name }) => name)
}
