import { apiRoute } from '@/lib/dashboard/api-route'
import { teamsSchema } from '@/lib/dashboard/api-schema'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { replyJson } from '@/lib/dashboard/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters }) => {
  parseParameters(parameterSchemas.none, parameters)
  return replyJson(teamsSchema.parse(context.teams))
})
