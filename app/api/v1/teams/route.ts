import { apiRoute } from '@/lib/dashboard/api/route'
import { teamsSchema } from '@/lib/dashboard/api/schema'
import { renderCsv } from '@/lib/dashboard/download/csv'
import { TEAM_NAME_COLUMNS } from '@/lib/dashboard/download/readings-columns'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { replyInForm } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters, form }) => {
  parseParameters(parameterSchemas.none, parameters)
  const teams = teamsSchema.parse(context.teams)
  return replyInForm(form, { json: teams, csv: () => renderCsv(TEAM_NAME_COLUMNS, teams) })
})
