import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { TIERS } from '@/lib/policy/tiers'
import { formatCount, formatHours, formatShare } from '@/lib/pages/words/format-figures'

/** Review error budget by tier: misses against those that the target allows. */
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
    if (reading.n === null || reading.missed === null)
      return [{ label, share: null, isOverspent: false, text: 'withheld: fewer than 5 people' }]
    const allowed = (1 - slo.target) * reading.n
    if (allowed === 0) return [{ label, share: null, isOverspent: false, text: 'no reviews due' }]
    const used = reading.missed / allowed
    const basis = `${formatCount(reading.missed)}\u00a0of\u00a0${formatCount(reading.n)}\u00a0missed`
    return [{ label, share: Math.min(1, used), isOverspent: used > 1, text: `${formatShare(used)} · ${basis}` }]
  })
}
