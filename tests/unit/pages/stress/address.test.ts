import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStressAddress, snap, toStressQuery, CONTROL_RANGES, type StressQuestion } from '@/lib/pages/stress/address'
import { anyControls } from '../../../support/fixtures-stress'

const SCOPES = ['organization', 'surface:payouts and refunds', 'surface:a/b & c+d=é', 'surface:', 'team:payments'].map((key) => ({
  key,
  sloWeekdayHours: key === 'team:payments' ? 8 : 24,
}))
const read = (query: string) => readStressAddress(new URLSearchParams(query), SCOPES)

describe('the address of a stress test', () => {
  it('is its whole state: whatever is asked reads back from its own address', () => {
    fc.assert(
      fc.property(anyControls, fc.constantFrom(...SCOPES.map(({ key }) => key)), (controls, scope) => {
        const question: StressQuestion = { ...controls, scope }
        const keep = { from: '2026-08-24', to: '2026-11-16' }
        expect(read(toStressQuery(question))).toEqual({ question, problem: null })
        expect(read(toStressQuery(question, keep))).toEqual({ question, problem: null })
        expect(new URLSearchParams(toStressQuery(question, keep)).get('to')).toBe('2026-11-16')
      }),
    )
  })

  it('reads what a form without scripts sends, and what a person writes', () => {
    const expected = { scope: 'surface:payouts and refunds', multiple: 2, moreMaintainers: 1, isWithoutTop: true, sloWeekdayHours: 8 }
    expect(read('?surface=payouts%20and%20refunds&m=2&more=1&without=1&slo=8')).toEqual({ question: expected, problem: null })
    expect(read('?scope=surface%3Apayouts+and+refunds&m=2&more=1&without=1&slo=8')).toEqual({ question: expected, problem: null })
  })

  it('asks for twice, with the SLO of the scope, where it says nothing', () => {
    expect(read('').question).toEqual({ scope: 'organization', multiple: 2, moreMaintainers: 0, isWithoutTop: false, sloWeekdayHours: 24 })
    expect(read('?team=payments&m=').question.sloWeekdayHours).toBe(8)
    expect(read('?surface=').question.scope).toBe('surface:')
  })

  it('tells what it cannot answer instead of swapping it in silence', () => {
    expect(read('?m=9')).toMatchObject({ question: { multiple: 5 }, problem: 'm goes from 0.5 to 5; 5 is shown.' })
    expect(read('?m=twice')).toMatchObject({ question: { multiple: 2 }, problem: 'm=twice is not a number; 2 is shown.' })
    expect(read('?team=nobody')).toMatchObject({
      question: { scope: 'organization' },
      problem: 'There is no team “nobody” here; this is the organisation.',
    })
    expect(read('?more=-1&slo=1e9').problem).toBe('more goes from 0 to 3; 0 is shown. slo goes from 1 to 120; 120 is shown.')
  })

  it('keeps to the steps of its controls, without the dust of tenths', () => {
    expect(snap(2.34, CONTROL_RANGES.multiple)).toBe(2.3)
    expect(snap(0.5 + 0.1 * 18, CONTROL_RANGES.multiple)).toBe(2.3)
    expect(snap(-4, CONTROL_RANGES.multiple)).toBe(0.5)
  })
})
