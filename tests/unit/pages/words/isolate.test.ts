import { expect, test } from 'vitest'
import { dropStrayEnds, isolate } from '@/lib/pages/words/isolate'

test.each(['Payments', 'Überweisung – 決済 🎉', ''])('%j turns nothing round and stays as it is', (text) => {
  expect(isolate(text)).toBe(text)
})

test.each([
  ['an override that is never ended', 'a\u202Eb', '\u2068a\u202Eb\u2069'],
  ['letters from right to left', 'שלום', '\u2068שלום\u2069'],
  ['an end of what surrounds it', 'a\u2069\u202Eb', '\u2068a\u202Eb\u2069'],
  ['the end of an embedding that it did not begin', 'a\u202Cb\u200F', '\u2068ab\u200F\u2069'],
])('%s stays within the text', (_, text, isolated) => {
  expect(isolate(text)).toBe(isolated)
})

test('what a text itself begins, it may end', () => {
  expect(dropStrayEnds('\u2067a\u2069 \u202Db\u202C c\u2069\u202C')).toBe('\u2067a\u2069 \u202Db\u202C c')
})
