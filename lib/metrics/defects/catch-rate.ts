import { classifyComment } from './comment-class'
import { isOnlyComment } from './comment-lines'
import { PROSE_FILE } from './lexicon'
import type { EscapeClass, ThreadClass } from '@/lib/metrics/history/pull-request-evaluation'
import { wilson, type Interval } from '@/lib/metrics/statistics/intervals'

/**
 * Defect catch rate (METRICS section 4): caught/(caught + escaped), observed, on pull requests merged at least
 * 30 days ago. A *catch* is a review thread that claims a defect and whose lines were then edited before the merge; an
 * *escape* is a later revert or fix. Strict counts rest on stated evidence, broad ones add what is unclear, so every
 * broad count includes its strict one. Broad catches are a count beside the rate and enter nothing: read by hand hardly one
 * in ten was a defect. An escape is never attributed to a reviewer.
 */

export type ThreadOpener = 'person' | 'author' | 'ai_reviewer' | 'other'

export interface ThreadInput {
  path: string
  /** Line the first comment stands on; null: on the whole file, or no longer known. */
  line: number | null
  openedAt: Date
  /** Body of the first comment. */
  body: string
  /** The lines that the first comment stands on, as they were then; null: not known. */
  code: string | null
  /** Who wrote the first comment; co-authors are authors, bots that review nothing are `other`. */
  openedBy: ThreadOpener
  /** Known hunks of every commit; null where only GraphQL is read, then `isOutdated` stands for them. */
  edits: { path: string; start: number; end: number; pushedAt: Date }[] | null
  /** GitHub's own mark that the lines under the thread have changed. */
  isOutdated?: boolean
  /** Pushes, for the rule that needs one after the comment. */
  pushes?: Date[]
  /** The merge, or "as of" while it is open. */
  until: Date
}

export type FixEvidence = 'edited_lines' | 'outdated_and_push' | 'none'

export interface ThreadVerdict {
  class: ThreadClass
  fix: FixEvidence
  /** The words that classed the comment. */
  text: string | null
  /** It stands on a file of prose or on lines that are only comments: what it claims is no strict catch. */
  isProse?: boolean
}

export const NEAR_LINES = 10
export const ESCAPE_WINDOW_DAYS = 30
/** Below it a rate says nothing. */
const MINIMUM_DEFECTS = 10

/** Class of a review thread by its first comment and by what was done about it. */
export function classifyThread(thread: ThreadInput, nearLines = NEAR_LINES): ThreadVerdict {
  if (thread.openedBy === 'author' || thread.openedBy === 'other') return { class: 'not_review', fix: 'none', text: null }
  const fix = findFix(thread, nearLines)
  const { class: claim, text } = classifyComment(thread.body)
  if (claim === 'praise') return { class: 'not_review', fix: 'none', text }
  if (fix === 'none') return { class: 'raised_not_verified', fix, text }
  if (claim === 'evolvability') return { class: 'evolvability_fix', fix, text }
  const isAi = thread.openedBy === 'ai_reviewer'
  const isProse = PROSE_FILE.test(thread.path) || isOnlyComment(thread.path, thread.code)
  if (claim === 'functional' && !isProse) return { class: isAi ? 'caught_ai_strict' : 'caught_strict', fix, text }
  return { class: isAi ? 'caught_ai_broad' : 'caught_broad', fix, text, ...(claim === 'functional' && { isProse }) }
}

/** A commit after the first comment and before the merge that edits the same file within ± `nearLines` of the anchor. */
function findFix(thread: ThreadInput, nearLines: number): FixEvidence {
  const { path, line, openedAt, edits, until } = thread
  const isBetween = (at: Date) => at > openedAt && at <= until
  if (edits === null) {
    return thread.isOutdated && thread.pushes?.some(isBetween) ? 'outdated_and_push' : 'none'
  }
  // A comment on the whole file has no lines to be near to: an edit somewhere in it verifies nothing.
  if (line === null) return 'none'
  const isFixed = edits.some(
    (edit) => edit.path === path && isBetween(edit.pushedAt) && line >= edit.start - nearLines && line <= edit.end + nearLines,
  )
  return isFixed ? 'edited_lines' : 'none'
}

