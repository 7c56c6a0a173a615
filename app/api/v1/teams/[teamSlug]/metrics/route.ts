import { apiRoute } from '@/lib/dashboard/api-route'
import { loadMetricsAnswer } from '@/lib/dashboard/load-api'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { readingsDocumentSchema } from '@/lib/dashboard/readings-schema'
import { replyJson } from '@/lib/dashboard/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute<{ teamSlug: string }>(async ({ context, parameters, params }) => {
  const asked = parseParameters(parameterSchemas.metrics, parameters)
  return replyJson(readingsDocumentSchema.parse(await loadMetricsAnswer(context, params.teamSlug, asked)))
})
