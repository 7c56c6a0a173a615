import { describe, expect, it } from 'vitest'
import { findCapacity } from '@/lib/charts/chapters/prepare-capacity-chapter'
import { findCatch, prepareCatchChapter } from '@/lib/charts/chapters/prepare-catch-chapter'
import { findConfidence } from '@/lib/charts/chapters/prepare-confidence-chapter'
import { findTrail, prepareTrailChapter } from '@/lib/charts/chapters/prepare-trail-chapter'
import { prepareAiChapter } from '@/lib/charts/chapters/prepare-ai-chapter'
import { FIXTURE_RANGE, makeReadings, makeSeries } from '@/tests/support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const source = { readings: makeReadings(), series: makeSeries(), range: FIXTURE_RANGE }

describe('findings', () => {
  it('use no trend word without a signal', () => {
    const { timeToConfidentMerge, reasoningTrail } = makeReadings()
    expect(plain(findConfidence(timeToConfidentMerge, null))).toBe('Half of the changes are merged with confidence within 31 h')
    expect(plain(findConfidence(timeToConfidentMerge, 'up'))).toContain('longer than before')
    expect(findTrail(reasoningTrail, null)).toBe('130 of 190 merges carry the reasoning their tier asks for')
    expect(findTrail(reasoningTrail, 'down')).toContain('fewer than before')
  })

  it('say what is missing instead of a rate', () => {
    const few = makeReadings(({ defectCatchRate }) => void Object.assign(defectCatchRate, { status: 'insufficient', rate: null, caughtStrict: 3, escapedStrict: 1 }))
    expect(findCatch(few.defectCatchRate)).toBe('No rate yet: insufficient: 4 of 10 defects needed')
    const none = makeReadings(({ defectCatchRate }) => void Object.assign(defectCatchRate, { status: 'no_defects_observed', rate: null }))
    expect(findCatch(none.defectCatchRate)).toBe('No defect was observed in 160 merges')
  })

  it('keep a lower bound a lower bound', () => {
    const reading = makeReadings(({ reviewCapacity }) => {
      reviewCapacity.capacityPerWeek.kind = 'lower_bound'
    })
    expect(findCapacity(reading.reviewCapacity)).toContain('room for at least')
  })
})

describe('chapters', () => {
  it('leave weeks younger than 30 days open in the catch rate', () => {
    const { chart } = prepareCatchChapter({ ...source, asOf: FIXTURE_RANGE.asOf })
    expect(chart.unsettled?.from).toBe(21)
    expect(chart.rows[20]?.values.caught).toBe(18)
    expect(chart.rows[21]?.values.caught).toBeNull()
  })

  it('withhold a tier with too few people, and show no zero for it', () => {
    expect(prepareTrailChapter(source).facts.find(({ term }) => term === 'Tier T3')?.value).toBe('withheld')
  })

  it('keep AI share free of signals and of the accent', () => {
    const { chart, trend } = prepareAiChapter(source)
    expect(chart.signals).toEqual([])
    expect(chart.band).toBeNull()
    expect(new Set(chart.marks.map(({ tone }) => tone))).toEqual(new Set(['context']))
    expect(trend).toContain('not a target')
  })
})
