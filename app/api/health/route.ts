import { readOnlyRoute } from '@/lib/dashboard/api/route'
import { healthSchema } from '@/lib/dashboard/api/schema'
import { loadHealth } from '@/lib/dashboard/sync/load-health'
import { replyJson } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnlyRoute(async () => {
  const health = healthSchema.parse(await loadHealth())
  return replyJson(health, { status: health.status === 'failing' ? 503 : 200 })
})
