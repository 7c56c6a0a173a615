import picomatch from 'picomatch'
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

/** The default branch, one of its former names, or one that a protection pattern (`release/*`) covers. */
export function isCountedBranch(name: string, surroundings: BranchSurroundings): boolean {
  const branches = listCountedBranches(surroundings)
  return (
    branches.includes(name) ||
    picomatch.isMatch(
      name,
      branches.filter((branch) => /[*?[]/.test(branch)),
    )
  )
}

type BranchSurroundings = Pick<PullRequestSurroundings, 'defaultBranch' | 'formerDefaultBranches' | 'protectedBranches'>

/** Names, and for protected branches patterns: a merge into one of these reaches others. */
export function listCountedBranches(surroundings: BranchSurroundings): string[] {
  return [
    ...(surroundings.defaultBranch === null ? [] : [surroundings.defaultBranch]),
    ...surroundings.formerDefaultBranches,
    ...(surroundings.protectedBranches ?? []),
  ]
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
