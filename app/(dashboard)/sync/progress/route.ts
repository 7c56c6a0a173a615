import { loadRunningSync } from '@/lib/dashboard/sync/load-running'

export const dynamic = 'force-dynamic'

/** What open pages ask for while a sync runs: {"running": "catching up 98 %"}, null where none does. */
export async function GET(): Promise<Response> {
  return Response.json({ running: await loadRunningSync() }, { headers: { 'cache-control': 'no-store' } })
}
