import { describe, expect, it } from 'vitest'
import { prepareRange, rangeQuery } from '@/lib/pages/frame/prepare-range'
import { FIXTURE_RANGE } from '../../../support/fixtures-readings'

describe('the range control', () => {
  it('keeps every span in the address and the default without one', () => {
    const view = prepareRange(FIXTURE_RANGE, '/teams/payments')
    expect(view.presets.map(({ href }) => href)).toEqual([
      '/teams/payments?from=2026-10-19&to=2026-11-16',
      '/teams/payments',
      '/teams/payments?from=2026-05-18&to=2026-11-16',
      '/teams/payments?from=2025-11-17&to=2026-11-16',
    ])
    expect(view.presets.filter(({ isCurrent }) => isCurrent).map(({ label }) => label)).toEqual(['12 weeks'])
  })

  it('carries a chosen range along, and nothing for the default', () => {
    expect(rangeQuery(FIXTURE_RANGE)).toBe('')
    expect(rangeQuery(FIXTURE_RANGE, { figure: 'trail' })).toBe('?figure=trail')
    expect(rangeQuery({ ...FIXTURE_RANGE, isDefault: false }, { figure: 'trail' })).toBe('?from=2026-08-24&to=2026-11-16&figure=trail')
  })
})
