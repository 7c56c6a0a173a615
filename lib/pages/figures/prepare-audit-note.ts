import { toAuditResult, type LatestAudits, type StoredAudit } from '@/lib/metrics/audit/stored-audit'
import type { AuditResult } from '@/lib/metrics/audit/tally'
import type { FigureDefinition } from './define'
import { formatDate } from '@/lib/pages/words/format-dates'
import { formatCounted, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'

/**
 * What stands beside the defect catch rate, e.g. "Hand audit of 50 threads across the organisation, 14 Nov 2026: precision
 * 88 % (70–96 %), recall 61 % (32–90 %)."; null: no audit was finished.
 */
export function prepareAuditNote({ threads, escapes }: LatestAudits): string | null {
  const sentences = [threads, escapes].flatMap((audit) => (audit?.finishedAt ? [toSentence(audit, audit.finishedAt)] : []))
  return sentences.length === 0 ? null : sentences.join(' ')
}

/** Puts the note behind the catch rate's "how". */
export function addAuditNote<Figure extends { key: string; definition: FigureDefinition }>(
  figures: readonly Figure[],
  note: string | null,
): Figure[] {
  return figures.map((figure) =>
    note !== null && figure.key === 'catch' ? { ...figure, definition: { ...figure.definition, audit: note } } : figure,
  )
}

function toSentence(audit: StoredAudit, finishedAt: Date): string {
  const { precision, recall } = toAuditResult(audit)
  const what =
    audit.kind === 'threads' ? formatCounted(audit.items.length, 'thread') : `${formatCounted(audit.items.length, 'merge')} for escapes`
  return `Hand audit of ${what} across the organisation, ${formatDate(finishedAt)}: precision ${printShare(precision)}, recall ${printShare(recall)}.`
}

export function printShare(share: AuditResult['recall']): string {
  return share === null ? 'not known' : `${formatShare(share.value)} (${formatShareRange(share.low, share.high)})`
}
