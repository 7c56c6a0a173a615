import { makeNoChildFacts, type Ledger, type PullRequestFacts } from '@/lib/facts/pull-request-facts'
import { toFilesEntry, toLedgerEntry } from './ledger'
import type { WirePullRequest } from './schema/pull-request'
import { ActorBook } from './to-actor'
import { toChecks, toClosingIssues, toComments, toCommits, toFiles, toReviews, toThreads, toTimelineEvents } from './to-connection-facts'

export interface ReadPullRequest {
  wire: WirePullRequest
  /** The checks could not be read, as opposed to none being there. */
  checksDenied: boolean
}

/** A batch as GitHub answered it, in rows. */
export function toPullRequestFacts(batch: ReadPullRequest[]): PullRequestFacts {
  const actors = new ActorBook()
  const facts: PullRequestFacts = { pullRequests: [], ...makeNoChildFacts() }
  for (const { wire, checksDenied } of batch) {
    facts.pullRequests.push(toPullRequestFact(wire, checksDenied, actors))
    facts.reviews.push(...toReviews(wire.id, wire.reviews?.nodes ?? [], actors))
    facts.threads.push(...toThreads(wire.id, wire.reviewThreads.nodes, actors))
    facts.comments.push(...toComments(wire.id, wire.comments.nodes, actors))
    facts.commits.push(...toCommits(wire.id, wire.commits.nodes, 0, actors))
    facts.files.push(...toFiles(wire.id, wire.files?.nodes ?? []))
    facts.timeline.push(...toTimelineEvents(wire.id, wire.timelineItems.nodes, actors))
    const rollup = wire.statusCheckRollup
    if (rollup) facts.checks.push(...toChecks(wire.id, rollup.commit?.oid ?? wire.headRefOid, rollup.contexts.nodes))
  }
  facts.actors = actors.list()
  return facts
}

function toPullRequestFact(wire: WirePullRequest, checksDenied: boolean, actors: ActorBook) {
  const rule = wire.baseRef?.refUpdateRule ?? null
  const contexts = wire.statusCheckRollup?.contexts
  return {
    id: wire.id,
    repositoryId: wire.repository.id,
    databaseId: wire.fullDatabaseId == null ? null : String(wire.fullDatabaseId),
    number: wire.number,
    url: wire.url,
    title: wire.title,
    body: wire.body,
    state: wire.state,
    isDraft: wire.isDraft,
    authorId: actors.note(wire.author),
    authorAssociation: wire.authorAssociation ?? null,
    editorId: actors.noteOptional(wire.editor),
    // A merge by an account that was deleted since has a date and no person.
    mergedById: wire.mergedAt === null ? null : actors.note(wire.mergedBy),
    createdAt: wire.createdAt,
    updatedAt: wire.updatedAt,
    closedAt: wire.closedAt,
    mergedAt: wire.mergedAt,
    lastEditedAt: wire.lastEditedAt,
    mergeCommitOid: wire.mergeCommit?.oid ?? null,
    baseRefName: wire.baseRefName,
    headRefName: wire.headRefName,
    headRefOid: wire.headRefOid,
    isCrossRepository: wire.isCrossRepository,
    additions: wire.additions,
    deletions: wire.deletions,
    changedFiles: wire.changedFiles,
    labels: (wire.labels?.nodes ?? []).map(({ name }) => name),
    assigneeIds: wire.assignees.nodes.map((assignee) => actors.note(assignee)),
    closingIssues: toClosingIssues(wire.closingIssuesReferences?.nodes ?? []),
    branchRule: rule && {
      approvals: rule.requiredApprovingReviewCount,
      // A list that is not told is hidden, not empty.
      contexts: rule.requiredStatusCheckContexts?.filter((context) => context !== null) ?? null,
    },
    checksState: toChecksState(checksDenied, contexts?.total ?? null),
    ledger: toLedger(wire),
  }
}

/**
 * A rollup whose contexts are gone was there once: its checks have expired (GitHub deletes them after some 400 days).
 * No rollup at all: nothing was ever reported on the head, as far as GitHub says.
 */
function toChecksState(denied: boolean, total: number | null): 'read' | 'none' | 'unreadable' {
  if (denied || total === 0) return 'unreadable'
  return total === null ? 'none' : 'read'
}

function toLedger(wire: WirePullRequest): Ledger {
  return {
    reviews: toLedgerEntry(wire.reviews),
    reviewThreads: toLedgerEntry(wire.reviewThreads),
    comments: toLedgerEntry(wire.comments),
    commits: toLedgerEntry(wire.commits),
    files: toFilesEntry(toLedgerEntry(wire.files), wire.changedFiles),
    labels: toLedgerEntry(wire.labels),
    assignees: toLedgerEntry(wire.assignees),
    checks: toLedgerEntry(wire.statusCheckRollup?.contexts ?? null),
    closingIssues: toLedgerEntry(wire.closingIssuesReferences),
    timelineItems: toLedgerEntry(wire.timelineItems),
  }
}
