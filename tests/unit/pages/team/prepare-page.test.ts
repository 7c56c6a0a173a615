import { sayCatchAgreement, sayCatchAgreementInShort } from '@/lib/pages/figures/say-agreement'
import { describe, expect, it } from 'vitest'
import { NO_DETAILS } from '@/lib/pages/team/chapter'
import type { Exhibit } from '@/lib/pages/team/exhibit'
import { findCapacity, prepareCapacityChapter } from '@/lib/pages/team/prepare-capacity-chapter'
import { findCatch, prepareCatchChapter } from '@/lib/pages/team/prepare-catch-chapter'
import { findConfidence, prepareConfidenceChapter } from '@/lib/pages/team/prepare-confidence-chapter'
import { findTrail, prepareTrailChapter } from '@/lib/pages/team/prepare-trail-chapter'
import { prepareAiChapter } from '@/lib/pages/team/prepare-ai-chapter'
import { FIXTURE_RANGE, makeDetails, makeReadings, makeSeries } from '../../../support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const listHref = (more: Record<string, string>) => `/teams/payments?${new URLSearchParams(more).toString()}#pull-requests`
const source = { readings: makeReadings(), series: makeSeries(), range: FIXTURE_RANGE, details: makeDetails(), listHref }

function weeksOf({ drawing }: Exhibit) {
  if (drawing.kind !== 'weeks') throw new Error(`${drawing.kind} is no weekly chart`)
  return drawing.view
}

describe('findings', () => {
  it('use no trend word without a signal', () => {
    const { timeToConfidentMerge, reasoningTrail } = makeReadings()
    expect(plain(findConfidence(timeToConfidentMerge, null))).toBe('Half of the changes are merged with confidence within 31 h')
    expect(plain(findConfidence(timeToConfidentMerge, 'up'))).toContain('longer than before')
    expect(findTrail(reasoningTrail, null)).toBe('130 of 190 merges carry the reasoning their tier asks for')
    expect(findTrail(reasoningTrail, 'down')).toContain('fewer than before')
  })

  it('say what is missing instead of a rate', () => {
    const few = makeReadings(
      ({ defectCatchRate }) =>
        void Object.assign(defectCatchRate, { status: 'insufficient', rate: null, caughtStrict: 3, escapedStrict: 1 }),
    )
    expect(findCatch(few.defectCatchRate)).toBe('No rate yet: 4 of the ten defects it needs were observed')
    expect(findCatch({ ...few.defectCatchRate, caughtStrict: 1, escapedStrict: 0 })).toBe(
      'No rate yet: 1 of the ten defects it needs was observed',
    )
    const young = makeReadings(
      ({ defectCatchRate }) =>
        void Object.assign(defectCatchRate, { status: 'insufficient', rate: null, matured: 0, caughtStrict: 0, escapedStrict: 0 }),
    )
    expect(findCatch(young.defectCatchRate)).toBe('No rate yet: no merge of these weeks is 30 days old')
    const none = makeReadings(({ defectCatchRate }) => void Object.assign(defectCatchRate, { status: 'no_defects_observed', rate: null }))
    expect(findCatch(none.defectCatchRate)).toBe('No defect was observed in 160 merges')
  })

  it('keep a lower bound a lower bound, and call nothing room beside skipped reviews', () => {
    const find = (change: Parameters<typeof makeReadings>[0]) => findCapacity(makeReadings(change).reviewCapacity, null)
    const none = { value: 0.02, low: 0.01, high: 0.04 }
    expect(
      find(({ reviewCapacity }) => {
        reviewCapacity.capacityPerWeek.kind = 'lower_bound'
        reviewCapacity.unanswered = none
      }),
    ).toBe('The limit was not seen: 30 a week were given in the best four weeks, 18.2 are asked for')
    expect(find(({ reviewCapacity }) => void (reviewCapacity.capacityPerWeek.kind = 'lower_bound'))).toBe(
      '18\u00a0% of reviews are skipped; the limit was not seen',
    )
    const ample = { headroom: { value: 2.6, low: 2.2, high: 3 }, twice: 'yes' as const }
    expect(find(({ reviewCapacity }) => void Object.assign(reviewCapacity, ample, { unanswered: none }))).toContain('cover twice')
    expect(find(({ reviewCapacity }) => void Object.assign(reviewCapacity, ample))).toBe(
      '18\u00a0% of reviews are skipped; 30 a week are given, 18.2 asked for',
    )
  })

  it('take a capacity that the queue denied for no limit', () => {
    expect(findCapacity(makeReadings().reviewCapacity, { from: 20, to: 13 })).toBe(
      'No limit was seen: fewer were given than asked for, and yet no queue grew',
    )
  })
})

