import type { PullRequestFact, PullRequestFacts } from '@/lib/facts/pull-request-facts'
import { pickFacts } from '@/lib/facts/pick-facts'
import type { Database, DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { upsertRows } from '../postgres/upsert-rows'
import { completePullRequests } from './complete-pull-requests'
import { deleteChildFacts } from './delete-child-facts'
import { insertChildFacts } from './insert-child-facts'
import { updateRepositoryWalk, type RepositoryWalk } from '../sync/repositories'
import { deleteSetAside, upsertSetAside, type SetAside } from './set-aside'
import { listNumberDoubles } from './number-doubles'
import { toReadError, type Unread } from './read-error'

export interface UnreadablePullRequest extends Unread {
  id: string
  number: number
  title: string
  url: string
  createdAt: Date
  updatedAt: Date
}

export interface PullRequestBatch {
  organizationId: number
  repositoryId: string
  facts: PullRequestFacts
  /** GitHub knows them no longer. */
  missing: string[]
  /** Poison: recorded, so that the rest can go on, and tried again by the next run. */
  unreadable: UnreadablePullRequest[]
  /** Not even that could be stored of them. */
  unstored?: SetAside[]
  /** What is kept as unknown of a pull request of the batch, by its id. */
  notes?: ReadonlyMap<string, string>
  readAt: Date
  /** Where the walk through the repository stands once this batch is stored. */
  walk: RepositoryWalk
}

/**
 * Stores a batch and how far it brings the walk: one transaction, so a kill at any instant loses at most what GitHub
 * answered last. What the first pages did not hold stays open in the ledger and is read afterwards.
 */
export async function replacePullRequests(database: Database, given: PullRequestBatch): Promise<void> {
  const { organizationId } = given
  await database.$transaction(
    async (transaction) => {
      const doubles = await listNumberDoubles(transaction, organizationId, given.facts.pullRequests)
      await deletePullRequests(transaction, organizationId, doubles.replaced)
      const batch = { ...given, facts: pickFacts(given.facts, (id) => !doubles.leftOut.includes(id)) }
      const { facts } = batch
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
      await replaceSetAside(transaction, batch, doubles.kept)
      await updateRepositoryWalk(transaction, organizationId, batch.repositoryId, batch.walk, batch.readAt)
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}

/** A reading tells anew what is unknown of its pull requests. */
async function replaceSetAside(database: DatabaseOrTransaction, batch: PullRequestBatch, doubles: string[]) {
  const { organizationId, facts, missing, unreadable, unstored = [], notes } = batch
  const read = facts.pullRequests.map(({ id }) => id)
  const settled = [...read, ...missing, ...unreadable.map(({ id }) => id)]
  await deleteSetAside(database, organizationId, settled, ['store', 'note'])
  await deleteSetAside(database, organizationId, missing, ['judge'])
  const note = ({ id, repositoryId, number }: PullRequestFact, reason: string): SetAside => ({
    pullRequestId: id,
    repositoryId,
    number,
    step: 'note',
    reason,
    derivedWith: null,
  })
  await upsertSetAside(database, organizationId, [
    ...facts.pullRequests.flatMap((pullRequest) => {
      const reasons = [notes?.get(pullRequest.id), doubles.includes(pullRequest.id) ? DOUBLE : undefined].filter(
        (text) => text !== undefined,
      )
      return reasons.length > 0 ? [note(pullRequest, reasons.join('; '))] : []
    }),
    ...unstored,
  ])
}

const DOUBLE = 'is named twice by GitHub: two pull requests have this number, and the one that changed last is kept'

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
    rows: unreadable.map(({ failed, reason, ...known }) => ({
      ...UNREAD,
      ...known,
      repositoryId,
      readError: toReadError({ failed, reason }),
      readAt,
    })),
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
