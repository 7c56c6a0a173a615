import { explainPullRequest, type PullRequestView } from './explain-pull-request'
import type { ExplainedPullRequest, Reason } from './explain-reasons'
import { formatCount } from './format-figures'
import type { FigureKey } from './pick-weekly-points'
import { rangeQuery } from './prepare-range'

export interface PullRequestListSource {
  path: string
  range: { from: string; to: string; isDefault: boolean }
  pullRequests: { items: readonly ExplainedPullRequest[]; nextCursor: string | null; figure: Reason['figure'] | null }
  counts: Record<'all' | 'reviewCapacity' | 'timeToConfidentMerge' | 'defectCatchRate' | 'reasoningTrail' | 'aiShare', number> | null
}

export interface PullRequestListView {
  title: string
  /** One link a figure; the current one is no link. */
  filters: { label: string; count: string | null; href: string; isCurrent: boolean }[]
  items: PullRequestView[]
  nextHref: string | null
  empty: string
}

const FILTERS = [
  { figure: null, count: 'all', label: 'All' },
  { figure: 'capacity', count: 'reviewCapacity', label: 'Review capacity' },
  { figure: 'confidence', count: 'timeToConfidentMerge', label: 'Confident merge' },
  { figure: 'catch', count: 'defectCatchRate', label: 'Catch rate' },
  { figure: 'trail', count: 'reasoningTrail', label: 'Reasoning trail' },
  { figure: 'ai', count: 'aiShare', label: 'AI share' },
] as const

/** Where each figure's pull requests are listed; merges without confidence are part of the list of confident merge. */
export function toFigureHrefs(path: string, range: PullRequestListSource['range']): Record<FigureKey, string> {
  const to = (figure: Reason['figure']) => `${path}${rangeQuery(range, { figure })}${LIST_ANCHOR}`
  const confidence = to('confidence')
  return { capacity: to('capacity'), confidence, withoutConfidence: confidence, catch: to('catch'), trail: to('trail'), ai: to('ai') }
}

const LIST_ANCHOR = '#pull-requests'

export function preparePullRequestList({ path, range, pullRequests, counts }: PullRequestListSource): PullRequestListView {
  const { figure, items, nextCursor } = pullRequests
  const href = (more: Record<string, string>) => `${path}${rangeQuery(range, more)}${LIST_ANCHOR}`
  const current = FILTERS.find((filter) => filter.figure === figure)
  return {
    title: figure === null ? 'Pull requests behind the figures' : `Pull requests behind: ${current?.label.toLowerCase() ?? figure}`,
    filters: FILTERS.map((filter) => ({
      label: filter.label,
      count: counts === null ? null : formatCount(counts[filter.count]),
      href: href(filter.figure === null ? {} : { figure: filter.figure }),
      isCurrent: filter.figure === figure,
    })),
    items: items.map((item) => explainPullRequest(item, figure)),
    nextHref: nextCursor === null ? null : href({ ...(figure === null ? {} : { figure }), cursor: nextCursor }),
    empty: 'No pull request of this range counts here.',
  }
}
