import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { UserError } from '@/lib/errors'
import { hasChecksum, readMigrations, toChecksum, type Migration } from './migrations'

/** Prisma's own table, so that `prisma migrate deploy` stays interchangeable. */
const LEDGER = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

interface LedgerRow {
  id: string
  name: string
  checksum: string
  isFinished: boolean
}

/**
 * Applies what is missing, on the connection that holds the lock, and returns the names of it. A migration and its row in
 * the ledger are one transaction: killed or cancelled at any instant, the next run finds all of it or nothing. A connection
 * that loses its process goes on with the statement it is at, and keeps the lock with it, so nobody works beside it.
 * @throws UserError, with nothing done, where the database is newer than the program, was migrated by other text, or is not ours.
 */
export async function applyMigrations(client: pg.Client, migrations: Migration[] = readMigrations()): Promise<string[]> {
  const rows = await listLedger(client)
  refuseForeign(rows, migrations)
  const applied: string[] = []
  for (const migration of migrations) {
    const mine = rows.filter(({ name }) => name === migration.name)
    if (mine.some(({ isFinished }) => isFinished)) continue
    await apply(client, migration, mine.length > 0)
    applied.push(migration.name)
  }
  return applied
}

async function listLedger(client: pg.Client): Promise<LedgerRow[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p')
       and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
  )
  const isKnown = tables.some(({ name }) => name === '_prisma_migrations')
  const [other] = tables
  if (!isKnown && other) {
    throw new UserError(
      `The database holds tables that are not Plumbline's ("${other.name}" and ${tables.length - 1} more), so nothing was done.`,
      'Give DATABASE_URL a database of its own.',
    )
  }
  if (!isKnown) await client.query(LEDGER)
  const { rows } = await client.query<LedgerRow>(
    `select id, migration_name as name, checksum, finished_at is not null as "isFinished"
     from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return rows
}

function refuseForeign(rows: LedgerRow[], migrations: Migration[]): void {
  for (const { name, checksum, isFinished } of rows) {
    const known = migrations.find((migration) => migration.name === name)
    if (!known) {
      throw new UserError(
        `The database is newer than this program: it knows a migration "${name}". Nothing was done.`,
        'Update Plumbline, or give DATABASE_URL another database.',
      )
    }
    if (isFinished && !hasChecksum(known.sql, checksum)) {
      throw new UserError(
        `The migration "${name}" was another one when the database was migrated. Nothing was done.`,
        `Restore prisma/migrations/${name}/migration.sql as it was; a change needs a migration of its own.`,
      )
    }
  }
}

/**
 * @param wasBegun a row without an end stands in the ledger: earlier programs wrote it before their work, statement by
 * statement, so that nothing, a part or all of it may be there
 */
async function apply(client: pg.Client, { name, sql }: Migration, wasBegun: boolean): Promise<void> {
  await client.query('begin')
  try {
    if (wasBegun) {
      await client.query('delete from _prisma_migrations where migration_name = $1 and finished_at is null', [name])
      await runWhatIsMissing(client, sql)
    } else await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), toChecksum(sql), name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** What Postgres says of a statement that was carried out before: there already (a table, a column, a name, a row), or gone already. */
const DONE = ['42P07', '42701', '42710', '42P06', '23505', '42P01', '42703', '42704']

/** All of it where nothing is there, else statement after statement, without those that were carried out. */
async function runWhatIsMissing(client: pg.Client, sql: string): Promise<void> {
  if (await isNew(client, sql)) return
  for (const statement of splitStatements(sql)) await isNew(client, statement)
}

/** Runs it; false: it was carried out before, or a part of it. */
async function isNew(client: pg.Client, sql: string): Promise<boolean> {
  await client.query('savepoint attempt')
  try {
    await client.query(sql)
    await client.query('release savepoint attempt')
    return true
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !DONE.includes(error.code ?? '')) throw error
    await client.query('rollback to savepoint attempt')
    return false
  }
}

/** As the earlier programs did, whose remains these are. */
function splitStatements(sql: string): string[] {
  return sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
