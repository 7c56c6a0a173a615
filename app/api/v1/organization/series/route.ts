import { apiRoute } from '@/lib/dashboard/api/route'
import { renderCsv } from '@/lib/dashboard/download/csv'
import { SERIES_COLUMNS } from '@/lib/dashboard/download/readings-columns'
import { loadSeriesAnswer } from '@/lib/dashboard/api/load-answers'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { seriesSchema } from '@/lib/metrics/document/readings'
import { replyInForm } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(async ({ context, parameters, form }) => {
  const asked = parseParameters(parameterSchemas.series, parameters)
  const series = seriesSchema.parse(await loadSeriesAnswer(context, null, asked))
  return replyInForm(form, { json: series, csv: () => renderCsv(SERIES_COLUMNS, series) })
})
