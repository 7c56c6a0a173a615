import Negotiator from 'negotiator'

export type Form = 'json' | 'csv'

/** The form that Accept prefers; JSON where it prefers none of the two, or neither is acceptable to it. */
export function negotiateForm(request: Request): Form {
  const accept = request.headers.get('accept') ?? '*/*'
  const preferred = new Negotiator({ headers: { accept } }).mediaType(['application/json', 'text/csv'])
  return preferred === 'text/csv' ? 'csv' : 'json'
}
