import { DAY } from '@/lib/dates'
import { isPast } from './as-of'
import type { Resolver, StandInContext } from './context'
import { typedError } from './errors'
import type { WorldCheck, WorldCommit, WorldPullRequest } from './world'

// Resolvers of a pull request's commits and of the checks on them.

/** GitHub keeps check runs for about 400 days. */
const CHECK_DAYS = 400

export class CommitView {
  readonly __typename = 'Commit'
  constructor(
    readonly pullRequest: WorldPullRequest,
    readonly oid: string,
    readonly commit: WorldCommit | null,
  ) {}
}

export function toCommit(pullRequest: WorldPullRequest, oid: string | null) {
  if (oid === null) return null
  return new CommitView(pullRequest, oid, pullRequest.commits.find((commit) => commit.oid === oid) ?? null)
}

export function toRollup(source: WorldPullRequest, oid: string, { asOf }: StandInContext) {
  if (source.checksAccess === 'forbidden') throw typedError('FORBIDDEN', 'Resource not accessible by personal access token')
  const oldest = new Date(Date.parse(asOf) - CHECK_DAYS * DAY).toISOString()
  const checks = source.checks.filter((check) => check.commitOid === oid && check.startedAt <= asOf && check.completedAt >= oldest)
  if (checks.length === 0) return null
  const failed = checks.some((check) => isPast(check.completedAt, asOf) && !['SUCCESS', 'NEUTRAL', 'SKIPPED'].includes(check.conclusion))
  const running = checks.some((check) => !isPast(check.completedAt, asOf))
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${source.id}_${oid}`,
    commit: toCommit(source, oid),
    state: failed ? 'FAILURE' : running ? 'PENDING' : 'SUCCESS',
    checks: checks.map((check) => toContext(check, asOf)),
  }
}

function toContext(check: WorldCheck, asOf: string) {
  const isDone = isPast(check.completedAt, asOf)
  if (check.kind === 'StatusContext') {
    const state = !isDone ? 'PENDING' : check.conclusion === 'SUCCESS' ? 'SUCCESS' : 'FAILURE'
    return {
      __typename: check.kind,
      id: check.id,
      context: check.name,
      state,
      createdAt: isDone ? check.completedAt : check.startedAt,
    }
  }
  return {
    __typename: check.kind,
    id: check.id,
    name: check.name,
    status: isDone ? 'COMPLETED' : 'IN_PROGRESS',
    conclusion: isDone ? check.conclusion : null,
    startedAt: check.startedAt,
    completedAt: isDone ? check.completedAt : null,
  }
}

export const commitResolvers: Record<string, Resolver<CommitView>> = {
  id: ({ oid }) => `C_${oid}`,
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  message: ({ commit }) => commit?.message ?? '',
  messageHeadline: ({ commit }) => commit?.message.split('\n')[0] ?? '',
  messageBody: ({ commit }) => commit?.message.split('\n').slice(1).join('\n').trim() ?? '',
  authoredDate: ({ commit, pullRequest }) => commit?.authoredDate ?? pullRequest.createdAt,
  committedDate: ({ commit, pullRequest }) => commit?.committedDate ?? pullRequest.mergedAt ?? pullRequest.createdAt,
  additions: ({ commit }) => commit?.additions ?? 0,
  deletions: ({ commit }) => commit?.deletions ?? 0,
  changedFilesIfAvailable: () => null,
  author: ({ commit }) => commit?.author ?? null,
  committer: ({ commit }) => commit?.committer ?? null,
  url: ({ oid, pullRequest }) => `https://github.com/${pullRequest.repository.nameWithOwner}/commit/${oid}`,
  repository: ({ pullRequest }) => pullRequest.repository,
  statusCheckRollup: ({ pullRequest, oid }, _, context) => toRollup(pullRequest, oid, context),
}
