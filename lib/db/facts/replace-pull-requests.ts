import type { PullRequestFact, PullRequestFacts } from '@/lib/facts/pull-request-facts'
import type { Database, DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { upsertRows } from '../postgres/upsert-rows'
import { completePullRequests } from './complete-pull-requests'
import { deleteChildFacts } from './delete-child-facts'
import { insertChildFacts } from './insert-child-facts'
import { updateRepositoryWalk, type RepositoryWalk } from '../sync/repositories'

export interface UnreadablePullRequest {
  id: string
  number: number
  title: string
  url: string
  createdAt: Date
  updatedAt: Date
  reason: string
}

export interface PullRequestBatch {
  organizationId: number
  repositoryId: string
  facts: PullRequestFacts
  /** GitHub knows them no longer. */
  missing: string[]
  /** Poison: recorded, so that the rest can go on, and tried again by the next run. */
  unreadable: UnreadablePullRequest[]
  readAt: Date
  /** Where the walk through the repository stands once this batch is stored. */
  walk: RepositoryWalk
}

/**
 * Stores a batch and how far it brings the walk: one transaction, so a kill at any instant loses at most what GitHub
 * answered last. What the first pages did not hold stays open in the ledger and is read afterwards.
 */
export async function replacePullRequests(database: Database, batch: PullRequestBatch): Promise<void> {
  const { organizationId, facts } = batch
  await database.$transaction(
    async (transaction) => {
      await deleteChildren(transaction, organizationId, facts.pullRequests)
      await upsertPullRequests(transaction, organizationId, facts.pullRequests, batch.readAt)
      await insertChildFacts(transaction, organizationId, facts)
      // Before the ledger is closed: one that was read and lacks something is among both.
      await upsertUnreadable(transaction, batch)
      await completePullRequests(
        transaction,
        organizationId,
        facts.pullRequests.map((pullRequest) => pullRequest.id),
      )
      await deletePullRequests(transaction, organizationId, batch.missing)
      await updateRepositoryWalk(transaction, organizationId, batch.repositoryId, batch.walk, batch.readAt)
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}

/**
 * Everything below the pull requests goes, because GitHub does not tell what was removed. Checks stay where GitHub has
 * forgotten them (it deletes them after some 400 days) and the head is still the same.
 */
async function deleteChildren(database: DatabaseOrTransaction, organizationId: number, pullRequests: PullRequestFact[]) {
  const ids = pullRequests.map((pullRequest) => pullRequest.id)
  if (ids.length === 0) return
  await deleteChildFacts(database, organizationId, ids)
  const heads = pullRequests.map(({ id, headRefOid, checksState }) => ({ id, headRefOid, checksState }))
  await database.$executeRaw`
    delete from checks c using jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as h(id text, "headRefOid" text, "checksState" text)
    where c.organization_id = ${organizationId} and c.pull_request_id = h.id
      and (h."checksState" = 'read' or c.commit_oid <> h."headRefOid")`
}

async function upsertPullRequests(database: DatabaseOrTransaction, organizationId: number, pullRequests: PullRequestFact[], readAt: Date) {
  await upsertRows(database, {
    table: 'pull_requests',
    organizationId,
    rows: pullRequests.map((pullRequest) => ({ ...pullRequest, isComplete: false, readError: null, readAt })),
    key: ['id'],
    inserts: {
      checksState: Prisma.sql`case
        when x.checks_state <> 'read' and exists (
          select 1 from checks c where c.organization_id = ${organizationId} and c.pull_request_id = x.id) then 'read'
        else x.checks_state
      end`,
    },
  })
}

/** One that was read before keeps its facts, but they are no longer all there is: it waits for its next reading. */
async function upsertUnreadable(database: DatabaseOrTransaction, { organizationId, repositoryId, unreadable, readAt }: PullRequestBatch) {
  await upsertRows(database, {
    table: 'pull_requests',
    organizationId,
    rows: unreadable.map(({ reason, ...known }) => ({ ...UNREAD, ...known, repositoryId, readError: reason, readAt })),
    key: ['id'],
    updated: ['isComplete', 'readError'],
  })
}

/** What a pull request says of itself before anything of it was read. */
const UNREAD = {
  body: '',
  state: 'OPEN',
  isDraft: false,
  authorId: 'ghost',
  headRefOid: '',
  isCrossRepository: false,
  additions: 0,
  deletions: 0,
  changedFiles: 0,
  labels: [],
  assigneeIds: [],
  closingIssues: [],
  checksState: 'unreadable',
  ledger: {},
  isComplete: false,
} satisfies Partial<Record<keyof PullRequestFact | 'isComplete', unknown>>

async function deletePullRequests(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  if (ids.length === 0) return
  await deleteChildFacts(database, organizationId, ids)
  await database.$executeRaw`delete from checks where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from pull_requests where organization_id = ${organizationId} and id = any(${ids})`
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select ${organizationId}::int, unnest(${ids}::text[]) on conflict do nothing`
}
