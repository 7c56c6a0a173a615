import type { StressReading } from '@/lib/metrics/stress/compute'
import type { StressScope, StressSource } from './source'

/**
 * A source as it travels to the browser: of more than a hundred scopes the names of their fields weigh as much as all else,
 * so each scope is a row of values. In the order of packScope.
 */
export type PackedSource = Omit<StressSource, 'scopes'> & { scopes: PackedScope[] }

type Rates = StressReading['demandPerWeek']
type Capacity = StressReading['capacityPerWeek']

type PackedReading = [
  status: StressReading['status'],
  ...demand: [mean: Rates['mean'], low: Rates['low'], high: Rates['high']],
  ...capacity: [
    kind: Capacity['kind'],
    value: Capacity['value'],
    low: Capacity['low'],
    high: Capacity['high'],
    weeks: Capacity['saturatedWeeks'],
  ],
  effectiveReviewers: StressReading['effectiveReviewers'],
  topShare: StressReading['topShare'],
  open: StressReading['queue']['open'],
  ...firstReview: [n: StressReading['firstReview']['n'], p50: StressReading['firstReview']['p50WeekdayHours']],
]

type PackedScope = [
  key: string,
  kind: StressScope['kind'],
  name: string,
  tier: string | null,
  contributors: number | null,
  sloWeekdayHours: number,
  listHref: string | null,
  reading: PackedReading | null,
]

export function packStressSource(source: StressSource): PackedSource {
  return { ...source, scopes: source.scopes.map(packScope) }
}

export function unpackStressSource(source: PackedSource): StressSource {
  return { ...source, scopes: source.scopes.map(unpackScope) }
}

function packScope({ key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading }: StressScope): PackedScope {
  return [key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading && packReading(reading)]
}

function packReading(reading: StressReading): PackedReading {
  const { status, demandPerWeek: demand, capacityPerWeek: capacity, effectiveReviewers, topShare, queue, firstReview } = reading
  return [
    status,
    demand.mean,
    demand.low,
    demand.high,
    capacity.kind,
    capacity.value,
    capacity.low,
    capacity.high,
    capacity.saturatedWeeks,
    effectiveReviewers,
    topShare,
    queue.open,
    firstReview.n,
    firstReview.p50WeekdayHours,
  ]
}

function unpackScope([key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading]: PackedScope): StressScope {
  return { key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading: reading && unpackReading(reading) }
}

function unpackReading([status, mean, low, high, kind, value, least, most, saturatedWeeks, ...rest]: PackedReading): StressReading {
  const [effectiveReviewers, topShare, open, n, p50WeekdayHours] = rest
  return {
    status,
    demandPerWeek: { mean, low, high },
    capacityPerWeek: { kind, value, low: least, high: most, saturatedWeeks },
    effectiveReviewers,
    topShare,
    queue: { open },
    firstReview: { n, p50WeekdayHours },
  }
}
