import { describe, expect, it } from 'vitest'
import { prepareChanges, type ChangedTeam } from '@/lib/pages/organization/prepare-changes'
import { prepareTrend } from '@/lib/pages/figures/prepare-trend'
import { pickWeeklyPoints } from '@/lib/pages/figures/pick-weekly-points'
import { FIXTURE_RANGE, makeDocument, makeSeries } from '../../../support/fixtures-readings'

/** Park and Miller's generator: the same noise at every run. */
function makeDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const dice = makeDice(20261121)
const normal = () => Math.sqrt(-2 * Math.log(dice())) * Math.cos(2 * Math.PI * dice())

/** Nothing but noise in every watched series; `shift` moves the share without confidence in the range, in its own deviations. */
function makeTeam(name: string, shift = 0): ChangedTeam {
  const series = makeSeries((readings, week) => {
    const moved = week >= 14 ? shift : 0
    readings.timeToConfidentMerge.withoutConfidenceShare.value = 0.3 + 0.04 * (normal() + moved)
    readings.timeToConfidentMerge.p50Hours = 30 + 5 * normal()
    readings.reasoningTrail.share = 0.6 + 0.05 * normal()
    readings.reviewCapacity.firstReview.p50WeekdayHours = 6 + normal()
  })
  const weeks = series.slice(14)
  const mean = (read: (entry: (typeof weeks)[number]) => number) => weeks.reduce((sum, entry) => sum + read(entry), 0) / weeks.length
  const document = makeDocument(name, (readings) => {
    readings.timeToConfidentMerge.withoutConfidenceShare.value = mean(
      ({ readings }) => readings?.timeToConfidentMerge.withoutConfidenceShare.value ?? 0,
    )
    readings.timeToConfidentMerge.p50Hours = mean(({ readings }) => readings?.timeToConfidentMerge.p50Hours ?? 0)
    readings.reasoningTrail.share = mean(({ readings }) => readings?.reasoningTrail.share ?? 0)
    readings.reviewCapacity.firstReview.p50WeekdayHours = mean(({ readings }) => readings?.reviewCapacity.firstReview.p50WeekdayHours ?? 0)
  })
  return { name, href: `/teams/${name}`, document, series }
}

const many = Array.from({ length: 400 }, (_, index) => makeTeam(`team ${String(index).padStart(3, '0')}`))

describe('what changed, over 400 teams in which nothing did', () => {
  it('would name some fifty teams in each series by the chart’s own signals alone', () => {
    const standing = many.filter(({ series }) => prepareTrend(pickWeeklyPoints(series, 'trail'), FIXTURE_RANGE).direction !== null)
    expect(standing.length).toBeGreaterThan(30)
  })

  const { title, changes, calm } = prepareChanges(many, FIXTURE_RANGE)

  it('names none, and says what chance can give', () => {
    expect({ title, changes }).toEqual({ title: 'Nothing surely outside normal variation', changes: [] })
    expect(calm?.replaceAll('\u00a0', ' ')).toMatch(
      /^\d+ teams had weeks outside their own limits, which in 1,600 series compared chance alone can give\. \d+ other teams stayed within normal variation\.$/,
    )
  })

  it('counts every team once', () => {
    const [unsure, still] = [...(calm ?? '').matchAll(/(\d+)\u00a0(?:other )?teams/g)].map(([, count]) => Number(count))
    expect((unsure ?? 0) + (still ?? 0)).toBe(400)
  })
})

describe('what changed, where something did', () => {
  it('finds a large move among 400 teams', () => {
    const { changes } = prepareChanges([...many.slice(0, 399), makeTeam('zz moved', 6)], FIXTURE_RANGE)
    expect(changes.map(({ title }) => title)).toEqual(['zz moved merged more without confidence'])
  })

  it('asks less of few teams than of many', () => {
    const moved = makeTeam('moved', 1.8)
    expect(prepareChanges([moved], FIXTURE_RANGE).changes).toHaveLength(1)
    expect(prepareChanges([...many.slice(0, 399), moved], FIXTURE_RANGE).changes).toEqual([])
  })

  it('lists at most three, the surest, by name, and counts the rest', () => {
    const moved = [makeTeam('delta', 9), makeTeam('alpha', 8), makeTeam('beta', 5), makeTeam('gamma', 12), makeTeam('epsilon', 5)]
    const { changes, calm } = prepareChanges([...moved, ...many.slice(0, 20)], FIXTURE_RANGE)
    expect(changes.map(({ title }) => title.split(' ')[0])).toEqual(['alpha', 'delta', 'gamma'])
    expect(calm?.replaceAll('\u00a0', ' ')).toMatch(/^2 more teams moved as surely; these three most\./)
  })
})
