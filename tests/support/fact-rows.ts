import type { Database } from '@/lib/db/client'

/** The fact tables, people included, in the order a reader would compare them. */
export const FACT_TABLES = [
  'repositories',
  'actors',
  'pull_requests',
  'reviews',
  'review_threads',
  'comments',
  'commits',
  'changed_files',
  'timeline_events',
  'checks',
  'users',
  'teams',
  'team_memberships',
  'pending_evaluations',
] as const
export type FactTable = (typeof FACT_TABLES)[number]

/** Widths grow with every good call, so two readings that end alike may have got there at another width. */
const VOLATILE: Partial<Record<FactTable, string[]>> = { repositories: ['page_width'] }

/** Columns that say how and when it was read, not what was read. */
export const READING_COLUMNS = ['read_at', 'last_read_at', 'backfilled_at', 'manifest_cursor']

/** Every row of a table as one text, sorted: two databases hold the same facts when these are equal. */
export async function dumpTable(database: Database, table: FactTable, without: string[] = []): Promise<string[]> {
  const dropped = ['organization_id', ...(VOLATILE[table] ?? []), ...without].map((column) => `- '${column}'`).join(' ')
  const rows = await database.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(`select to_jsonb(t) ${dropped} as row from ${table} t`)
  return rows.map(({ row }) => JSON.stringify(row)).sort()
}

export async function dumpFacts(database: Database): Promise<Record<FactTable, string[]>> {
  const tables = await Promise.all(FACT_TABLES.map(async (table) => [table, await dumpTable(database, table)] as const))
  return Object.fromEntries(tables) as Record<FactTable, string[]>
}
