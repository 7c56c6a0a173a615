import { describe, expect, it } from 'vitest'
import { formatAge, formatDays, formatSpan, toWeekNumber } from '@/lib/pages/words/format-dates'

describe('dates', () => {
  it('prints the last day inside a range whose end is exclusive', () => {
    expect(formatDays('2026-08-24', '2026-11-16').replaceAll('\u00a0', ' ')).toBe('24 Aug – 15 Nov 2026')
  })
  it('names both years where they differ', () => {
    expect(formatDays('2025-12-29', '2026-01-05').replaceAll('\u00a0', ' ')).toBe('29 Dec 2025 – 4 Jan 2026')
  })
  it('counts whole weeks as weeks and anything else in days', () => {
    expect(formatSpan('2026-08-24', '2026-11-16')).toBe('12\u00a0weeks')
    expect(formatSpan('2026-11-09', '2026-11-16')).toBe('1\u00a0week')
    expect(formatSpan('2026-11-01', '2026-11-18')).toBe('17\u00a0days')
  })
  it('drops the leading zero of a week', () => expect(toWeekNumber('2026-W06')).toBe('6'))
  it.each([
    [20, '1\u00a0min'],
    [240, '4\u00a0min'],
    [7200, '2\u00a0h'],
    [200_000, '2\u00a0days'],
  ])('prints an age of %d s as %s', (seconds, text) => expect(formatAge(seconds)).toBe(text))
})
