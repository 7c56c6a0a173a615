import { toWaitingSince } from './pull-request-filter'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'

/** What a list can be ordered by; never by a person. Equal and missing values stand by number, then id. */
export const SORT_KEYS = ['merged', 'ready', 'number', 'hours', 'wait'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface PullRequestOrder {
  key: SortKey
  isDescending: boolean
}

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
