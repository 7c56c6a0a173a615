import type { Database } from '@/lib/db/client'

/** Tables of derived rows. */
export const DERIVED = [
  'pull_request_metrics',
  'pull_request_evidence',
  'scope_pull_requests',
  'pull_request_references',
  'team_week_rollups',
  'scope_readings',
  'repository_tier_states',
] as const

/** By table and generation: how many rows, and a sum of all they say but the number of their generation. */
export async function sumGenerations(database: Database): Promise<Record<string, Record<number, string>>> {
  const sums: Record<string, Record<number, string>> = {}
  for (const table of DERIVED) {
    const rows = await database.$queryRawUnsafe<{ generation: number; sum: string }[]>(
      `select generation, count(*) || ' ' || md5(string_agg(text, '|' order by text)) as sum
       from (select generation, (to_jsonb(t) - 'generation')::text as text from ${table} t) rows group by generation`,
    )
    sums[table] = Object.fromEntries(rows.map(({ generation, sum }) => [generation, sum]))
  }
  return sums
}

/** Of a database that holds one generation, whichever it is. */
export async function sumDerived(database: Database): Promise<Record<string, string[]>> {
  return Object.fromEntries(Object.entries(await sumGenerations(database)).map(([table, sums]) => [table, Object.values(sums)]))
}
