import { apiRoute } from '@/lib/dashboard/api-route'
import { loadSeriesAnswer } from '@/lib/dashboard/load-api'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { seriesSchema } from '@/lib/dashboard/readings-schema'
import { replyJson } from '@/lib/dashboard/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters }) => {
  const asked = parseParameters(parameterSchemas.series, parameters)
  return replyJson(seriesSchema.parse(await loadSeriesAnswer(context, null, asked)))
})
