import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'

export interface TestDatabase {
  url: string
  /** Prisma on this database. */
  database: Database
  /** Closes `database` and drops it. */
  drop(): Promise<void>
}

/** A copy of the template, in about 50 ms. */
export async function cloneDatabase(clusterUrl: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await execute(clusterUrl, `create database ${name} template ${template}`)
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    database: openDatabase(url.href),
    async drop() {
      await closeDatabase(url.href)
      await execute(clusterUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
