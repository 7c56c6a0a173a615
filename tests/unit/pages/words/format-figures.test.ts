import { describe, expect, it } from 'vitest'
import {
  formatCounted,
  formatHours,
  formatHoursRange,
  formatMultiple,
  formatMultipleRange,
  formatShare,
  formatShareRange,
  toPercent,
} from '@/lib/pages/words/format-figures'

describe('numbers and units', () => {
  it.each([
    [0.42, '0.4\u00a0h'],
    [5.1, '5.1\u00a0h'],
    [9.96, '10\u00a0h'],
    [31.4, '31\u00a0h'],
    [335, '335\u00a0h'],
    [336, '14\u00a0d'],
  ])('prints %d elapsed hours as %s', (hours, text) => expect(formatHours(hours)).toBe(text))

  it('never turns weekday hours into days', () => expect(formatHours(400, 'weekday')).toBe('400\u00a0h'))

  it.each([
    [0, '0'],
    [0.0004, '<0.1'],
    [0.004, '0.4'],
    [0.21, '21'],
    [0.996, '99.6'],
    [0.9999, '>99.9'],
    [1, '100'],
    [1.28, '128'],
  ])('prints the share %d as %s, and rounds none to another statement', (share, text) => expect(toPercent(share)).toBe(text))

  it('joins number and unit so that they never break apart', () => {
    for (const text of [
      formatHours(31),
      formatShare(0.86),
      formatShareRange(0.7, 0.9),
      formatHoursRange(27, 38),
      formatCounted(3, 'review'),
    ]) {
      expect(text).not.toMatch(/\d [a-z%]/)
      expect(text).toMatch(/\u00a0/)
    }
  })

  it('says that an end is open instead of inventing one', () => {
    expect(formatHoursRange(27, null)).toBe('27\u00a0h or more')
    expect(formatHoursRange(null, null)).toBe('interval not reached')
    expect(formatMultipleRange(1.2, null)).toBe('1.20× or more')
    expect(formatShareRange(null, 0.4)).toBe('no interval')
  })

  it('gives a range one unit, that of its larger end', () => {
    expect(formatHoursRange(27, 38)).toBe('27–38\u00a0h')
    expect(formatHoursRange(240, 480)).toBe('10–20\u00a0d')
  })

  it('keeps two decimals where a ratio decides', () => expect(formatMultiple(1.064)).toBe('1.06×'))
  it('counts one as one', () => expect(formatCounted(1, 'week')).toBe('1\u00a0week'))
})
