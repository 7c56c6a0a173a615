import { rangeQuery } from '@/lib/pages/frame/prepare-range'

/** What can be downloaded, and in which forms: /download/series?format=csv. */
export const DOWNLOADS = ['pull-requests', 'series', 'teams', 'surfaces'] as const
export const DOWNLOAD_FORMS = ['csv', 'json'] as const

export interface DownloadLink {
  label: string
  href: string
}

/** A list of a page as files, all of its rows: the same range, and whatever else says which list it is. */
export function prepareDownloads(
  list: (typeof DOWNLOADS)[number],
  range: { from: string; to: string; isDefault: boolean },
  parameters: Record<string, string> = {},
): DownloadLink[] {
  return DOWNLOAD_FORMS.map((format) => ({
    label: format.toUpperCase(),
    href: `/download/${list}${rangeQuery(range, { ...parameters, format })}`,
  }))
}
