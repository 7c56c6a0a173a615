import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'

/** What a list can be ordered by; never by a person. Equal and missing values stand by number, then id. */
export const SORT_KEYS = ['merged', 'ready', 'number', 'hours', 'wait'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface PullRequestOrder {
  key: SortKey
  isDescending: boolean
}

/** As the address has it: "-hours" is the longest first. */
export function toSort({ key, isDescending }: PullRequestOrder): string {
  return isDescending ? `-${key}` : key
}

export const ORDER_CHOICES = (
  [
    ['merged', true, 'newest merge first'],
    ['merged', false, 'oldest merge first'],
    ['ready', true, 'newest ready first'],
    ['ready', false, 'oldest ready first'],
    ['hours', true, 'longest to confident merge first'],
    ['hours', false, 'shortest to confident merge first'],
    ['wait', true, 'longest waiting first'],
    ['wait', false, 'shortest waiting first'],
    ['number', true, 'highest number first'],
    ['number', false, 'lowest number first'],
  ] as const
).map(([key, isDescending, label]) => ({ value: toSort({ key, isDescending }), label }))

/** Where a pull request stands in an ordered list. */
export interface ListPosition {
  /** Epoch milliseconds of an instant, milliseconds of a duration, or the number; null stands last in both directions. */
  value: number | null
  number: number
  pullRequestId: string
}

export function toListPosition(row: NarrowEvaluation, { key }: PullRequestOrder, asOf: Date): ListPosition {
  return { value: toSortValue(row, key, asOf), number: row.number, pullRequestId: row.pullRequestId }
}

function toSortValue(row: NarrowEvaluation, key: SortKey, asOf: Date): number | null {
  if (key === 'merged') return row.mergedAt?.getTime() ?? null
  if (key === 'ready') return row.readyAt?.getTime() ?? null
  if (key === 'number') return row.number
  if (key === 'hours') return toConfidentMilliseconds(row)
  const since = toWaitingSince(row)
  return since === null ? null : asOf.getTime() - since
}

/** From the start of the clock to a confident merge; null: it is none. */
export function toConfidentMilliseconds({
  confidence,
  clockStartAt,
  mergedAt,
}: Pick<NarrowEvaluation, 'confidence' | 'clockStartAt' | 'mergedAt'>): number | null {
  if (confidence !== 'confident' || !clockStartAt || !mergedAt) return null
  return mergedAt.getTime() - clockStartAt.getTime()
}

/** Negative: `a` stands before `b`. */
export function comparePositions(a: ListPosition, b: ListPosition, { isDescending }: PullRequestOrder): number {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1
  } else if (a.value !== b.value) {
    return isDescending ? b.value - a.value : a.value - b.value
  }
  const behind = a.number - b.number || (a.pullRequestId < b.pullRequestId ? -1 : Number(a.pullRequestId > b.pullRequestId))
  return isDescending ? -behind : behind
}

/** Start of the review cycle that is still open, epoch milliseconds; null: none is. */
export function toWaitingSince(row: Pick<NarrowEvaluation, 'review' | 'endedAt'>): number | null {
  if (row.endedAt !== null) return null
  const starts = row.review.cycles.filter(({ outcome }) => outcome === 'open').map(({ startedAt }) => startedAt)
  return starts.length === 0 ? null : Math.min(...starts)
}
