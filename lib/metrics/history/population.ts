import { isCountedBranch } from '@/lib/attribution/counted-branches'
import { PULL_REQUEST_CLASSES, type PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'

/** Where a pull request stands in METRICS section 1, "Population". */
export interface Population {
  /** Final base is the default branch, one of its former names, or a protected branch. */
  inPopulation: boolean
  /** Its base is, or was before a retarget, the head of another pull request that was open meanwhile. */
  isStacked: boolean
  /** When a stacked one was pointed at its final base; null: never retargeted. */
  retargetedAt: Date | null
}

export function toPopulation(history: PullRequestHistory, surroundings: PullRequestSurroundings): Population {
  const { baseRefName } = history
  const inPopulation = baseRefName === null || isCountedBranch(baseRefName, surroundings)
  const end = history.closedAt ?? null
  const isStacked = surroundings.parents.some(
    (parent) =>
      parent.headRefName !== history.headRefName &&
      (end === null || parent.createdAt <= end) &&
      (parent.endedAt === null || parent.endedAt >= history.createdAt),
  )
  const retargets = history.timeline.filter(({ type }) => type === 'BaseRefChangedEvent' || type === 'AutomaticBaseChangeSucceededEvent')
  return { inPopulation, isStacked, retargetedAt: isStacked ? (retargets.at(-1)?.createdAt ?? null) : null }
}

/** Why a pull request is left out of what counts people's work: its class, or a base that reaches nobody. */
export const EXCLUDED_CLASSES = [...PULL_REQUEST_CLASSES.filter((name) => name !== 'authored'), 'otherBase'] as const
export type ExcludedClass = (typeof EXCLUDED_CLASSES)[number]

/** Null: it is not left out. */
export function toExcludedClass(row: { class: PullRequestClass; inPopulation: boolean }): ExcludedClass | null {
  if (row.class !== 'authored') return row.class
  return row.inPopulation ? null : 'otherBase'
}

/** Created as a draft? The first toggle tells; without one, the present state is the first. */
export function isCreatedAsDraft(history: PullRequestHistory): boolean {
  const toggle = history.timeline.find(({ type }) => type === 'ReadyForReviewEvent' || type === 'ConvertToDraftEvent')
  return toggle ? toggle.type === 'ReadyForReviewEvent' : history.isDraft
}

/** First instant at which it asked for review; null: a draft ever since. */
export function toReadyAt(history: PullRequestHistory): Date | null {
  if (!isCreatedAsDraft(history)) return history.createdAt
  return history.timeline.find(({ type }) => type === 'ReadyForReviewEvent')?.createdAt ?? null
}
