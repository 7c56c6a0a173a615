import { describe, expect, it } from 'vitest'
import { cutText, MOST_CHARACTERS, shorten, toJudgedText } from '@/lib/facts/outside-text'

const GRAPHEMES = {
  emoji: '🎉',
  'ZWJ sequence': '👩‍👩‍👧‍👦',
  flag: '🇳🇵',
  'skin tone': '👍🏽',
  keycap: '1️⃣',
  'combining mark': 'e\u0301',
  'many marks': 'o\u0308\u0323\u0331',
  Hangul: '\u1112\u1161\u11ab',
  Devanagari: 'क्षि',
  'line break': '\r\n',
}
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const listGraphemes = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
const isBeginning = (part: string[], whole: string[]) => part.every((grapheme, index) => grapheme === whole[index])

describe.each([20, 160, 200, 240, 280])('a text shortened to %d', (most) => {
  it.each(Object.entries(GRAPHEMES))('holds whole graphemes where one stands across the cut: %s', (_, grapheme) => {
    for (let offset = most - grapheme.length - 2; offset <= most + 2; offset += 1) {
      const text = `${'x'.repeat(offset)}${grapheme}${'y'.repeat(most)}`
      const shown = shorten(text, most)
      expect(shown.length).toBeLessThanOrEqual(most)
      expect(shown.isWellFormed()).toBe(true)
      expect(isBeginning(listGraphemes(shown.slice(0, -1)), listGraphemes(text))).toBe(true)
    }
  })

  it.each(Object.entries(GRAPHEMES))('holds whole graphemes where there is nothing else: %s', (_, grapheme) => {
    for (const before of ['', 'x', 'xy', 'ж', 'жж', '漢字']) {
      const text = before + grapheme.repeat(most)
      const shown = shorten(text, most)
      expect(shown.length).toBeLessThanOrEqual(most)
      expect(isBeginning(listGraphemes(shown.slice(0, -1)), listGraphemes(text))).toBe(true)
    }
  })
})

describe('a part of a text', () => {
  it.each(Object.entries(GRAPHEMES))('leaves out what stands across either end: %s', (_, grapheme) => {
    const text = `${'a'.repeat(300)} ${grapheme.repeat(5)}${'b'.repeat(300)}`
    const whole = listGraphemes(text)
    for (let from = 290; from < 340; from += 1) {
      for (const length of [1, 7, 40]) {
        const part = cutText(text, from, from + length)
        expect(part.length).toBeLessThanOrEqual(length)
        expect(part.isWellFormed()).toBe(true)
        if (length === 40) expect(whole.join('')).toContain(part)
        if (length === 40) for (const one of listGraphemes(part)) expect(whole).toContain(one)
      }
    }
  })

  it('is what slice gives where each sign is one unit', () => {
    const text = 'It takes the lock once, because two took it twice.'.repeat(20)
    for (let from = 0; from < 200; from += 7) expect(cutText(text, from, from + 80)).toBe(text.slice(from, from + 80))
    expect(shorten(text, 160)).toBe(`${text.slice(0, 159)}…`)
    expect(shorten(text, text.length)).toBe(text)
  })

  it('cuts between code points where one grapheme is longer than the part', () => {
    const text = `a${'\u0301'.repeat(5_000)}`
    expect(shorten(text, 240)).toBe(`${text.slice(0, 239)}…`)
    const family = `${'👩\u200d'.repeat(2_000)}👩`
    expect(shorten(family, 240).isWellFormed()).toBe(true)
    expect(cutText(family, 3_001, 3_100).isWellFormed()).toBe(true)
  })

  it('is well-formed where the text is not', () => {
    expect(shorten('\ud83c', 10)).toBe('\ufffd')
    expect(shorten('\ud83c'.repeat(20), 10).isWellFormed()).toBe(true)
    expect(cutText('a\udf89b', 0, 3)).toBe('a\ufffdb')
  })

  it('looks at the surroundings of the cut only, however long the text', () => {
    const text = '🎉'.repeat(5_000_000)
    const before = process.cpuUsage()
    for (let turn = 0; turn < 200; turn += 1) cutText(text, 5_000_001, 5_000_241)
    // Segmenting all of it once takes seconds of the processor.
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000)
  })
})

it('judges every text that GitHub takes whole, and the beginning of a longer one', () => {
  const longest = '🎉'.repeat(65_536)
  expect(toJudgedText(longest)).toBe(longest)
  expect(toJudgedText(`x${longest}`)).toBe(`x${longest.slice(0, MOST_CHARACTERS - 2)}`)
})
