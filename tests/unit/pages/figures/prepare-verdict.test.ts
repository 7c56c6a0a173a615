import { describe, expect, it } from 'vitest'
import type { Trend } from '@/lib/pages/figures/prepare-trend'
import { prepareConfidenceSentence, prepareTeamVerdict, type SentencePart } from '@/lib/pages/figures/prepare-verdict'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { FIXTURE_RANGE, makeReadings, makeSeries, makeWithheldDocument } from '../../../support/fixtures-readings'

const say = (parts: SentencePart[]) =>
  parts
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ')

function capacity(value: number, low: number, high: number | null, kind: 'observed' | 'lower_bound' = 'observed'): ReviewCapacityReading {
  return makeReadings(({ reviewCapacity: reading }) => {
    reading.headroom = { value, low, high }
    reading.capacityPerWeek = { kind, value: value * 10, low: low * 10, high: high === null ? null : high * 10, saturatedWeeks: 6 }
    reading.demandPerWeek = { mean: 10, low: 9, high: 11 }
    reading.twice = low >= 2 ? 'yes' : high !== null && high < 2 ? 'no' : 'not_shown'
  }).reviewCapacity
}

describe('the verdict of a team', () => {
  const verdict = (reading: ReviewCapacityReading) => say(prepareTeamVerdict('Payments', { ...makeReadings(), reviewCapacity: reading }))
  it.each([
    [capacity(0.8, 0.7, 0.9), 'gets more reviews than it answers'],
    [capacity(1, 0.9, 1.1), 'is about at its limit'],
    [capacity(1.4, 1.2, 1.7), 'keeps up, but not with twice the changes'],
    [capacity(1.9, 1.6, 2.4), 'keeps up; twice the changes are not shown to fit'],
    [capacity(2.6, 2.1, 3), 'has shown room for twice the changes'],
    [capacity(1.4, 1.2, null, 'lower_bound'), 'was never seen at its limit'],
  ])('says no more than the interval carries (%#)', (reading, words) => expect(verdict(reading)).toContain(`Payments ${words}`))

  it('speaks of one review in the singular', () => {
    const one = {
      ...capacity(1, 0.9, 1.1),
      demandPerWeek: { mean: 1.02, low: 0.9, high: 1.1 },
      capacityPerWeek: { ...capacity(1, 0.9, 1.1).capacityPerWeek, value: 1 },
    }
    expect(verdict(one)).toContain('1 review a week arrives where 1 is answered when work never runs out.')
  })

  it('does not call a team small that did nothing in these weeks', () =>
    expect(say(prepareTeamVerdict('Tooling', makeWithheldDocument('tooling', 0)))).toBe('Tooling has no pull requests in these weeks.'))

  it('shows no figure of a small team', () => {
    const text = say(prepareTeamVerdict('Tooling', makeWithheldDocument('tooling', 3)))
    expect(text).toBe('Tooling is too small to show without showing its people.')
    expect(text).not.toMatch(/\d/)
  })
})

describe('the sentence on confidence', () => {
  const trend = (direction: Trend['direction']): Trend => ({
    limits: { mean: 0.2, low: 0.1, high: 0.3 },
    signals: [],
    direction,
    pastWeek: null,
    sentence: '',
  })
  const sentence = (given: Trend) => prepareConfidenceSentence(makeReadings(), makeSeries(), given, FIXTURE_RANGE).replaceAll('\u00a0', ' ')

  it('turns the share without confidence around, its interval too', () => {
    expect(sentence(trend(null))).toBe(
      'Of 190 merged pull requests, 79 % were confident at the moment of merging (72–84 %); it was 79 % in the weeks before, no change outside normal variation.',
    )
  })
  it('says fall and rise only on a signal, and only where the whole moved that way', () => {
    const after = (confidentBefore: number, given: Trend) => {
      const series = makeSeries((readings) => {
        readings.timeToConfidentMerge.confident = confidentBefore
        readings.timeToConfidentMerge.withoutConfidence = 100 - confidentBefore
      })
      return prepareConfidenceSentence(makeReadings(), series, given, FIXTURE_RANGE)
    }
    expect(after(90, trend('up'))).toContain('the fall is outside normal variation')
    expect(after(60, trend('down'))).toContain('the rise is outside normal variation')
    expect(after(60, trend('up'))).toContain('some weeks lie outside normal variation the other way')
    expect(sentence(trend(null))).not.toMatch(/fall|rise/)
  })
  it('says that a move is over', () => {
    expect(sentence({ ...trend(null), pastWeek: '2026-W36' })).toContain('outside normal variation up to week 36 and not since')
  })
  it('compares nothing without a baseline', () => {
    expect(sentence({ ...trend(null), limits: null })).not.toContain('before')
  })
})
