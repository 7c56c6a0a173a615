import { DAY } from '@/lib/dates'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import { classifyEscape, classifyThread, ESCAPE_WINDOW_DAYS, type FixEvidence, type ThreadOpener, type ThreadVerdict } from './catch-rate'
import type { PullRequestEvaluation, PullRequestEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { Actor, PullRequestHistory, PullRequestSurroundings, Repair } from '@/lib/facts/pull-request-history'
import { isMergeOfBase } from '@/lib/attribution/merge-commits'
import type { Push } from '@/lib/metrics/history/push-times'

export interface DefectEvaluationInput {
  history: PullRequestHistory
  surroundings: PullRequestSurroundings
  /** Lower case. */
  authors: ReadonlySet<string>
  pushes: Push[]
  bases: readonly string[]
  /** Ids of accounts of type User that are machines: they claim no defect. */
  machineIds: ReadonlySet<string>
  asOf: Date
}

interface DefectEvaluation {
  counts: NonNullable<PullRequestEvaluation['defects']>
  threads: PullRequestEvidence['threads']
  escapes: PullRequestEvidence['escapes']
}

/** Threads classed by their first comment, and later reverts and fixes that name the pull request. */
export function evaluateDefects({
  history,
  surroundings,
  authors,
  pushes,
  bases,
  machineIds,
  asOf,
}: DefectEvaluationInput): DefectEvaluation {
  const pushInstants = toPushInstants(history, pushes, bases)
  const threads = history.threads.flatMap((thread) => {
    const first = thread.comments[0]
    if (!first) return []
    const openedBy = toOpener(first.author, authors, machineIds)
    const verdict = classifyThread({
      path: thread.path,
      line: thread.line ?? thread.originalLine,
      openedAt: first.createdAt,
      body: first.body,
      code: first.code,
      openedBy,
      // Hunks need a clone; GraphQL gives GitHub's own mark that the lines changed.
      edits: null,
      isOutdated: thread.isOutdated,
      pushes: pushInstants,
      until: history.mergedAt ?? asOf,
    })
    return [{ id: thread.id, path: thread.path, class: verdict.class, evidence: explainThread(verdict, openedBy) }]
  })
  const count = (...classes: string[]) => threads.filter((thread) => classes.includes(thread.class)).length
  const mergedAt = history.mergedAt
  const repairs = mergedAt ? surroundings.repairs.map((repair) => ({ repair, ...toEscape(repair, mergedAt) })) : []
  return {
    counts: {
      caughtStrict: count('caught_strict'),
      caughtBroad: count('caught_strict', 'caught_broad'),
      caughtByAi: count('caught_ai_strict'),
      escapes: repairs
        .filter(({ weight }) => weight.broad > 0)
        .map(({ repair, days, weight }) => ({ at: repair.mergedAt.getTime(), days, ...weight })),
    },
    threads,
    escapes: repairs.map(({ repair, escapeClass, evidence }) => ({
      class: escapeClass,
      evidence,
      number: repair.number,
      repository: repair.repository,
      at: repair.mergedAt.getTime(),
    })),
  }
}

function toOpener(author: Actor, authors: ReadonlySet<string>, machineIds: ReadonlySet<string>): ThreadOpener {
  if (authors.has(author.login.toLowerCase())) return 'author'
  if (machineIds.has(author.id)) return 'other'
  const kind = toIdentityKind(author, 'review')
  if (kind === 'human') return 'person'
  return kind === 'ai_reviewer' || kind === 'ai_author' ? 'ai_reviewer' : 'other'
}

/** Known pushes, and what else proves one: a commit was pushed no earlier than it was committed. Merges of the base mend nothing. */
function toPushInstants(history: PullRequestHistory, pushes: Push[], bases: readonly string[]): Date[] {
  const committed = history.commits.filter(({ message }) => !isMergeOfBase(message, bases))
  return [...pushes.map(({ at }) => at), ...committed.map(({ committedAt }) => committedAt)]
}

const FIX_TEXT: Record<FixEvidence, string> = {
  edited_lines: 'the lines were edited afterwards',
  outdated_and_push: 'GitHub marks the lines as changed, and a push followed the comment',
  none: 'no later change of these lines is known',
}

function explainThread({ class: verdict, fix, text, isProse }: ThreadVerdict, openedBy: ThreadOpener): string {
  if (openedBy === 'author') return 'opened by an author of the change'
  if (openedBy === 'other') return 'opened by an account that is no person and reviews nothing'
  if (verdict === 'not_review') return text ? `claims nothing: “${text}”` : 'claims nothing'
  return [text ? `“${text}”` : '', isProse ? 'on prose or comments alone' : '', FIX_TEXT[fix]].filter(Boolean).join('; ')
}

function toEscape(repair: Repair, mergedAt: Date) {
  const days = (repair.mergedAt.getTime() - mergedAt.getTime()) / DAY
  const input = {
    kind: repair.kind,
    namesIt: true,
    hasDefectEvidence: repair.defectEvidence !== null,
    hasNonDefectReason: repair.nonDefectReason !== null,
    isTiedByBlame: false,
  }
  const escapeClass = classifyEscape({ ...input, daysAfterMerge: days })
  // The window is applied when a figure is made, so that the 90-day line reads the same rows.
  const anyTime = classifyEscape({ ...input, daysAfterMerge: Math.max(0, Math.min(days, ESCAPE_WINDOW_DAYS)) })
  const part = repair.kind === 'fix' ? 1 / Math.max(1, repair.targets) : 1
  const isEscape = days >= 0 && (anyTime === 'strict' || anyTime === 'broad')
  return {
    days,
    escapeClass,
    weight: { strict: isEscape && anyTime === 'strict' ? part : 0, broad: isEscape ? part : 0 },
    evidence: [
      `${repair.kind === 'revert' ? 'reverted' : 'fixed'} by ${repair.repository}#${repair.number}, “${repair.reference}”`,
      repair.defectEvidence ? `defect: “${repair.defectEvidence}”` : 'no evidence of a defect',
      ...(repair.nonDefectReason ? [`other reason: “${repair.nonDefectReason}”`] : []),
    ].join('; '),
  }
}
