import { apiRoute } from '@/lib/dashboard/api/route'
import { RequestProblem } from '@/lib/dashboard/problem'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async () => {
  throw new RequestProblem(404, 'Not found', 'There is nothing at this path; GET /api/v1/openapi.json lists what there is.')
})
