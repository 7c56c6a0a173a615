import type { ChildFacts } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { upsertRows } from '../postgres/upsert-rows'
import { upsertActors } from './upsert-actors'

/**
 * One statement a table and batch. GitHub may repeat a row on the next page when something was added meanwhile: the later
 * one is stored. A new column needs no word here: rows name their columns, and tables their types.
 */
export async function insertChildFacts(database: DatabaseOrTransaction, organizationId: number, facts: ChildFacts): Promise<void> {
  const store = <Row extends { pullRequestId: string }>(table: string, rows: Row[], key: keyof Row & string) =>
    upsertRows(database, { table, organizationId, rows, key: ['pullRequestId', key] })
  await upsertActors(database, organizationId, facts.actors)
  await store('reviews', facts.reviews, 'id')
  await store('review_threads', facts.threads, 'id')
  await store('comments', facts.comments, 'id')
  await store('timeline_events', facts.timeline, 'id')
  await store('commits', facts.commits, 'oid')
  await store('changed_files', facts.files, 'path')
  await store('checks', facts.checks, 'id')
}
