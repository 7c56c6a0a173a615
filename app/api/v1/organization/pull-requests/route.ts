import { apiRoute } from '@/lib/dashboard/api-route'
import { pullRequestPageSchema } from '@/lib/dashboard/api-schema'
import { loadPullRequestsAnswer } from '@/lib/dashboard/load-api'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { replyJson } from '@/lib/dashboard/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters }) => {
  const asked = parseParameters(parameterSchemas.pullRequests, parameters)
  return replyJson(pullRequestPageSchema.parse(await loadPullRequestsAnswer(context, null, asked)))
})
