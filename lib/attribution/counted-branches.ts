import picomatch from 'picomatch'
import { isHardGlob, isMatchable } from '@/lib/policy/hard-globs'
import type { PullRequestSurroundings } from '@/lib/facts/pull-request-history'

export type BranchSurroundings = Pick<PullRequestSurroundings, 'defaultBranch' | 'formerDefaultBranches' | 'protectedBranches'>

/** Names, and for protected branches patterns: a merge into one of these reaches others. */
export function listCountedBranches(surroundings: BranchSurroundings): string[] {
  return [
    ...(surroundings.defaultBranch === null ? [] : [surroundings.defaultBranch]),
    ...surroundings.formerDefaultBranches,
    ...(surroundings.protectedBranches ?? []),
  ]
}

/** The default branch, one of its former names, or one that a protection pattern (`release/*`) covers. */
export function isCountedBranch(name: string, surroundings: BranchSurroundings): boolean {
  const branches = listCountedBranches(surroundings)
  return (
    branches.includes(name) ||
    (isMatchable(name) &&
      picomatch.isMatch(
        name,
        branches.filter((branch) => /[*?[]/.test(branch) && !isHardGlob(branch)),
      ))
  )
}
