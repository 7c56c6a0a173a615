import { THRESHOLDS } from '@/lib/policy/defaults'
import { wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

export interface EvidenceItems {
  evaluation: number
  authorship: number
  /** Different people on the other side of the items. */
  counterparts: number
}

export interface EvidenceBalance {
  display: 'card' | 'insufficient'
  balance: 'evaluation-led' | 'authorship-led' | 'mixed' | null
  /** Share of evaluation; null where insufficient. */
  share: ValueInterval | null
}

/**
 * What a case file shows more of (METRICS section 7): the Wilson interval of evaluation/(evaluation + authorship) wholly
 * above one half is evaluation-led, wholly below authorship-led, else mixed. Under 10 items or 3 counterparts the file is
 * insufficient: too little evidence, and people could be recognised. Never a figure to compare people by.
 */
export function computeEvidenceBalance({ evaluation, authorship, counterparts }: EvidenceItems): EvidenceBalance {
  const items = evaluation + authorship
  const { minimumItems, minimumCounterparts } = THRESHOLDS.evidenceBalance
  const share = wilson(evaluation, items)
  if (items < minimumItems || counterparts < minimumCounterparts || !share) {
    return { display: 'insufficient', balance: null, share: null }
  }
  if (share.low > 0.5) return { display: 'card', balance: 'evaluation-led', share }
  return { display: 'card', balance: share.high < 0.5 ? 'authorship-led' : 'mixed', share }
}
