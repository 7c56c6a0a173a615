import { apiRoute } from '@/lib/dashboard/api/route'
import { renderCsv } from '@/lib/dashboard/download/csv'
import { DOCUMENT_COLUMNS } from '@/lib/dashboard/download/readings-columns'
import { loadMetricsAnswer } from '@/lib/dashboard/api/load-answers'
import { parameterSchemas, parseParameters } from '@/lib/dashboard/parse-parameters'
import { readingsDocumentSchema } from '@/lib/metrics/document/readings'
import { replyInForm } from '@/lib/dashboard/api/reply'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute<{ teamSlug: string }>(
  async ({ context, parameters, params, form }) => {
    const asked = parseParameters(parameterSchemas.metrics, parameters)
    const document = readingsDocumentSchema.parse(await loadMetricsAnswer(context, params.teamSlug, asked))
    return replyInForm(form, { json: document, csv: () => renderCsv(DOCUMENT_COLUMNS, [document]) })
  },
)
