import { describe, expect, it } from 'vitest'
import { prepareOrganizationVerdict, type VerdictPart } from '@/lib/pages/organization/prepare-verdict'
import type { SentencePart } from '@/lib/pages/figures/prepare-verdict'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import { makeReadings } from '../../../support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const say = (parts: SentencePart[]) => plain(parts.map(({ text }) => text).join(''))

const NOTHING = { value: 0.02, low: 0.01, high: 0.04 }
const STEADY = { status: 'not_shown' as const, fall: { value: 0.02, low: -0.05, high: 0.09 } }

/** Ten reviews a week are asked for, all in time, none skipped, spread over many. */
function reading(change: (reading: ReviewCapacityReading) => void = () => {}): ReviewCapacityReading {
  return makeReadings(({ reviewCapacity }) => {
    reviewCapacity.headroom = { value: 1.4, low: 1.2, high: null }
    reviewCapacity.capacityPerWeek = { kind: 'lower_bound', value: 14, low: 14, high: null, saturatedWeeks: 1 }
    reviewCapacity.demandPerWeek = { mean: 10, low: 9, high: 11 }
    reviewCapacity.unanswered = NOTHING
    reviewCapacity.effectiveReviewers = 8
    reviewCapacity.topShare = 0.2
    Object.assign(reviewCapacity.loadResponse, STEADY)
    Object.assign(reviewCapacity.slo, { n: 120, good: 116, missed: 4, late: 3, skipped: 1, attainment: 0.967, target: 0.8, byTier: {} })
    change(reviewCapacity)
  }).reviewCapacity
}

/** Seen at its limit. */
const seen = (value: number, low: number, high: number) =>
  reading((block) => {
    block.headroom = { value, low, high }
    block.capacityPerWeek = { kind: 'observed', value: value * 10, low: low * 9, high: high * 11, saturatedWeeks: 8 }
    block.twice = low >= 2 ? 'yes' : high < 2 ? 'no' : 'not_shown'
  })
const late = reading((block) => {
  Object.assign(block.slo, { late: 78, n: 120 })
  block.slo.byTier = { T3: { limitWeekdayHours: 20, n: 80, missed: 60, late: 56, skipped: 4 } }
})
const bends = (value: number) =>
  reading((block) => {
    Object.assign(block.loadResponse, { status: 'bends', fall: { value, low: 0.06, high: 0.5 } })
  })
const skips = reading((block) => void (block.unanswered = { value: 0.3, low: 0.25, high: 0.36 }))

const strain = (change: Partial<CapacityStrain> = {}): CapacityStrain => ({
  overdue: { now: 1, usual: 1, isAbove: false },
  reviews: 96,
  reviewers: 9,
  riskyUnanswered: { value: null, low: null, high: null },
  ...change,
})

function part(name: string, own: ReviewCapacityReading | null, given: CapacityStrain | null = strain()): VerdictPart {
  return { name, href: `/of/${name}`, stressHref: `/stress-test?team=${name}`, reading: own, strain: given }
}

function verdict(teams: VerdictPart[], { surfaces = [] as VerdictPart[], own = reading(), contributors = 40 } = {}) {
  return prepareOrganizationVerdict({
    document: { reviewCapacity: own, contributors },
    details: { contradiction: null },
    surfaces,
    teams,
    stressHref: '/stress-test',
  })
}

