import type { BlockStatus } from '@/lib/metrics/document/readings'
import { formatCount, formatCounted } from './format-figures'

/**
 * Why a figure is not given, in words. A missing figure is never a zero and never an unexplained dash:
 * the words are short enough to stand where the figure would.
 */

export const MINIMUM_CONTRIBUTORS = 5

/** The row is hidden: too few people, or it would give such a row away. */
export function nameWithheld(contributors: number | null): string {
  if (contributors !== null && contributors < MINIMUM_CONTRIBUTORS) {
    if (contributors === 0) return 'no pull requests in these weeks'
    return `withheld: ${formatCounted(contributors, 'contributor')}, at least ${MINIMUM_CONTRIBUTORS} are needed`
  }
  return 'withheld: it would give away a group of fewer than 5'
}

/** The same as sentences, for the page of such a team. */
export function explainWithheld(contributors: number | null): string {
  if (contributors === 0) return 'Nobody wrote or reviewed a pull request of it in these weeks.'
  if (contributors !== null && contributors < MINIMUM_CONTRIBUTORS) {
    return `It has ${formatCounted(contributors, 'contributor')} in these weeks; at least ${MINIMUM_CONTRIBUTORS} are needed.`
  }
  return `A team beside it has fewer than ${MINIMUM_CONTRIBUTORS} contributors. With only that one hidden, its figures would follow from the organisation’s total.`
}

/** Generic words of a status that is not ok. */
export function nameStatus(status: BlockStatus | 'no_defects_observed'): string {
  switch (status) {
    case 'ok':
      return ''
    case 'withheld':
      return 'withheld'
    case 'insufficient':
      return 'not enough evidence'
    case 'not_reached':
      return 'not reached'
    case 'unknown':
      return 'unknown'
    case 'no_defects_observed':
      return 'no defects observed'
  }
}

/** "insufficient: 4 of 10 defects needed" */
export function nameTooFew(have: number | null, need: number, what: string): string {
  if (have === null) return 'not enough evidence'
  return `insufficient: ${formatCount(have)} of ${formatCount(need)} ${what} needed`
}

/** What the median of confident merges was estimated from: of an indeterminate one nobody knows whether it was one. */
export function countEstimated({ n, indeterminate }: { n: number | null; indeterminate: number | null }): number | null {
  return n === null ? null : n - (indeterminate ?? 0)
}

const LOW_N = 20

/** Below this a figure carries a mark (METRICS section 1). */
export function isLowN(n: number | null): boolean {
  return n !== null && n < LOW_N
}
