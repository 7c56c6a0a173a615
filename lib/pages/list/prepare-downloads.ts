import { rangeQuery } from '@/lib/pages/frame/prepare-range'

export interface DownloadLink {
  label: string
  href: string
}

/** A list of a page as files, all of its rows: the same range, and whatever else says which list it is. */
export function prepareDownloads(
  list: 'pull-requests' | 'series' | 'teams' | 'surfaces',
  range: { from: string; to: string; isDefault: boolean },
  parameters: Record<string, string> = {},
): DownloadLink[] {
  const to = (format: string) => `/download/${list}${rangeQuery(range, { ...parameters, format })}`
  return [
    { label: 'CSV', href: to('csv') },
    { label: 'JSON', href: to('json') },
  ]
}