describe('the verdict of an organisation', () => {
  it('says what is true today before it says whether twice would fit', () => {
    const own = reading((block) => void (block.unanswered = { value: 0.12, low: 0.1, high: 0.14 }))
    const { headline, stressHref } = verdict([part('Search', reading()), part('Payments', late)], { own })
    expect(say(headline)).toBe(
      '12 % of reviews are skipped; Payments answers 65 % of its reviews too late. Twice the changes? Can’t tell: nobody has seen twice as many.',
    )
    expect(headline.filter(({ isSubject }) => isSubject)).toEqual([{ text: 'Payments', isSubject: true, href: '/of/Payments' }])
    expect(stressHref).toBe('/stress-test?team=Payments')
  })

  it('names the place by the strongest evidence, and its kind', () => {
    const places = [part('Skipping', skips), part('Late', late), part('Limit', seen(0.9, 0.8, 1)), part('Bending', bends(0.2))]
    const first = (teams: VerdictPart[]) => plain(verdict(teams).place ?? '')
    expect(first(places)).toMatch(/^Bending would break first: its own busy weeks show it\. In its busiest weeks \(1\.4× the usual\) 66 %/)
    expect(first(places.slice(0, 3))).toMatch(
      /^Limit would break first: its limit was seen\. 10 reviews are asked for each week; 9 are given/,
    )
    expect(first(places.slice(0, 2))).toBe('Late would break first: its queue shows it.')
    const few = reading((block) => Object.assign(block, { effectiveReviewers: 2.4, topShare: 0.43 }))
    expect(first([part('Few', few), part('Skipping', skips)])).toBe(
      'Few would break first: few people carry its reviews. One person gives 43 % of the reviews.',
    )
    expect(first([part('Skipping', skips)])).toBe('Skipping would break first: a matter of rules, not of speed.')
  })

  it('of one kind names the larger: the deeper fall, the smaller headroom', () => {
    expect(verdict([part('A', bends(0.1)), part('B', bends(0.3))]).place).toContain('B would break first')
    expect(verdict([part('A', seen(1.2, 1, 1.4)), part('B', seen(0.9, 0.8, 1))]).place).toContain('B would break first')
  })

  it('of one kind names a team before a surface, and a surface where its evidence is stronger', () => {
    const surfaces = [part('billing', bends(0.4))]
    expect(verdict([part('Payments', bends(0.1))], { surfaces }).place).toContain('Payments would break first')
    expect(verdict([part('Payments', late)], { surfaces }).place).toContain('Billing would break first')
    expect(verdict([part('Payments', null)], { surfaces }).place).toContain('Billing would break first')
  })

  it('names nothing for a lower bound alone, however small', () => {
    const low = reading((block) => void (block.headroom = { value: 0.7, low: 0.6, high: null }))
    const { headline, place, model } = verdict([part('Search', low)], { surfaces: [part('billing', low)] })
    expect(place).toBeNull()
    expect(say(headline)).toMatch(/^97 % of reviews are answered in time\. Twice the changes\? Can’t tell/)
    expect(model).toBeNull()
  })

  it('calls nothing room while reviews are shown to be skipped', () => {
    const ample = seen(2.6, 2.2, 3)
    expect(say(verdict([], { own: ample }).headline)).toContain('Yes: reviewers gave 260 % of those asked for (220–300 %), untried')
    const shedding = { ...ample, unanswered: { value: 0.2, low: 0.16, high: 0.24 } }
    expect(say(verdict([], { own: shedding }).headline)).toBe(
      '20 % of reviews are skipped. Twice the changes? Can’t tell: 20 % of reviews are skipped, so what is given is not all that is needed.',
    )
  })

  it('shows no share of the busiest where it would be a name', () => {
    const few = reading((block) => Object.assign(block, { effectiveReviewers: 2.4, topShare: 0.43 }))
    expect(verdict([part('Few', few, strain({ reviewers: 4 }))]).place).toContain('spread as over 2.4 people')
  })

  it('says that there is too little data to say', () => {
    const unknown = reading((block) => void (block.headroom = { value: null, low: null, high: null }))
    expect(say(verdict([], { own: unknown }).headline)).toContain('Too little data to say')
    expect(say(verdict([], { own: { ...unknown, status: 'withheld' } }).headline)).toContain('Too few people')
    expect(say(verdict([], { own: { ...unknown, status: 'withheld' }, contributors: 0 }).headline)).toContain(
      'no pull requests in these weeks',
    )
  })
})

describe('what a model gives', () => {
  it('stands apart, and only where the limit was seen', () => {
    // C·(N + 1)/N = 9 · 9/8 = 10.1 on 10.
    expect(plain(verdict([part('Payments', seen(0.9, 0.8, 1))]).model ?? '')).toBe(
      'One more regular reviewer in Payments would lift reviews given from 9 to 10.1 a week, from 90 % to 101 % of those asked for.',
    )
    expect(verdict([part('Payments', late)]).model).toBeNull()
    expect(verdict([]).model).toBeNull()
  })
})
