import { TIERS } from '@/lib/policy/tiers'
import type { SpanRollUp } from './roll-up-week'

/** Every list in one order, so that a rebuild writes the same bytes. */
export function sortLists(rollUp: SpanRollUp): SpanRollUp {
  const { confidence, cycles } = rollUp
  for (const list of [
    confidence.confidentHours,
    confidence.withoutConfidenceSince,
    confidence.openSince,
    confidence.idleHours,
    confidence.mergeHours,
    cycles.firstReviewWeekdayHours,
    ...Object.values(cycles.reviewedWeekdayHours),
  ]) {
    list.sort((a, b) => a - b)
  }
  cycles.open.sort((a, b) => a[1] - b[1] || compareText(JSON.stringify(a), JSON.stringify(b)))
  rollUp.defects.sort((a, b) => a[0] - b[0] || compareText(JSON.stringify(a), JSON.stringify(b)))
  for (const tier of TIERS) {
    rollUp.contributors[tier]?.sort()
    rollUp.controls[tier]?.mergedAt.sort((a, b) => a - b)
    rollUp.controls[tier]?.reverted.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  }
  return rollUp
}

// Not localeCompare: the order of stored bytes must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
