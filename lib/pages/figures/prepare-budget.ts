import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { TIERS } from '@/lib/policy/tiers'
import { formatCount, formatHours } from '@/lib/pages/words/format-figures'

/** Reviews that were late or skipped, by tier, against the misses that the target allows: the one is slowness, the other rules. */
export interface BudgetLine {
  label: string
  /** 0–1 of the drawn track; an overspent budget fills it. */
  share: number | null
  isOverspent: boolean
  text: string
}

export function prepareBudget({ slo }: ReviewCapacityReading): BudgetLine[] {
  return TIERS.toReversed().flatMap((tier): BudgetLine[] => {
    const reading = slo.byTier[tier]
    if (!reading) return []
    const label = `${tier} within ${formatHours(reading.limitWeekdayHours, 'weekday')}`
    const { n, missed, late, skipped } = reading
    if (n === null || missed === null || late === null || skipped === null)
      return [{ label, share: null, isOverspent: false, text: 'withheld: fewer than 5 people' }]
    const allowed = (1 - slo.target) * n
    if (allowed === 0) return [{ label, share: null, isOverspent: false, text: 'no reviews due' }]
    const used = missed / allowed
    const basis = `${formatCount(missed)}\u00a0of\u00a0${formatCount(n)} (${formatCount(Math.floor(allowed))}\u00a0allowed)`
    const text = `${basis}: ${formatCount(late)}\u00a0late, ${formatCount(skipped)}\u00a0skipped`
    return [{ label, share: Math.min(1, used), isOverspent: used > 1, text }]
  })
}
