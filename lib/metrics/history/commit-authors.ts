import { toCommitAccount } from '@/lib/attribution/commit-account'
import { toAccountKey } from '@/lib/attribution/account-key'
import { listCoAuthors } from '@/lib/attribution/trailers'
import type { Actor, Commit, PullRequestHistory } from '@/lib/facts/pull-request-history'
import { isMergeOfBase } from '@/lib/attribution/merge-commits'

/**
 * Logins of everyone who wrote a part of the pull request: its author, the author of each commit and the people its
 * trailers name. They cannot judge it independently (METRICS section 1, "Qualified reviewer"). Merges of the base and
 * accepted suggestions make nobody an author: the one adds nothing, the other was a review.
 */
export function listAuthorLogins(history: PullRequestHistory, bases: readonly string[]): Set<string> {
  const logins = new Set([fold(history.author.login)])
  const byEmail = knownEmails(history.commits)
  for (const commit of history.commits) {
    if (isMergeOfBase(commit.message, bases)) continue
    const account = toCommitAccount(commit)
    if (account) logins.add(fold(account.login))
    else if (commit.authorEmail) addByEmail(logins, commit.authorEmail, byEmail)
    if (isAcceptedSuggestion(commit.message)) continue
    for (const { email } of listCoAuthors(commit.message)) if (email) addByEmail(logins, email, byEmail)
  }
  return logins
}

// GitHub writes these headlines when somebody commits a reviewer's suggestion, and names the reviewer as co-author.
const ACCEPTED_SUGGESTION = /^(?:Apply suggestions? from (?:code review|\S+)|Update \S+)\s*$/i

export function isAcceptedSuggestion(message: string): boolean {
  return ACCEPTED_SUGGESTION.test(message.split('\n', 1)[0] ?? '')
}

function addByEmail(logins: Set<string>, email: string, byEmail: ReadonlyMap<string, Actor>): void {
  const login = toAccountKey(email)?.login ?? byEmail.get(email.toLowerCase())?.login
  if (login) logins.add(fold(login))
}

function knownEmails(commits: Commit[]): Map<string, Actor> {
  const known = new Map<string, Actor>()
  for (const commit of commits) {
    const account = toCommitAccount(commit)
    if (account && commit.authorEmail) known.set(commit.authorEmail.toLowerCase(), account)
  }
  return known
}

/** GitHub's logins ignore case. */
function fold(login: string): string {
  return login.toLowerCase()
}
