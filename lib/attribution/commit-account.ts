import type { Actor, Commit } from '@/lib/facts/pull-request-history'

/**
 * Addresses that tools write into commits and that anybody may add to an account of theirs: GitHub then names that account
 * as the author of every such commit. They are never a person's.
 */
const TOOL_EMAILS: ReadonlySet<string> = new Set(['antigravity@google.com'])

/** The account of the commit's author; null where GitHub knows none, or names whoever registered a tool's address. */
export function toCommitAccount({ author, authorEmail }: Pick<Commit, 'author' | 'authorEmail'>): Actor | null {
  return isToolEmail(authorEmail) ? null : author
}

export function isToolEmail(email: string | null): boolean {
  return TOOL_EMAILS.has(email?.toLowerCase() ?? '')
}
