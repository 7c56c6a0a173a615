import type { PullRequestListItem } from '@/lib/metrics/document/list-item'

/** A block of readings that a pull request can be counted in, by its key in the document. */
export type Figure = PullRequestListItem['countedIn'][number]

/** The same in the address of a page, in the order of the page: ?figure=confidence. */
export const LIST_FIGURES = ['capacity', 'confidence', 'catch', 'trail', 'ai'] as const
export type ListFigure = (typeof LIST_FIGURES)[number]

export const FIGURE_NAMES: Record<ListFigure, Figure> = {
  capacity: 'reviewCapacity',
  confidence: 'timeToConfidentMerge',
  catch: 'defectCatchRate',
  trail: 'reasoningTrail',
  ai: 'aiShare',
}
