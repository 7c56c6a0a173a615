import { buildOpenApi } from '@/lib/dashboard/api/openapi'
import { apiRoute } from '@/lib/dashboard/api/route'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { replyJson } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ parameters }) => {
  parseParameters(parameterSchemas.none, parameters)
  return replyJson(buildOpenApi())
})
