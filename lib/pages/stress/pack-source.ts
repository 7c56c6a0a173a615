import type { StressReading } from '@/lib/metrics/stress/compute'
import type { StressScope, StressSource } from './source'

/**
 * A source as it travels to the browser: of more than a hundred scopes the names of their fields weigh as much as all else,
 * so each scope is a row of values. In the order of packScope.
 */
export type PackedSource = Omit<StressSource, 'scopes'> & { scopes: PackedScope[] }

type Rates = StressReading['demandPerWeek']
type Capacity = StressReading['capacityPerWeek']

type Unanswered = StressReading['unanswered']
type Response = StressReading['loadResponse']
type Third = [load: Response['busy']['load'], good: Response['busy']['good'], n: Response['busy']['n']]

type PackedResponse = [
  status: Response['status'],
  testedUpTo: Response['testedUpTo'],
  ...busy: Third,
  ...quiet: Third,
  ...fall: [value: Response['fall']['value'], low: Response['fall']['low'], high: Response['fall']['high']],
]

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
  ...unanswered: [value: Unanswered['value'], low: Unanswered['low'], high: Unanswered['high']],
  response: PackedResponse,
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
  const { unanswered, loadResponse } = reading
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
    unanswered.value,
    unanswered.low,
    unanswered.high,
    packResponse(loadResponse),
    effectiveReviewers,
    topShare,
    queue.open,
    firstReview.n,
    firstReview.p50WeekdayHours,
  ]
}

function packResponse({ status, testedUpTo, busy, quiet, fall }: Response): PackedResponse {
  return [status, testedUpTo, busy.load, busy.good, busy.n, quiet.load, quiet.good, quiet.n, fall.value, fall.low, fall.high]
}

function unpackResponse([status, testedUpTo, ...rest]: PackedResponse): Response {
  const [busyLoad, busyGood, busyN, quietLoad, quietGood, quietN, value, low, high] = rest
  return {
    status,
    testedUpTo,
    busy: { load: busyLoad, good: busyGood, n: busyN },
    quiet: { load: quietLoad, good: quietGood, n: quietN },
    fall: { value, low, high },
  }
}

function unpackScope([key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading]: PackedScope): StressScope {
  return { key, kind, name, tier, contributors, sloWeekdayHours, listHref, reading: reading && unpackReading(reading) }
}

function unpackReading([status, mean, low, high, kind, value, least, most, saturatedWeeks, ...rest]: PackedReading): StressReading {
  const [share, shareLow, shareHigh, response, effectiveReviewers, topShare, open, n, p50WeekdayHours] = rest
  return {
    status,
    demandPerWeek: { mean, low, high },
    capacityPerWeek: { kind, value, low: least, high: most, saturatedWeeks },
    unanswered: { value: share, low: shareLow, high: shareHigh },
    loadResponse: unpackResponse(response),
    effectiveReviewers,
    topShare,
    queue: { open },
    firstReview: { n, p50WeekdayHours },
  }
}
