import type { Actor } from '@/lib/facts/pull-request-history'
import { AGENT_LOGINS, AGENT_USER_LOGINS, DEPENDENCY_LOGINS, MACHINE_USER_LOGINS, REVIEWER_LOGINS } from './rules-accounts'

export type IdentityKind = 'human' | 'ai_author' | 'ai_reviewer' | 'ci_bot' | 'dependency_bot' | 'ghost'
/** Where the account was met. Some accounts write and review: the edge gives the role, not the account. */
export type ActorEdge = 'author' | 'review' | 'comment' | 'merge'

type Account = Pick<Actor, 'login' | 'type'>

/** Lower case, without REST's "[bot]". */
export function toPlainLogin(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, '')
}

/**
 * Human, AI author, AI reviewer, CI bot, dependency bot or ghost.
 *
 * A Bot is what its login says, else a CI bot. A User is a person unless its exact login is a known machine's.
 * A reviewing app that opens a pull request is a CI bot: its merge queues and autofixes are no agent's work.
 * An Organization is a person who turned their account into one. Mannequins stand for people too, but never qualify as
 * reviewers.
 */
export function toIdentityKind(account: Account, edge: ActorEdge): IdentityKind {
  if (account.type === 'Ghost') return 'ghost'
  const login = toPlainLogin(account.login)
  if (account.type === 'Bot') return toBotKind(login, edge)
  if (AGENT_USER_LOGINS.has(login)) return edge === 'review' ? 'ai_reviewer' : 'ai_author'
  if (MACHINE_USER_LOGINS.has(login)) return DEPENDENCY_LOGINS.has(login) ? 'dependency_bot' : 'ci_bot'
  return 'human'
}

function toBotKind(login: string, edge: ActorEdge): IdentityKind {
  if (DEPENDENCY_LOGINS.has(login)) return 'dependency_bot'
  const isAgent = AGENT_LOGINS.has(login) || AGENT_USER_LOGINS.has(login)
  if (isAgent && (edge === 'author' || edge === 'merge')) return 'ai_author'
  if (REVIEWER_LOGINS.has(login) && edge !== 'merge' && edge !== 'author') return 'ai_reviewer'
  if (isAgent) return edge === 'review' ? 'ai_reviewer' : 'ai_author'
  return 'ci_bot'
}

/** The agent that an account writes for, e.g. "Devin"; null for everyone else. */
export function toAgentName(account: Account): string | null {
  const login = toPlainLogin(account.login)
  return AGENT_USER_LOGINS.get(login) ?? (account.type === 'Bot' ? (AGENT_LOGINS.get(login) ?? null) : null)
}

/** Whose review can count at all: a person's that is known to be one. */
export function isQualifiedActorType(account: Account): boolean {
  return account.type !== 'Mannequin' && toIdentityKind(account, 'review') === 'human'
}
