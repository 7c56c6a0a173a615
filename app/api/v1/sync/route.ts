import { apiRoute } from '@/lib/dashboard/api/route'
import { syncSchema } from '@/lib/dashboard/api/schema'
import { loadSyncAnswer } from '@/lib/dashboard/sync/load-status'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { replyJson } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters }) => {
  parseParameters(parameterSchemas.none, parameters)
  return replyJson(syncSchema.parse(await loadSyncAnswer(context)))
})
