import { shorten } from '@/lib/facts/outside-text'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { isCountedBranch, type BranchSurroundings } from './counted-branches'
import { toIdentityKind, toPlainLogin } from './identity-kind'
import { listRevertReferences, REVERT_TITLE } from './revert-references'
import { RELEASE_LOGINS } from './rules-accounts'

export const PULL_REQUEST_CLASSES = ['authored', 'dependencyBot', 'otherBot', 'revert', 'backMerge', 'release'] as const
export type PullRequestClass = (typeof PULL_REQUEST_CLASSES)[number]

export type ClassInput = Pick<
  PullRequestHistory,
  'title' | 'body' | 'author' | 'headRefName' | 'baseRefName' | 'isCrossRepository' | 'repository'
>

const RELEASE_HEAD = /^(?:release\/.+|release-please--.+|changeset-release\/.+)$/

/**
 * The population class of a pull request with the text that decided (METRICS section 1); the first that holds:
 * dependency bot, release, back-merge, revert, other bot, else authored, by a person, an AI agent or a deleted account.
 * Reverts come before other bots, because a bot's revert is evidence of an escape all the same.
 */
export function toPullRequestClass(input: ClassInput, surroundings: BranchSurroundings): { class: PullRequestClass; text: string | null } {
  const { author, headRefName, title } = input
  const kind = toIdentityKind(author, 'author')
  if (kind === 'dependency_bot') return { class: 'dependencyBot', text: author.login }
  if (headRefName && RELEASE_HEAD.test(headRefName)) return { class: 'release', text: headRefName }
  if (kind === 'ci_bot' && RELEASE_LOGINS.has(toPlainLogin(author.login))) return { class: 'release', text: author.login }
  if (isBackMerge(input, surroundings)) return { class: 'backMerge', text: `${headRefName ?? ''} → ${input.baseRefName ?? ''}` }
  if (REVERT_TITLE.test(title)) return { class: 'revert', text: shorten(title, 300) }
  const [reference] = listRevertReferences({ ...input, commits: [] })
  if (reference) return { class: 'revert', text: reference.reference }
  if (kind === 'ci_bot') return { class: 'otherBot', text: author.login }
  return { class: 'authored', text: null }
}

/** From the default or a protected branch of the same repository; a fork's main is where people work. */
function isBackMerge({ headRefName, baseRefName, isCrossRepository }: ClassInput, surroundings: BranchSurroundings): boolean {
  if (!headRefName || isCrossRepository || headRefName === baseRefName) return false
  return isCountedBranch(headRefName, surroundings)
}
