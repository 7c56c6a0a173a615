import type { ChildFacts, ConnectionName, LedgerEntry, PullRequestFact } from '@/lib/facts/pull-request-facts'
import type { Database } from '../client'
import { completePullRequests } from './complete-pull-requests'
import { upsertNote } from './set-aside'
import { insertChildFacts } from './insert-child-facts'
import { toReadError, type Unread } from './read-error'

export interface ConnectionPage {
  pullRequestId: string
  connection: ConnectionName
  entry: LedgerEntry
  children: ChildFacts
  labels: string[]
  assigneeIds: string[]
  closingIssues: PullRequestFact['closingIssues']
  /** What of this page is kept as unknown; null: nothing. */
  note: string | null
}

/** Stores the next page of one connection and moves its line in the ledger on: one transaction. */
export async function appendConnection(database: Database, organizationId: number, page: ConnectionPage): Promise<void> {
  const { pullRequestId, connection, entry } = page
  await database.$transaction(
    async (transaction) => {
      await insertChildFacts(transaction, organizationId, page.children)
      await transaction.$executeRaw`
        update pull_requests set
          ledger = jsonb_set(ledger, array[${connection}::text], ${JSON.stringify(entry)}::jsonb),
          labels = labels || ${page.labels}::text[],
          assignee_ids = assignee_ids || ${page.assigneeIds}::text[],
          closing_issues = closing_issues || ${JSON.stringify(page.closingIssues)}::jsonb
        where organization_id = ${organizationId} and id = ${pullRequestId}`
      if (page.note !== null) await upsertNote(transaction, organizationId, pullRequestId, page.note)
      await completePullRequests(transaction, organizationId, [pullRequestId])
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}

/** The next page could not be read: the pull request waits for its next reading. */
export async function updateReadError(database: Database, organizationId: number, id: string, unread: Unread): Promise<void> {
  await database.pullRequest.update({
    where: { organizationId_id: { organizationId, id } },
    data: { readError: toReadError(unread) },
    select: { id: true },
  })
}
