/** The five blocks of readings that a pull request can be counted in, by their keys in the document. */
export const FIGURES = ['reviewCapacity', 'timeToConfidentMerge', 'defectCatchRate', 'reasoningTrail', 'aiShare'] as const
export type Figure = (typeof FIGURES)[number]

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
