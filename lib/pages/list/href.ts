import { toListParameters, type ListQuestion } from './address'
import { rangeQuery } from '@/lib/pages/frame/prepare-range'

/** The page a list is on: its path, and the range that every link keeps. */
export interface ListPlace {
  path: string
  range: { from: string; to: string; asOf: string; isDefault: boolean }
}

/** A list as a page's own address, with the list in sight. */
export function listHref({ path, range }: ListPlace, question: ListQuestion, more: Record<string, string> = {}): string {
  return `${path}${rangeQuery(range, { ...toListParameters(question), ...more })}#pull-requests`
}
