import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { pairAnswers, type AuditAnswerValue, type AuditItem, type AuditKind, type StratumTally } from '@/lib/metrics/audit/tally'
import { chapman, correctedCount } from '@/lib/metrics/defects/catch-rate'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import { explainAuditSaid } from './form'
import { formatDate, formatDays } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted, formatRate, formatRatio, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { prepareAuditNote, printShare, toAuditResult } from '@/lib/pages/figures/prepare-audit-note'

export interface AuditPageData extends SharedPageData {
  kind: 'ready'
  audit: StoredAudit
  /** The audit of the same sample by another reader, where both are finished; null: none. */
  other: StoredAudit | null
  /** Whether a second reader has begun. */
  hasSecond: boolean
}
export type AuditPage = AuditPageData | EmptyPage | { kind: 'not_found' }

/** What is judged, and how a careful reader decides. */
interface Task {
  name: string
  unit: string
  question: string
  yes: string
  no: string
}

export const AUDIT_TASKS: Record<AuditKind, Task> = {
  threads: {
    name: 'Review threads',
    unit: 'thread',
    question:
      'Did a person who did not write this change point at something that would have gone wrong, and was it mended before the merge because of that?',
    yes: 'Yes: the comment names wrong behaviour (not taste, naming or layout), and a later commit of this pull request changes it.',
    no: 'No: a matter of taste, a question, praise, an AI account’s comment, something the author had noticed already, or nothing was changed.',
  },
  escapes: {
    name: 'Escapes',
    unit: 'merge',
    question: 'Did this merge let a defect through that somebody had to undo or repair within 30 days?',
    yes: 'Yes: a later revert, fix, hotfix or incident report repairs behaviour that this merge brought in. Look at the file’s history for 30 days.',
    no: 'No: it was undone for another reason (timing, a launch that was put off), the later change is a new wish, or nothing followed.',
  },
}

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
  result: { facts: { label: string; value: string; note: string }[]; working: string[] } | null
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

function prepareResult(audit: StoredAudit): NonNullable<AuditView['result']> {
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

function prepareAgreement(audit: StoredAudit, other: StoredAudit): string[] {
  const { bothYes, onlyFirst, onlySecond, bothNo, leftOut } = pairAnswers(audit.items, audit.answers, other.answers)
  const { agreement, kappa, ac1 } = computeAgreement({ bothYes, onlyFirst, onlySecond, bothNo })
  if (agreement === null) return ['The two readers have no item in common that both could tell.']
  const all = chapman(bothYes + onlyFirst, bothYes + onlySecond, bothYes)
  return [
    `Two readers agreed on ${formatCount(bothYes + bothNo)} of ${formatCounted(bothYes + onlyFirst + onlySecond + bothNo, 'item')}, ${formatShare(agreement)}; Cohen’s κ ${kappa === null ? 'not defined' : formatRatio(kappa)}, Gwet’s AC1 ${ac1 === null ? 'not defined' : formatRatio(ac1)}${leftOut > 0 ? `; ${formatCounted(leftOut, 'item')} left out` : ''}.`,
    `Real in this sample by Chapman, if each found independently of the other: ${formatRate(all)}. Research only; no figure uses it.`,
  ]
}