export interface EscapeInput {
  kind: 'revert' | 'fix'
  /** From the merge to the merge of the revert or fix. */
  daysAfterMerge: number
  /** A fix that names the pull request or its commit. */
  namesIt: boolean
  hasDefectEvidence: boolean
  hasNonDefectReason: boolean
  /** A fix that only line blame ties to the pull request. */
  isTiedByBlame: boolean
}

/** Class of a revert or fix as an escape; defect evidence beats another stated reason. The 30th day is inside. */
export function classifyEscape(escape: EscapeInput, windowDays = ESCAPE_WINDOW_DAYS): EscapeClass {
  // A repair cannot come before what it repairs.
  if (escape.daysAfterMerge < 0) return 'not_attributed'
  if (escape.daysAfterMerge > windowDays) return 'outside_window'
  if (escape.kind === 'revert') {
    if (escape.hasDefectEvidence) return 'strict'
    return escape.hasNonDefectReason ? 'not_defect' : 'broad'
  }
  if (!escape.hasDefectEvidence) return 'not_attributed'
  if (escape.namesIt) return 'strict'
  return escape.isTiedByBlame ? 'broad' : 'not_attributed'
}

export interface DefectCounts {
  caughtStrict: number
  /** Strict ones included. */
  caughtBroad: number
  /** May be a fraction: a fix that names k pull requests is 1/k of an escape for each. */
  escapedStrict: number
  escapedBroad: number
}

export interface CatchRate {
  status: 'ok' | 'insufficient' | 'no_defects_observed'
  /** c_s/(c_s + e_s); null without a strict defect. To be shown only if the status is ok. */
  rate: number | null
  /** Wilson interval of the rate: sampling alone. */
  sampling: Interval | null
  /** [c_s/(c_s + e_b), c_s/(c_s + e_s)]: the doubt about escapes alone. */
  bounds: { low: number | null; high: number | null } | null
  /** Wilson low of the lower bound to Wilson high of the rate: sampling and that doubt at once; null without any defect. */
  interval: Interval | null
}

export function computeCatchRate(counts: DefectCounts, minimumDefects = MINIMUM_DEFECTS): CatchRate {
  const { caughtStrict, caughtBroad, escapedStrict, escapedBroad } = counts
  const strict = wilson(caughtStrict, caughtStrict + escapedStrict)
  const worst = wilson(caughtStrict, caughtStrict + escapedBroad)
  if (caughtBroad === 0 && escapedBroad === 0) {
    return { status: 'no_defects_observed', rate: null, sampling: null, bounds: null, interval: null }
  }
  return {
    // Thirds do not add up to 10 exactly.
    status: caughtStrict + escapedStrict >= minimumDefects - 1e-9 ? 'ok' : 'insufficient',
    rate: strict?.value ?? null,
    sampling: strict ? { low: strict.low, high: strict.high } : null,
    bounds: { low: worst?.value ?? null, high: strict?.value ?? null },
    // A side on which nothing was observed bounds nothing.
    interval: { low: worst?.low ?? 0, high: strict?.high ?? 1 },
  }
}

/** Flagged count corrected by a hand audit, flagged·precision/recall: a sensitivity line only. null: recall 0. */
export function correctedCount(flagged: number, precision: number, recall: number): number | null {
  return recall > 0 ? (flagged * precision) / recall : null
}

/** Chapman's estimate of all defects from two independent reviewers, (n₁ + 1)(n₂ + 1)/(m + 1) − 1: research only. */
export function chapman(foundByFirst: number, foundBySecond: number, foundByBoth: number): number {
  return ((foundByFirst + 1) * (foundBySecond + 1)) / (foundByBoth + 1) - 1
}
