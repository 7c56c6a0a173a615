import { apiRoute } from '@/lib/dashboard/api/route'
import { replyPullRequests } from '@/lib/dashboard/api/reply-pull-requests'
import { loadPullRequestsAnswer } from '@/lib/dashboard/api/load-answers'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters, form }) => {
  const asked = parseParameters(parameterSchemas.pullRequests, parameters)
  return replyPullRequests(form, await loadPullRequestsAnswer(context, null, asked))
})
