import { expect, test } from 'vitest'
import { parseCursor, toCursor } from '@/lib/dashboard/list/cursor'
import { RequestProblem } from '@/lib/dashboard/problem'

const range = {
  from: new Date('2026-08-24T00:00:00Z'),
  to: new Date('2026-11-16T00:00:00Z'),
  asOf: new Date('2026-11-18T09:30:00.123Z'),
  isDefault: true,
}
const question = { scope: 'payments', address: 'tier=T3&sort=-hours' }
const last = { value: Date.UTC(2026, 8, 1, 10), number: 42, pullRequestId: 'PR_ö/+' }
const cursor = toCursor(question, range, last)

test('a cursor brings back its position and the range it belongs to', () => {
  const { from, to, asOf } = range
  expect(parseCursor(cursor, question, {})).toEqual({ start: { position: last, isBackwards: false }, range: { from, to, asOf } })
  expect(parseCursor(cursor, question, { from, to, asOf }).start.position).toEqual(last)
  const unmerged = toCursor(question, range, { ...last, value: null }, true)
  expect(parseCursor(unmerged, question, {}).start).toEqual({ position: { ...last, value: null }, isBackwards: true })
})

test('a cursor survives a query string as it is', () => {
  expect(encodeURIComponent(cursor)).toBe(cursor)
})

test.each([
  ['another scope', cursor, { ...question, scope: 'checkout' }, {}, 'belongs to another list'],
  ['other filters', cursor, { ...question, address: 'tier=T2&sort=-hours' }, {}, 'belongs to another list'],
  ['another range', cursor, question, { from: new Date('2026-08-25T00:00:00Z') }, 'belongs to another list'],
  ['another instant', cursor, question, { asOf: range.to }, 'belongs to another list'],
  ['no cursor at all', 'page-2', question, {}, 'is not one that this list gave'],
  ['a cut one', cursor.slice(0, -8), question, {}, 'is not one that this list gave'],
  ['an empty one', '', question, {}, 'is not one that this list gave'],
  ['one with a NUL', toCursor(question, range, { ...last, pullRequestId: 'PR\0' }), question, {}, 'is not one that this list gave'],
  ['one with a number too large', toCursor(question, range, { ...last, number: 2 ** 31 }), question, {}, 'is not one that this list gave'],
  [
    'one with an instant no calendar has',
    toCursor(question, { ...range, to: new Date(8.64e15) }, last),
    question,
    {},
    'is not one that this list gave',
  ],
  ['other JSON', Buffer.from('{"a":1}').toString('base64url'), question, {}, 'is not one that this list gave'],
])('%s is refused', (_, text, asked, given, problem) => {
  expect(() => parseCursor(text, asked, given)).toThrow(RequestProblem)
  expect(() => parseCursor(text, asked, given)).toThrow(problem)
})
