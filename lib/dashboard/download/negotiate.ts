import Negotiator from 'negotiator'
import type { DOWNLOAD_FORMS } from '@/lib/pages/list/prepare-downloads'

export type Form = (typeof DOWNLOAD_FORMS)[number]

/** The form that Accept prefers; JSON where it prefers none of the two, or neither is acceptable to it. */
export function negotiateForm(request: Request): Form {
  const accept = request.headers.get('accept') ?? '*/*'
  const preferred = new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/csv'])
  return preferred === 'text/csv' ? 'csv' : 'json'
}
