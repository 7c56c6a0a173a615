import { makeNoChildFacts, type ChildFacts, type ConnectionName, type PullRequestFact } from '@/lib/facts/pull-request-facts'
import { z } from 'zod'
import type { GitHubClient } from './client'
import { nameConnection } from './ledger'
import { parseAnswer } from './errors'
import { buildOverflowQuery } from './queries/pull-request'
import { connectionSchemas } from './schema/pull-request'
import { oidSchema } from './schema/shared'
import { ActorBook } from './to-actor'
import { toChecks, toClosingIssues, toComments, toCommits, toFiles, toReviews, toThreads, toTimelineEvents } from './to-connection-facts'
import type { ListPage } from './walk'

export interface ConnectionToRead {
  pullRequestId: string
  connection: ConnectionName
  /** Where the page begins; null: the first one. */
  cursor: string | null
  /** How many earlier pages held. */
  stored: number
  headRefOid: string
}

export interface OverflowPage {
  list: ListPage
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
  const what = `further ${nameConnection(connection)}`
  const actors = new ActorBook()
  const empty = { labels: [], assigneeIds: [], closingIssues: [] }
  const build = (list: ListPage, children: Partial<ChildFacts>, more: Partial<OverflowPage> = {}): OverflowPage => ({
    ...empty,
    list,
    children: { ...makeNoChildFacts(), ...children, actors: actors.list() },
    ...more,
  })
  switch (connection) {
    case 'reviews': {
      const page = parseAnswer(connectionSchemas.reviews, fields.reviews, what)
      return build(page, { reviews: toReviews(id, page.nodes, actors) })
    }
    case 'reviewThreads': {
      const page = parseAnswer(connectionSchemas.reviewThreads, fields.reviewThreads, what)
      return build(page, { threads: toThreads(id, page.nodes, actors) })
    }
    case 'comments': {
      const page = parseAnswer(connectionSchemas.comments, fields.comments, what)
      return build(page, { comments: toComments(id, page.nodes, actors) })
    }
    case 'commits': {
      const page = parseAnswer(connectionSchemas.commits, fields.commits, what)
      return build(page, { commits: toCommits(id, page.nodes, stored, actors) })
    }
    case 'files': {
      const page = parseAnswer(connectionSchemas.files, fields.files, what)
      return build(page, { files: toFiles(id, page.nodes) })
    }
    case 'labels': {
      const page = parseAnswer(connectionSchemas.labels, fields.labels, what)
      return build(page, {}, { labels: page.keys })
    }
    case 'assignees': {
      const page = parseAnswer(connectionSchemas.assignees, fields.assignees, what)
      return build(page, {}, { assigneeIds: page.nodes.map((assignee) => actors.note(assignee)) })
    }
    case 'checks': {
      const rollup = parseAnswer(z.object({ commit: oidSchema, contexts: connectionSchemas.checks }), fields.statusCheckRollup, what)
      return build(rollup.contexts, { checks: toChecks(id, rollup.commit?.oid ?? asked.headRefOid, rollup.contexts.nodes) })
    }
    case 'closingIssues': {
      const page = parseAnswer(connectionSchemas.closingIssues, fields.closingIssuesReferences, what)
      return build(page, {}, { closingIssues: toClosingIssues(page.nodes) })
    }
    case 'timelineItems': {
      const page = parseAnswer(connectionSchemas.timelineItems, fields.timelineItems, what)
      return build(page, { timeline: toTimelineEvents(id, page.nodes, actors) })
    }
  }
}
