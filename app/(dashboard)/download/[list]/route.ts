import { loadDownload } from '@/lib/dashboard/download/load-download'
import { replyDownload } from '@/lib/dashboard/download/reply-download'
import { toParameters } from '@/lib/dashboard/parse-parameters'
import { readOnlyRoute } from '@/lib/dashboard/api/route'

export const dynamic = 'force-dynamic'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnlyRoute<{ list: string }>(async (request, { params }) =>
  replyDownload(await loadDownload((await params).list, toParameters(new URL(request.url).searchParams))),
)
