import { addWeeks, toDateString, toWeekStart } from '@/lib/dates'
import { formatDays, formatInstant, formatSpan } from '@/lib/pages/words/format-dates'

/** The range control: what is shown, and the same page over other spans. All state is in the URL. */
export interface RangeView {
  label: string
  span: string
  from: string
  /** Last day shown; the form asks for inclusive days, the URL keeps the exclusive end. */
  to: string
  path: string
  presets: { label: string; href: string; isCurrent: boolean }[]
  problem: string | null
  /** "as of 16 Nov 2026, 09:00 UTC" */
  asOf: string
}

export interface Range {
  /** YYYY-MM-DD */
  from: string
  /** Exclusive. */
  to: string
  /** ISO instant; facts after it are ignored. */
  asOf: string
  /** The last 12 complete weeks as of the last completed sync. */
  isDefault: boolean
  /** One sentence about what was asked and could not be given (a bad date, say); the default is shown instead. */
  problem: string | null
}

const SPANS = [4, 12, 26, 52]

export function prepareRange(range: Range, path: string): RangeView {
  const end = toWeekStart(new Date(range.asOf))
  return {
    label: formatDays(range.from, range.to),
    span: formatSpan(range.from, range.to),
    from: range.from,
    to: range.to,
    path,
    presets: SPANS.map((weeks) => {
      const from = toDateString(addWeeks(end, -weeks))
      const to = toDateString(end)
      const isDefaultSpan = weeks === 12
      return {
        label: `${weeks} weeks`,
        href: isDefaultSpan ? path : `${path}?from=${from}&to=${to}`,
        isCurrent: from === range.from && to === range.to,
      }
    }),
    problem: range.problem,
    asOf: `as of ${formatInstant(range.asOf)}`,
  }
}

/** "?from=…&to=…" that keeps the range of a page on its links; empty for the default range. */
export function rangeQuery(range: { from: string; to: string; isDefault: boolean }, more: Record<string, string> = {}): string {
  const query = new URLSearchParams(range.isDefault ? more : { from: range.from, to: range.to, ...more }).toString()
  return query === '' ? '' : `?${query}`
}

/** More parameters on a query that rangeQuery made: "" or "?…". */
export function addToQuery(query: string, more: Record<string, string>): string {
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) parameters.set(name, value)
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}