describe('chapters', () => {
  const chapters = [
    prepareCapacityChapter({ ...source, stressHref: '/stress-test?team=payments' }),
    prepareConfidenceChapter(source),
    prepareCatchChapter({ ...source, asOf: FIXTURE_RANGE.asOf, auditNote: null }),
    prepareTrailChapter({ ...source, listed: [] }),
    prepareAiChapter({ ...source, attribution: null }),
  ]

  it('give every drawing a title of its own and a key once', () => {
    for (const { lead, exhibits } of chapters) {
      const all = [lead, ...exhibits]
      expect(all.every(({ title }) => title.length > 8)).toBe(true)
      expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    }
  })

  it('lead to their own list and from capacity to the stress test of the team', () => {
    expect(chapters.map((chapter) => chapter.listHref)).toEqual(
      ['capacity', 'confidence', 'catch', 'trail', 'ai'].map((figure) => listHref({ figure })),
    )
    expect(chapters[0]?.next?.href).toBe('/stress-test?team=payments')
  })

  it('say that a distribution is not there instead of drawing an empty one', () => {
    const bare = { ...source, details: null }
    const { exhibits } = prepareCapacityChapter({ ...bare, stressHref: '' })
    expect(exhibits.find(({ key }) => key === 'first-review')?.drawing).toEqual({ kind: 'missing', text: NO_DETAILS })
    // The weeks are in the series and take the place of the large drawing.
    for (const { lead, notes } of [
      prepareConfidenceChapter(bare),
      prepareTrailChapter({ ...bare, listed: [] }),
      prepareAiChapter({ ...bare, attribution: null }),
    ]) {
      expect(lead.drawing.kind).toBe('weeks')
      expect(notes[0]).toBe(NO_DETAILS)
    }
    // The budget is in the document and its weeks in the series: it is drawn all the same.
    expect(exhibits.find(({ key }) => key === 'burn')?.drawing).toMatchObject({
      kind: 'burn',
      view: { plot: expect.anything() as unknown },
    })
  })

  it('leave weeks younger than 30 days open in the catch rate', () => {
    const chart = weeksOf(prepareCatchChapter({ ...source, asOf: FIXTURE_RANGE.asOf, auditNote: null }).lead)
    expect(chart.unsettled?.from).toBe(21)
    expect(chart.rows[20]?.values.caught).toBe(18)
    expect(chart.rows[21]?.values.caught).toBeNull()
  })

  it('print what an audit by hand said of the catch rate', () => {
    expect(prepareCatchChapter({ ...source, asOf: FIXTURE_RANGE.asOf, auditNote: 'Precision 0.9' }).notes).toEqual([
      `Precision 0.9 ${sayCatchAgreementInShort()}`,
    ])
    expect(sayCatchAgreement()).toMatch(/^In 20 real merges two people found 3 .* the rule found none of them/)
    expect(prepareTrailChapter({ ...source, listed: [] }).notes).toEqual([
      expect.stringMatching(/about the why on 27 of 36 \(75.%, 59–86.%\)/),
    ])
  })

  it('keep a withheld tier from following out of a sum', () => {
    const terms = (change?: Parameters<typeof makeDetails>[0]) =>
      prepareTrailChapter({ ...source, details: makeDetails(change), listed: [] }).facts.map(({ term }) => term)
    expect(terms()).not.toContain('T2 and T3 together')
    expect(terms(({ trail }) => void (trail.byTier.T3 = trail.byTier.T2))).toContain('T2 and T3 together')
  })

  it('warn where waiting does not follow from arrivals and waits, and only there', () => {
    expect(chapters[0]?.notes).toEqual([])
    const details = makeDetails(({ capacity }) => {
      capacity.littlesLaw = { waiting: 20, expected: 5, ratio: 4, isWarning: true }
    })
    expect(prepareCapacityChapter({ ...source, details, stressHref: '' }).notes[0]).toContain(
      '20 cycles wait on average where requests and waits give 5',
    )
  })

  it('draw both estimates with their intervals, the single weeks, and mark those in which work never ran out', () => {
    const chart = weeksOf(prepareCapacityChapter({ ...source, stressHref: '' }).lead)
    expect(chart.marks.map(({ key, kind }) => `${key} ${kind}`)).toEqual(
      expect.arrayContaining(['demandRange range', 'capacityRange range', 'opened dot', 'completed dot', 'demand line', 'capacity line']),
    )
    expect(chart.highlights).toEqual([3, 8, 14, 18, 21, 24])
    expect(chart.rows[0]?.values.opened).toBe(14)
  })

  it('keep AI share free of signals and of the accent', () => {
    const { lead, exhibits, trend } = prepareAiChapter({ ...source, attribution: null })
    const chart = weeksOf(exhibits.find(({ key }) => key === 'history') ?? lead)
    expect(chart.signals).toEqual([])
    expect(chart.band).toBeNull()
    expect(new Set(chart.marks.map(({ tone }) => tone))).toEqual(new Set(['context']))
    expect(trend).toContain('not a target')
  })

  it('call lines without evidence unknown', () => {
    expect(JSON.stringify(prepareAiChapter({ ...source, attribution: null }).lead)).toContain('No evidence: unknown')
  })
})
