import { expect, it } from 'vitest'
import { Walk } from '@/lib/github/walk'

const page = (keys: string[], total: number, cursor: string | null = null) => ({ keys, total, cursor, hasNext: cursor !== null })

it('is whole where distinct nodes are as many as the list counts', () => {
  const walk = new Walk('pull requests')
  expect([...walk.take(page(['a', 'b'], 3, 'c1'))]).toEqual(['a', 'b'])
  expect([walk.next, walk.isOver]).toEqual(['c1', false])
  expect([...walk.take(page(['b', 'c'], 3))]).toEqual(['c'])
  expect([walk.next, walk.isOver, walk.seen, walk.gap]).toEqual([null, true, 3, null])
})

it('takes the total of the last page, because lists grow and shrink meanwhile', () => {
  const grown = new Walk('pull requests')
  grown.take(page(['a'], 1, 'c1'))
  grown.take(page(['b'], 2))
  expect(grown.gap).toBeNull()
  const short = new Walk('pull requests')
  short.take(page(['a', 'b'], 3))
  expect(short.gap).toBe('GitHub counts 3 pull requests and lists 2')
})

it('counts what earlier pages held, by key or by number', () => {
  const walk = new Walk('reviews', { keys: ['a', 'b'], seen: 3, cursor: 'c1' })
  walk.take(page(['b', 'c'], 5))
  expect([walk.seen, walk.gap]).toEqual([4, 'GitHub counts 5 reviews and lists 4'])
})

it('ends where the cursor does not move, is none, or was there before', () => {
  for (const cursors of [
    ['c1', 'c1'],
    ['c1', 'c2', 'c1'],
  ]) {
    const walk = new Walk('teams')
    for (const cursor of cursors) walk.take(page(['a'], 900, cursor))
    expect([walk.isOver, walk.isEndless, walk.gap]).toEqual([true, true, "GitHub's list of teams does not end (1 of 900 were read)"])
  }
  const none = new Walk('teams', { cursor: 'c1' })
  none.take({ keys: ['a'], total: 9, cursor: 'c1', hasNext: true })
  expect(none.isOver).toBe(true)
  const lost = new Walk('teams')
  lost.take({ keys: ['a'], total: 9, cursor: null, hasNext: true })
  expect(lost.isEndless).toBe(true)
})

it('ends after more pages than the total allows, with however many new nodes', () => {
  const walk = new Walk('comments')
  let pages = 0
  while (!walk.isOver) {
    pages += 1
    walk.take(page([`a${pages}`], 150, `c${pages}`))
  }
  expect([pages, walk.isEndless]).toEqual([6, true])
})
