import pg from 'pg'

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
export async function dumpTable(url: string, table: FactTable, without: string[] = []): Promise<string[]> {
  return dump(url, (read) => read(table, without))
}

/** @param url of the database that is read */
export async function dumpFacts(url: string): Promise<Record<FactTable, string[]>> {
  return dump(url, async (read) => {
    const tables: [FactTable, string[]][] = []
    for (const table of FACT_TABLES) tables.push([table, await read(table)])
    return Object.fromEntries(tables) as Record<FactTable, string[]>
  })
}

type Read = (table: FactTable, without?: string[]) => Promise<string[]>

/** On a connection of its own, past Prisma: what is compared is what the tables hold, not what our own questions make of it. */
async function dump<Dumped>(url: string, run: (read: Read) => Promise<Dumped>): Promise<Dumped> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await run(async (table, without = []) => {
      const dropped = ['organization_id', ...(VOLATILE[table] ?? []), ...without].map((column) => `- '${column}'`).join(' ')
      const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) ${dropped} as row from ${table} t`)
      return rows.map(({ row }) => JSON.stringify(row)).sort()
    })
  } finally {
    await client.end()
  }
}
