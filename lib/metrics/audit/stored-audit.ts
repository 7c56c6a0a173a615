import {
  computeAudit,
  tallyAudit,
  type AuditAnswerValue,
  type AuditItem,
  type AuditKind,
  type AuditResult,
  type AuditTotals,
} from './tally'

/** A sample that was drawn, and what a reader has answered so far. */
export interface StoredAudit {
  id: string
  kind: AuditKind
  seed: number
  /** YYYY-MM-DD */
  from: string
  /** Exclusive. */
  to: string
  /** The audit whose sample this one judges again; null: its own. */
  secondOf: string | null
  definitions: number
  totals: AuditTotals
  createdAt: Date
  /** null: answers may still change. */
  finishedAt: Date | null
  items: AuditItem[]
  /** By key of the item. */
  answers: Map<string, AuditAnswerValue>
}

/** The newest finished audits of threads and escapes, first readers' only; null where there is none. */
export interface LatestAudits {
  threads: StoredAudit | null
  escapes: StoredAudit | null
}

export function toAuditResult({ items, totals, answers }: StoredAudit): AuditResult {
  return computeAudit(tallyAudit(items, totals, answers))
}
