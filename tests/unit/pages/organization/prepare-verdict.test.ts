import { describe, expect, it } from 'vitest'
import { prepareOrganizationVerdict, type VerdictPart } from '@/lib/pages/organization/prepare-verdict'
import type { SentencePart } from '@/lib/pages/figures/prepare-verdict'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { makeReadings } from '../../../support/fixtures-readings'

const say = (parts: SentencePart[]) =>
  parts
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ')

/** Ten reviews a week arrive. */
function capacity(value: number, low: number, high: number | null, kind: 'observed' | 'lower_bound' = 'observed'): ReviewCapacityReading {
  return makeReadings(({ reviewCapacity: reading }) => {
    reading.headroom = { value, low, high }
    reading.capacityPerWeek = { kind, value: value * 10, low: low * 10, high: high === null ? null : high * 10, saturatedWeeks: 6 }
    reading.demandPerWeek = { mean: 10, low: 9, high: 11 }
    reading.effectiveReviewers = 2
    reading.twice = low >= 2 ? 'yes' : high !== null && high < 2 ? 'no' : 'not_shown'
  }).reviewCapacity
}

function part(name: string, reading: ReviewCapacityReading | null, maintainers: string[] | null = null): VerdictPart {
  return { name, href: `/of/${name}`, stressHref: `/stress-test?surface=${name}`, maintainers, capacity: reading }
}

const whole = capacity(1.4, 1.2, 1.6)
function verdict(
  surfaces: VerdictPart[],
  { teams = [], own = whole, contributors = 40 }: { teams?: VerdictPart[]; own?: ReviewCapacityReading; contributors?: number } = {},
) {
  return prepareOrganizationVerdict({ document: { reviewCapacity: own, contributors }, surfaces, teams, stressHref: '/stress-test' })
}

const tight = part('billing', capacity(0.9, 0.8, 1), ['ada'])
const loose = part('search', capacity(1.8, 1.5, 2.2))

