import type { ChildFacts, ConnectionName, LedgerEntry, PullRequestFact } from '@/lib/facts/pull-request-facts'
import { z } from 'zod'
import type { GitHubClient } from './client'
import { buildOverflowQuery } from './queries/pull-request'
import { connectionSchemas } from './schema/pull-request'
import { oidSchema } from './schema/shared'
import { ActorBook } from './to-actor'
import { toChecks, toClosingIssues, toComments, toCommits, toFiles, toReviews, toThreads, toTimelineEvents } from './to-connection-facts'
import { toFilesEntry, toLedgerEntry } from './to-pull-request-facts'

export interface ConnectionToRead {
  pullRequestId: string
  connection: ConnectionName
  cursor: string
  /** How many earlier pages held. */
  stored: number
  headRefOid: string
  changedFiles: number
}

export interface OverflowPage {
  entry: LedgerEntry
  children: ChildFacts
  /** What these connections add to the pull request's own row. */
  labels: string[]
  assigneeIds: string[]
  closingIssues: PullRequestFact['closingIssues']
}

/**
 * The next 100 of one connection; null where GitHub does not answer for it. 1 point.
 * @throws HeavyQueryError when the answer broke.
 */
export async function fetchOverflowPage(client: GitHubClient, asked: ConnectionToRead): Promise<OverflowPage | null> {
  const { pullRequestId: id, connection, cursor, stored } = asked
  const answer = await client.query(buildOverflowQuery(connection), { id, after: cursor }, 1)
  const node = z.object({ node: z.record(z.string(), z.unknown()) }).safeParse(answer.data)
  if (!node.success || answer.errors.length > 0) return null
  const fields = node.data.node
  const actors = new ActorBook()
  const empty = { labels: [], assigneeIds: [], closingIssues: [] }
  const build = (entry: LedgerEntry, children: Partial<ChildFacts>, more: Partial<OverflowPage> = {}): OverflowPage => ({
    ...empty,
    entry,
    children: { ...NO_CHILDREN, ...children, actors: actors.list() },
    ...more,
  })
  switch (connection) {
    case 'reviews': {
      const page = connectionSchemas.reviews.parse(fields.reviews)
      return build(toLedgerEntry(page, stored), { reviews: toReviews(id, page.nodes, actors) })
    }
    case 'reviewThreads': {
      const page = connectionSchemas.reviewThreads.parse(fields.reviewThreads)
      return build(toLedgerEntry(page, stored), { threads: toThreads(id, page.nodes, actors) })
    }
    case 'comments': {
      const page = connectionSchemas.comments.parse(fields.comments)
      return build(toLedgerEntry(page, stored), { comments: toComments(id, page.nodes, actors) })
    }
    case 'commits': {
      const page = connectionSchemas.commits.parse(fields.commits)
      return build(toLedgerEntry(page, stored), { commits: toCommits(id, page.nodes, stored, actors) })
    }
    case 'files': {
      const page = connectionSchemas.files.parse(fields.files)
      return build(toFilesEntry(toLedgerEntry(page, stored), asked.changedFiles), { files: toFiles(id, page.nodes) })
    }
    case 'labels': {
      const page = connectionSchemas.labels.parse(fields.labels)
      return build(toLedgerEntry(page, stored), {}, { labels: (page.nodes ?? []).flatMap((label) => label?.name ?? []) })
    }
    case 'assignees': {
      const page = connectionSchemas.assignees.parse(fields.assignees)
      const assigneeIds = (page.nodes ?? []).flatMap((assignee) => (assignee ? [actors.note(assignee)] : []))
      return build(toLedgerEntry(page, stored), {}, { assigneeIds })
    }
    case 'checks': {
      const rollup = z.object({ commit: oidSchema, contexts: connectionSchemas.checks }).parse(fields.statusCheckRollup)
      const page = rollup.contexts
      return build(toLedgerEntry(page, stored), { checks: toChecks(id, rollup.commit?.oid ?? asked.headRefOid, page.nodes) })
    }
    case 'closingIssues': {
      const page = connectionSchemas.closingIssues.parse(fields.closingIssuesReferences)
      return build(toLedgerEntry(page, stored), {}, { closingIssues: toClosingIssues(page.nodes) })
    }
    case 'timelineItems': {
      const page = connectionSchemas.timelineItems.parse(fields.timelineItems)
      return build(toLedgerEntry(page, stored), { timeline: toTimelineEvents(id, page.nodes, actors) })
    }
  }
}

const NO_CHILDREN: ChildFacts = {
  reviews: [],
  threads: [],
  comments: [],
  commits: [],
  files: [],
  timeline: [],
  checks: [],
  actors: [],
}
