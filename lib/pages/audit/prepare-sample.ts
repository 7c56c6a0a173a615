import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import type { AuditAnswerValue, AuditItem } from '@/lib/metrics/audit/tally'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import { explainAuditSaid } from './form'
import { formatDate, formatDays } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { prepareAuditNote } from '@/lib/pages/figures/prepare-audit-note'
import { prepareAgreement, prepareResult, type AuditResultView } from './prepare-result'
import { AUDIT_TASKS, type Task } from './tasks'

export interface AuditPageData extends SharedPageData {
  kind: 'ready'
  audit: StoredAudit
  /** The audit of the same sample by another reader, where both are finished; null: none. */
  other: StoredAudit | null
  /** Whether a second reader has begun. */
  hasSecond: boolean
}
export type AuditPage = AuditPageData | EmptyPage | { kind: 'not_found' }

export const ANSWER_WORDS: Record<AuditAnswerValue, string> = { yes: 'yes', no: 'no', cannot_tell: 'cannot tell' }

export interface AuditRow {
  href: string
  title: string
  /** "42 of 50 answered", or the result. */
  state: string
}

/** One line of the list of audits. */
export function prepareAuditRow(audit: StoredAudit): AuditRow {
  const reader = audit.secondOf === null ? '' : ', second reader'
  return {
    href: toAuditHref(audit.id),
    title: `${AUDIT_TASKS[audit.kind].name}, merged ${formatDays(audit.from, audit.to)}, seed ${audit.seed}${reader}`,
    state: audit.finishedAt
      ? (prepareAuditNote({ threads: null, escapes: null, [audit.kind]: audit }) ?? '')
      : `${formatCount(audit.answers.size)} of ${formatCount(audit.items.length)} answered; begun ${formatDate(audit.createdAt)}`,
  }
}

export function toAuditHref(id: string): string {
  return `/method/audit/${encodeURIComponent(id)}`
}

export interface AuditItemView {
  key: string
  number: number
  /** "acme/api#12" */
  name: string
  href: string
  title: string
  /** "lib/pay.ts, line 12"; null: a whole pull request. */
  place: string | null
  opening: string | null
  answer: AuditAnswerValue | null
  /** The reader's answer and the rule's, once the audit is finished. */
  verdict: { isFlagged: boolean; agrees: boolean | null; lines: readonly string[] } | null
}

export interface AuditView {
  id: string
  eyebrow: string
  title: string
  task: Task
  /** How the sample was drawn, a sentence each. */
  drawn: string[]
  progress: string
  isFinished: boolean
  items: AuditItemView[]
  result: AuditResultView | null
  agreement: string[] | null
  /** What the last saving came to. */
  said: string | null
  /** Whether a second reader may begin, or go on. */
  second: 'offer' | 'begun' | null
}

export function prepareAudit(
  audit: StoredAudit,
  other: StoredAudit | null,
  { said, hasSecond }: { said: string | null; hasSecond: boolean },
): AuditView {
  const { finishedAt, items, answers } = audit
  const task = AUDIT_TASKS[audit.kind]
  const isFinished = finishedAt !== null
  return {
    id: audit.id,
    eyebrow: `Hand audit${audit.secondOf === null ? '' : ', second reader'}`,
    title: isFinished ? (prepareAuditNote({ threads: null, escapes: null, [audit.kind]: audit }) ?? '') : task.question,
    task,
    drawn: explainDraw(audit),
    progress: `${formatCount(answers.size)} of ${formatCount(items.length)} answered`,
    isFinished,
    items: items.map((item, index) => prepareItem(item, index, answers.get(item.key) ?? null, isFinished)),
    result: isFinished ? prepareResult(audit) : null,
    agreement: isFinished && other ? prepareAgreement(audit, other) : null,
    said: explainAuditSaid(said ?? undefined, { missing: items.length - answers.size, isFinished }),
    second: !isFinished || audit.secondOf !== null ? null : hasSecond ? 'begun' : 'offer',
  }
}

function prepareItem(item: AuditItem, index: number, answer: AuditAnswerValue | null, isFinished: boolean): AuditItemView {
  const agrees = answer === null || answer === 'cannot_tell' ? null : (answer === 'yes') === item.isFlagged
  return {
    key: item.key,
    number: index + 1,
    name: `${item.repository}#${item.number}`,
    href: item.url,
    title: item.title,
    place: item.path && (item.line === null ? item.path : `${item.path}, line ${item.line}`),
    opening: item.opening,
    answer,
    verdict: isFinished ? { isFlagged: item.isFlagged, agrees, lines: item.verdict } : null,
  }
}

function explainDraw({ kind, from, to, seed, totals, items, definitions }: StoredAudit): string[] {
  const { unit } = AUDIT_TASKS[kind]
  const flagged = items.filter(({ isFlagged }) => isFlagged).length
  const those = kind === 'threads' ? 'that the rule calls caught' : 'to which the rule gives an escape'
  return [
    `Merged ${formatDays(from, to)} and at least 30 days old: ${formatCounted(totals.flagged, unit)} ${those}, ${formatCount(totals.unflagged)} it does not.`,
    `Drawn: ${formatCount(flagged)} of the first and ${formatCount(items.length - flagged)} of the others, mixed, by the smallest md5 of “${seed}:” and the item’s id. The same seed draws them again.`,
    `Rule: definitions version ${definitions}. No team and no reader is named.`,
  ]
}
