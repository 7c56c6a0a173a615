import { toAuditResult, type StoredAudit } from '@/lib/metrics/audit/stored-audit'
import { pairAnswers, type StratumTally } from '@/lib/metrics/audit/tally'
import { chapman, correctedCount } from '@/lib/metrics/defects/catch-rate'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { printShare } from '@/lib/pages/figures/prepare-audit-note'
import { formatCount, formatCounted, formatRate, formatRatio, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { AUDIT_TASKS } from './tasks'

export interface AuditResultView {
  facts: { label: string; value: string; note: string }[]
  working: string[]
}

/** What a finished audit says of the rule, and how it is reckoned. */
export function prepareResult(audit: StoredAudit): AuditResultView {
  const { flagged, unflagged, precision, recall } = toAuditResult(audit)
  const corrected = precision && recall ? correctedCount(flagged.total, precision.value, recall.value) : null
  const cannotTell = flagged.cannotTell + unflagged.cannotTell
  const { unit } = AUDIT_TASKS[audit.kind]
  return {
    facts: [
      {
        label: 'Precision',
        value: precision ? formatShare(precision.value) : 'not known',
        note: precision ? `${formatShareRange(precision.low, precision.high)}, Wilson` : 'no flagged item was judged',
      },
      {
        label: 'Recall',
        value: recall ? formatShare(recall.value) : 'not known',
        note: recall ? `${formatShareRange(recall.low, recall.high)}, exact and wide` : 'nothing real was found',
      },
      {
        label: 'Corrected count',
        value: corrected === null ? 'not known' : formatRate(corrected),
        note: `${formatCounted(flagged.total, unit)} flagged; a sensitivity line only`,
      },
      { label: 'Could not be told', value: formatCount(cannotTell), note: 'left out of both' },
    ],
    working: explainWorking(flagged, unflagged, recall ? printShare(recall) : null, corrected),
  }
}

function explainWorking(flagged: StratumTally, unflagged: StratumTally, recall: string | null, corrected: number | null): string[] {
  const judged = ({ yes, no }: StratumTally) => yes + no
  const precise = judged(flagged) === 0 ? [] : [`Precision: ${flagged.yes} of ${judged(flagged)} flagged items were real.`]
  if (recall === null) return [...precise, 'Recall needs real findings and answers from both halves of the sample.']
  const weight = judged(unflagged) === 0 ? 0 : unflagged.total / judged(unflagged)
  const real = judged(flagged) === 0 ? 0 : (flagged.total * flagged.yes) / judged(flagged)
  const missed = unflagged.yes * weight
  return [
    ...precise,
    `Misses: ${unflagged.yes} of ${judged(unflagged)} unflagged items were real, and each stands for ${formatRatio(weight)} of the ${formatCount(unflagged.total)}: about ${formatRate(missed)} missed.`,
    `Recall: ${formatRate(real)} ÷ (${formatRate(real)} + ${formatRate(missed)}) = ${recall}.`,
    ...(corrected === null
      ? []
      : [`Corrected count: flagged × precision ÷ recall = ${formatRate(corrected)}. The figure itself stays as the rule made it.`]),
  ]
}

/** What two readers of one sample say of the question. */
export function prepareAgreement(audit: StoredAudit, other: StoredAudit): string[] {
  const { bothYes, onlyFirst, onlySecond, bothNo, leftOut } = pairAnswers(audit.items, audit.answers, other.answers)
  const { agreement, kappa, ac1 } = computeAgreement({ bothYes, onlyFirst, onlySecond, bothNo })
  if (agreement === null) return ['The two readers have no item in common that both could tell.']
  const all = chapman(bothYes + onlyFirst, bothYes + onlySecond, bothYes)
  return [
    `Two readers agreed on ${formatCount(bothYes + bothNo)} of ${formatCounted(bothYes + onlyFirst + onlySecond + bothNo, 'item')}, ${formatShare(agreement)}; Cohen’s κ ${kappa === null ? 'not defined' : formatRatio(kappa)}, Gwet’s AC1 ${ac1 === null ? 'not defined' : formatRatio(ac1)}${leftOut > 0 ? `; ${formatCounted(leftOut, 'item')} left out` : ''}.`,
    `Real in this sample by Chapman, if each found independently of the other: ${formatRate(all)}. Research only; no figure uses it.`,
  ]
}
