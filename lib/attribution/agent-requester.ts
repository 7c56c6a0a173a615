import type { Actor, PullRequestHistory } from '@/lib/facts/pull-request-history'
import { toCommitAccount } from './commit-account'
import { toAccountKey, type AccountKey } from './account-key'
import { toAgentName, toIdentityKind } from './identity-kind'
import { listCoAuthors } from './trailers'

export interface AgentRequester {
  actor: Actor
  via: 'requester' | 'assignee'
  /** Why this person. */
  text: string
}

export type AgentRequesterInput = Pick<
  PullRequestHistory,
  'author' | 'body' | 'assignees' | 'timeline' | 'commits' | 'mergedBy' | 'reviews' | 'comments'
>

/**
 * Who asked an agent for its pull request (METRICS section 1); null where the author is no agent or nobody is known.
 *
 * In this order: a person who assigned the agent; the "Requested by @login" that agents write into the body; the person
 * that the agent assigned (agents assign who asked); the co-author of its commits (agents name who asked, by GitHub's
 * noreply e-mail); any assignee. People are those who appear in the pull request; a name that does not is no account we
 * could place in a team. The merger, who stands in for the team, is not a requester.
 */
export function toAgentRequester(input: AgentRequesterInput): AgentRequester | null {
  if (toAgentName(input.author) === null) return null
  return toAssigner(input) ?? toNamed(input) ?? toAssignedByAgent(input) ?? toCoAuthorOfCommits(input) ?? toAssignee(input)
}

function toAssigner({ timeline, author, assignees }: AgentRequesterInput): AgentRequester | null {
  const agents = new Set([author.id, ...assignees.filter((actor) => toAgentName(actor) !== null).map(({ id }) => id)])
  for (const { type, actor, subjectId } of timeline) {
    if (type === 'AssignedEvent' && actor && subjectId && agents.has(subjectId) && isPerson(actor)) {
      return { actor, via: 'requester', text: `${actor.login} assigned ${author.login}` }
    }
  }
  return null
}

function toNamed(input: AgentRequesterInput): AgentRequester | null {
  const match = /^[ \t>*_-]*Requested by:?[ \t*_]*(?:\[?@([\w-]+)|https?:\/\/[^\s/]+\/([\w-]+)\b)/im.exec(input.body)
  const login = match?.[1] ?? match?.[2]
  const actor = login ? findPerson(input, { login, databaseId: null }) : null
  return match && actor ? { actor, via: 'requester', text: match[0].trim() } : null
}

function toAssignedByAgent({ timeline, author }: AgentRequesterInput): AgentRequester | null {
  for (const { type, actor, subject } of timeline) {
    if (type === 'AssignedEvent' && actor?.id === author.id && subject && isPerson(subject)) {
      return { actor: subject, via: 'assignee', text: `${author.login} assigned ${subject.login}` }
    }
  }
  return null
}

function toCoAuthorOfCommits(input: AgentRequesterInput): AgentRequester | null {
  for (const { message } of input.commits) {
    for (const { email, line } of listCoAuthors(message)) {
      const key = toAccountKey(email)
      const actor = key ? findPerson(input, key) : null
      if (actor) return { actor, via: 'requester', text: line }
    }
  }
  return null
}

function toAssignee({ assignees }: AgentRequesterInput): AgentRequester | null {
  const actor = assignees.find(isPerson)
  return actor ? { actor, via: 'assignee', text: `assigned to ${actor.login}` } : null
}

function findPerson(input: AgentRequesterInput, { login, databaseId }: AccountKey): Actor | null {
  const people = [
    ...input.assignees,
    ...input.timeline.flatMap(({ actor, subject }) => [actor, subject]),
    ...input.reviews.map(({ author }) => author),
    ...input.comments.map(({ author }) => author),
    ...input.commits.map(toCommitAccount),
    input.mergedBy,
  ]
  // The number outlives a change of login.
  const isMeant = (actor: Actor) =>
    (databaseId !== null && actor.databaseId === databaseId) || actor.login.toLowerCase() === login.toLowerCase()
  return people.find((actor): actor is Actor => actor !== null && isMeant(actor) && isPerson(actor)) ?? null
}

function isPerson(actor: Actor): boolean {
  return actor.type === 'User' && toIdentityKind(actor, 'author') === 'human'
}
