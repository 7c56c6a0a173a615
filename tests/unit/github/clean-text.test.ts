import { expect, it } from 'vitest'
import { parseCleanJson } from '@/lib/github/clean-text'

it('strips NUL characters wherever they hide', () => {
  expect(parseCleanJson(JSON.stringify({ body: 'a\u0000b', nested: [{ title: '\u0000' }] }))).toEqual({
    body: 'ab',
    nested: [{ title: '' }],
  })
})

it('keeps a backslash that only looks like a NUL', () => {
  expect(parseCleanJson(JSON.stringify({ body: 'print "\\u0000"' }))).toEqual({ body: 'print "\\u0000"' })
})

it('replaces half a surrogate pair and keeps whole ones', () => {
  expect(parseCleanJson('{"body":"\\ud83d \\ud83d\\ude00 \\ude00"}')).toEqual({ body: '\ufffd \ud83d\ude00 \ufffd' })
  expect(parseCleanJson(JSON.stringify({ body: '😀' }))).toEqual({ body: '😀' })
})

it('leaves numbers, nulls and booleans alone', () => {
  expect(parseCleanJson('{"n":1.5,"x":null,"b":true,"s":"\\u0000"}')).toEqual({ n: 1.5, x: null, b: true, s: '' })
})
