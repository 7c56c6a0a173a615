import { toAgentRequester } from '@/lib/attribution/agent-requester'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import type { PullRequestEvidence } from './pull-request-evaluation'
import type { Actor, PullRequestHistory } from '@/lib/facts/pull-request-history'

export interface TeamAttribution {
  teamIds: string[]
  via: PullRequestEvidence['team']['via']
  personId: string | null
  /** Who asked an agent for it: they cannot judge it. The merger, taken for the team only, is not among them. */
  requester: Actor | null
}

/** The author's teams when it became ready; an agent's pull request belongs to the person who asked for it. */
export function toTeamAttribution(history: PullRequestHistory, context: Pick<OrganizationContext, 'teamsOf'>, at: Date): TeamAttribution {
  const { author } = history
  if (toIdentityKind(author, 'author') !== 'ai_author') {
    return { teamIds: context.teamsOf(author.id, at), via: 'author', personId: author.id, requester: null }
  }
  const asked = toAgentRequester(history)
  if (asked) {
    return { teamIds: context.teamsOf(asked.actor.id, at), via: asked.via, personId: asked.actor.id, requester: asked.actor }
  }
  const merger = history.mergedBy
  if (merger && toIdentityKind(merger, 'merge') === 'human') {
    return { teamIds: context.teamsOf(merger.id, at), via: 'merger', personId: merger.id, requester: null }
  }
  return { teamIds: [], via: 'none', personId: null, requester: null }
}
