import { typedError } from './errors'

export interface PageArguments {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
}

const PREFIX = 'cursor:v2:'

export function encodeCursor(key: string): string {
  return Buffer.from(`${PREFIX}${key}`).toString('base64')
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString()
  if (!text.startsWith(PREFIX)) {
    throw typedError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`)
  }
  return text.slice(PREFIX.length)
}

/** A list that is only looked at where a page needs it. */
export interface Sequence<T> {
  length: number
  at(index: number): T
  /** Sort key of the item; a cursor is made of it, so it stays right when items are added. Default: the index. */
  keyAt?(index: number): string
  /** Index of the first item after the key. */
  indexAfter?(key: string): number
}

/** One page of a list as GitHub's connections give it. */
export function toConnection<T>(items: Sequence<T>, page: PageArguments) {
  const keyAt = items.keyAt?.bind(items) ?? String
  const indexAfter = items.indexAfter?.bind(items) ?? ((key: string) => Number(key) + 1)
  let start = page.after ? Math.min(indexAfter(decodeCursor(page.after)), items.length) : 0
  let end = page.before ? Math.max(start, indexAfter(decodeCursor(page.before)) - 1) : items.length
  if (typeof page.first === 'number') end = Math.min(end, start + page.first)
  else if (typeof page.last === 'number') start = Math.max(start, end - page.last)
  const nodes: T[] = []
  for (let index = start; index < end; index += 1) nodes.push(items.at(index))
  return {
    nodes,
    edges: nodes.map((node, offset) => ({ node, cursor: encodeCursor(keyAt(start + offset)) })),
    totalCount: items.length,
    filteredCount: items.length,
    pageCount: nodes.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: end > start ? encodeCursor(keyAt(start)) : null,
      endCursor: end > start ? encodeCursor(keyAt(end - 1)) : null,
    },
  }
}

/** A plain array; its cursors are positions. */
export function toArrayConnection<T>(items: readonly T[], page: PageArguments) {
  const at = (index: number) => {
    const item = items[index]
    if (item === undefined) throw new RangeError(`No item ${index} of ${items.length}`)
    return item
  }
  return toConnection({ length: items.length, at }, page)
}
