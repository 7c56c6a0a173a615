import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toArrayConnection } from '@/lib/demo/stand-in/connection'

test('pages forward through everything, once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, first) => {
      const read: number[] = []
      let after: string | null = null
      for (;;) {
        const page: ReturnType<typeof toArrayConnection<number>> = toArrayConnection(items, { first, after })
        expect(page.totalCount).toBe(items.length)
        read.push(...page.nodes)
        if (!page.pageInfo.hasNextPage) break
        after = page.pageInfo.endCursor
      }
      expect(read).toEqual(items)
    }),
  )
})

test('the last ones come from the end', () => {
  const page = toArrayConnection(['a', 'b', 'c'], { last: 2 })
  expect(page.nodes).toEqual(['b', 'c'])
  expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
})

test('an empty page has no cursors', () => {
  expect(toArrayConnection([], { first: 5 }).pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  })
})

test('a cursor that is none is refused', () => {
  expect(() => toArrayConnection(['a'], { first: 1, after: 'bm9uZQ==' })).toThrow(/valid cursor/)
})
