import { describe, expect, it } from 'vitest'
import type { Trend } from '@/lib/pages/figures/prepare-trend'
import { listTeamEvidence, prepareConfidenceSentence, prepareTeamVerdict, type SentencePart } from '@/lib/pages/figures/prepare-verdict'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { FIXTURE_RANGE, makeDetails, makeReadings, makeSeries, makeWithheldDocument } from '../../../support/fixtures-readings'

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
  const none = { value: 0.02, low: 0.01, high: 0.04 }
  const verdict = (reading: ReviewCapacityReading) => {
    const steady = { ...reading.loadResponse, status: 'not_shown' as const }
    const calm = { ...reading, unanswered: none, loadResponse: steady }
    return say(prepareTeamVerdict('Payments', { ...makeReadings(), reviewCapacity: calm }, null))
  }
  it.each([
    [capacity(0.8, 0.7, 0.9), ' is past its limit. Twice the changes? No: at their limit reviewers gave 80 % of those asked for'],
    [capacity(1, 0.9, 1.1), ' may be at its limit. Twice the changes? No'],
    [capacity(1.4, 1.2, 1.7), ' keeps up, but could not take twice the changes. Twice the changes? No'],
    [
      capacity(1.9, 1.6, 2.4),
      ' answers 87 % of its reviews in time. Twice the changes? Can’t tell: the limit lies somewhere in 1.60–2.40×',
    ],
    [
      capacity(2.6, 2.1, 3),
      ' answers 87 % of its reviews in time. Twice the changes? Yes: reviewers gave 260 % of those asked for (210–300 %), untried',
    ],
    [capacity(1.4, 1.2, null, 'lower_bound'), ' answers 87 % of its reviews in time. Twice the changes? Can’t tell: nobody has seen twice'],
  ])('says what was seen, and no more than the interval carries (%#)', (reading, words) =>
    expect(verdict(reading)).toContain(`Payments${words}`),
  )

  it('says how busy weeks went first where they show something', () => {
    const readings = makeReadings(({ reviewCapacity }) => void (reviewCapacity.unanswered = none))
    expect(say(prepareTeamVerdict('Payments', readings, null))).toMatch(/^Payments answers later when more is asked\./)
    expect(listTeamEvidence(readings.reviewCapacity, null).join(' ').replaceAll('\u00a0', ' ')).toBe(
      '2 % of reviews were skipped (1–4 %). In its busiest weeks (1.4× the usual) 66 % were answered in time, in its quietest 95 %. ' +
        '7 reviews wait now; half of the first reviews came within 5.1 h, three quarters within 19 h. 18.2 reviews are asked for each week; 30 are given when all are at work.',
    )
  })

  it('gives the queue where it denied the capacity', () => {
    const details = makeDetails((copy) => void (copy.capacity.contradiction = { from: 20, to: 13 })).capacity
    expect(listTeamEvidence(makeReadings().reviewCapacity, details).at(-1)?.replaceAll('\u00a0', ' ')).toBe(
      'In full weeks fewer were given than are asked for, yet the queue did not grow: 20 → 13, and 18 % of reviews were skipped (14–22 %). So this is no limit.',
    )
  })

  it('does not call a team small that did nothing in these weeks', () =>
    expect(say(prepareTeamVerdict('Tooling', makeWithheldDocument('tooling', 0), null))).toBe(
      'Tooling has no pull requests in these weeks.',
    ))

  it('shows no figure of a small team', () => {
    const text = say(prepareTeamVerdict('Tooling', makeWithheldDocument('tooling', 3), null))
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
