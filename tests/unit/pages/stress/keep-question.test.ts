import { describe, expect, it } from 'vitest'
import { prepareRange } from '@/lib/pages/frame/prepare-range'
import { keepQuestion } from '@/lib/pages/stress/keep-question'
import { FIXTURE_RANGE } from '../../../support/fixtures-readings'

const range = prepareRange(FIXTURE_RANGE, '/stress-test')

describe('keepQuestion', () => {
  it('asks the same of every span, and leaves the old span behind', () => {
    const kept = keepQuestion(range, { surface: 'a & b', m: '3', from: '2026-01-05', cursor: 'x', slo: ['8', '9'] })
    expect(kept.presets.map(({ href }) => href)).toEqual([
      '/stress-test?from=2026-10-19&to=2026-11-16&surface=a+%26+b&m=3',
      '/stress-test?surface=a+%26+b&m=3',
      '/stress-test?from=2026-05-18&to=2026-11-16&surface=a+%26+b&m=3',
      '/stress-test?from=2025-11-17&to=2026-11-16&surface=a+%26+b&m=3',
    ])
  })

  it('is the range itself where nothing was asked', () => {
    expect(keepQuestion(range, { from: '2026-01-05' })).toBe(range)
  })
})
