import type { Estimate } from '@/lib/metrics/document/readings'
import { formatShare, formatShareRange } from '@/lib/pages/words/format-figures'

/** A share with its interval on an axis from nought to `ceiling`; positions are shares of the width from the left. */
export interface ShareMarkView {
  /** null: only the interval is drawn. */
  value: number | null
  low: number
  high: number
  description: string
}

export function prepareShareMark({ value, low, high }: Estimate, ceiling = 1): ShareMarkView | null {
  if (low === null || high === null) return null
  const toPosition = (share: number) => Math.min(1, share / ceiling)
  const interval = `interval ${formatShareRange(low, high)}`
  return {
    value: value === null ? null : toPosition(value),
    low: toPosition(low),
    high: toPosition(high),
    description: value === null ? interval : `${formatShare(value)}, ${interval}`,
  }
}
