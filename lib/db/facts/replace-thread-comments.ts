import type { ActorFact, CommentFact } from '@/lib/facts/pull-request-facts'
import type { Database } from '../client'
import { completePullRequests } from './complete-pull-requests'
import { insertChildFacts } from './insert-child-facts'
import { toReadError, type Unread } from './read-error'

export interface ThreadBatch {
  threads: { id: string; pullRequestId: string; total: number; cursor: string | null; complete: boolean }[]
  comments: CommentFact[]
  actors: ActorFact[]
  /** Threads that GitHub knows no longer. */
  missing: { id: string; pullRequestId: string }[]
  /** Pull requests of threads that could not be read. */
  unreadable: ({ pullRequestId: string } & Unread)[]
}

const NOTHING = { reviews: [], threads: [], commits: [], files: [], timeline: [], checks: [] }

/** Stores a page of comments for each of these threads and says how far each got: one transaction. */
export async function replaceThreadComments(database: Database, organizationId: number, batch: ThreadBatch): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      await insertChildFacts(transaction, organizationId, { ...NOTHING, comments: batch.comments, actors: batch.actors })
      await transaction.$executeRaw`
        update review_threads t set comments_total = x.total, comments_cursor = x.cursor, comments_complete = x.complete
        from jsonb_to_recordset(${JSON.stringify(batch.threads)}::jsonb) as x(
          id text, "pullRequestId" text, total int, cursor text, complete boolean)
        where t.organization_id = ${organizationId} and t.pull_request_id = x."pullRequestId" and t.id = x.id`
      if (batch.missing.length > 0) {
        await transaction.$executeRaw`
          delete from review_threads t using jsonb_to_recordset(${JSON.stringify(batch.missing)}::jsonb) as x(id text, "pullRequestId" text)
          where t.organization_id = ${organizationId} and t.pull_request_id = x."pullRequestId" and t.id = x.id`
      }
      for (const { pullRequestId, ...unread } of batch.unreadable) {
        await transaction.pullRequest.update({
          where: { organizationId_id: { organizationId, id: pullRequestId } },
          data: { readError: toReadError(unread) },
          select: { id: true },
        })
      }
      const touched = [...batch.threads, ...batch.missing].map((thread) => thread.pullRequestId)
      await completePullRequests(transaction, organizationId, [...new Set(touched)])
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}