describe('the verdict of an organisation', () => {
  it('names the surface that breaks first where its interval stands apart', () => {
    const { headline, stressHref } = verdict([loose, tight])
    expect(say(headline)).toBe(
      'Not twice the changes, and billing would break first: 10 reviews a week arrive where 9 are answered when work never runs out.',
    )
    expect(headline.filter(({ isSubject }) => isSubject)).toEqual([{ text: 'billing', isSubject: true, href: '/of/billing' }])
    expect(stressHref).toBe('/stress-test?surface=billing')
  })

  it('names two that cannot be told apart, and says so', () => {
    const near = part('sign-in', capacity(0.97, 0.7, 1.3))
    expect(say(verdict([tight, near, loose]).headline)).toBe(
      'Not twice the changes, and billing or sign-in would break first; the data cannot tell which.',
    )
  })

  it('cannot tell from it what overlaps its interval, wherever the estimate lies', () => {
    const wide = part('sign-in', capacity(1.2, 0.99, 1.5))
    expect(say(verdict([tight, wide, loose]).headline)).toContain('billing or sign-in would break first')
    const apart = part('sign-in', capacity(1.2, 1.01, 1.5))
    expect(say(verdict([tight, apart, loose]).headline)).toContain('and billing would break first')
    const open = part('sign-in', { ...capacity(1.2, 1, 1.5), headroom: { value: 1.2, low: null, high: 1.5 } })
    expect(say(verdict([tight, open, loose]).headline)).toContain('billing or sign-in would break first')
  })

  it('says how many would break where it could be any of them, and which looks tightest', () => {
    const near = part('sign-in', capacity(0.97, 0.7, 1.3))
    expect(say(verdict([tight, near]).headline)).toBe(
      'Not twice the changes: none of 2 surfaces would carry them. billing looks tightest, at 0.90×; the data cannot tell it from 1 other.',
    )
    const four = [tight, ...['a', 'b', 'c'].map((name) => part(name, capacity(0.95, 0.7, 1.3))), loose]
    expect(say(verdict(four).headline)).toBe(
      'Not twice the changes: 4 of 5 surfaces would not carry them. billing looks tightest, at 0.90×; the data cannot tell it from 3 others.',
    )
  })

  it('counts no lower bound among those that would break', () => {
    const unseen = part('unseen', capacity(0.95, 0.7, 1.3, 'lower_bound'))
    const near = ['a', 'b'].map((name) => part(name, capacity(0.96, 0.7, 1.3)))
    expect(say(verdict([tight, unseen, ...near, loose]).headline)).toContain('3 of 5 surfaces would not carry them')
  })

  it('says what the whole gets and answers beside a part', () => {
    expect(verdict([tight, loose]).balance?.replaceAll('\u00a0', ' ')).toBe(
      '10 reviews a week arrive where 14 are answered when work never runs out.',
    )
    expect(verdict([]).balance).toBeNull()
  })

  it('prefers a surface, else a team, else the whole', () => {
    const team = part('Growth', capacity(0.7, 0.6, 0.8))
    const other = part('Core', capacity(1.8, 1.5, 2.2))
    expect(say(verdict([tight, loose], { teams: [team, other] }).headline)).toContain('billing')
    expect(say(verdict([], { teams: [team, other] }).headline)).toContain('and Growth would break first')
    expect(say(verdict([]).headline)).toContain('Not twice the changes: 10 reviews')
  })

  it('never says that a lower bound would break', () => {
    const unseen = part('a', capacity(0.9, 0.8, 1, 'lower_bound'))
    expect(say(verdict([unseen, loose]).headline)).not.toContain('break first')
  })

  it('says what is not shown, with a lower bound as one', () => {
    expect(say(verdict([], { own: capacity(1.4, 1.2, null, 'lower_bound') }).headline)).toBe(
      'Whether review would carry twice the changes is not shown: 10 reviews a week arrive where at least 14 can be answered.',
    )
  })

  it('gives no bare yes, and no yes at all for the surface that would break', () => {
    expect(say(verdict([], { own: capacity(2.6, 2.2, 3) }).headline)).toContain('fit what review has shown: 10 reviews a week arrive')
    expect(say(verdict([tight, loose], { own: capacity(2.6, 2.2, 3) }).headline)).toMatch(
      /^Together twice the changes would fit, but billing would break first/,
    )
  })

  it('says that there is too little data to say', () => {
    const unknown = makeReadings(
      ({ reviewCapacity }) => void (reviewCapacity.headroom = { value: null, low: null, high: null }),
    ).reviewCapacity
    expect(say(verdict([part('billing', null)], { own: unknown }).headline)).toContain('Too little data to say')
    expect(say(verdict([], { own: { ...unknown, status: 'withheld' } }).headline)).toContain('Too few people')
    expect(say(verdict([], { own: { ...unknown, status: 'withheld' }, contributors: 0 }).headline)).toContain(
      'no pull requests in these weeks',
    )
  })
})

describe('the decision under it', () => {
  const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')

  it('says what one more maintainer does, and how many twice the changes would take', () => {
    // C·(N + 1)/N = 9 · 3/2 = 13.5 on 10; twice needs 9 · (2 + k)/2 ≥ 20, so k = 3.
    expect(plain(verdict([tight, loose]).decision)).toBe(
      'A second maintainer of billing would take its headroom from 0.90× to 1.35×; twice the changes would take 3 (modelled).',
    )
  })

  it('counts maintainers only where plumbline.yml names one person', () => {
    expect(verdict([part('billing', capacity(0.9, 0.8, 1), ['org/payments']), loose]).decision).toMatch(/^One more maintainer of billing/)
    expect(verdict([part('billing', capacity(0.9, 0.8, 1), null), loose]).decision).toMatch(/^One more reviewer for billing/)
  })

  it('is silent where nothing is named or the reviewers are not known', () => {
    expect(verdict([]).decision).toBeNull()
    expect(verdict([part('billing', { ...capacity(0.9, 0.8, 1), effectiveReviewers: null }), loose]).decision).toBeNull()
  })
})
