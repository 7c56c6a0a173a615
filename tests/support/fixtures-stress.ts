import fc from 'fast-check'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { wilson } from '@/lib/metrics/statistics/intervals'
import type { StressSource } from '@/lib/pages/stress/source'
import { chooseStressTeams } from '@/lib/pages/stress/choose-teams'
import { toStressSource, type StressParts } from '@/lib/pages/stress/to-source'
import type { StressControls, StressReading } from '@/lib/metrics/stress/compute'
import { FIXTURE_RANGE, makeDocument, makeWithheldDocument } from './fixtures-readings'

/** λ 18 (16–20), C 30 (28–32), N_eff 3.2, 4 waiting: the rates of example RC-16, with intervals. */
export function makeStressReading(change: (reading: StressReading) => void = () => {}): StressReading {
  const reading: StressReading = {
    status: 'ok',
    demandPerWeek: { mean: 18, low: 16, high: 20 },
    capacityPerWeek: { kind: 'observed', value: 30, low: 28, high: 32, saturatedWeeks: 6 },
    unanswered: { value: 0.03, low: 0.01, high: 0.06 },
    loadResponse: {
      status: 'not_shown',
      testedUpTo: 1.2,
      busy: { load: 1.3, good: 60, n: 80 },
      quiet: { load: 0.7, good: 35, n: 44 },
      fall: { value: 0.05, low: -0.08, high: 0.2 },
    },
    effectiveReviewers: 3.2,
    topShare: 0.4,
    queue: { open: 4 },
    firstReview: { n: 36, p50WeekdayHours: 6 },
  }
  change(reading)
  return reading
}

export const CONTROLS: StressControls = { multiple: 2, moreMaintainers: 0, isWithoutTop: false, sloWeekdayHours: 24 }

export const anyControls: fc.Arbitrary<StressControls> = fc.record({
  multiple: fc.integer({ min: 5, max: 50 }).map((tenths) => tenths / 10),
  moreMaintainers: fc.integer({ min: 0, max: 3 }),
  isWithoutTop: fc.boolean(),
  sloWeekdayHours: fc.integer({ min: 1, max: 120 }),
})

const rate = (max: number) => fc.double({ min: 0, max, noNaN: true })
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 })

/** Readings as the evaluation can make them: quiet and busy, observed and lower bounds, with figures missing. */
export const anyReading: fc.Arbitrary<StressReading> = fc
  .record({
    demand: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 9, arbitrary: fc.double({ min: 0.05, max: 200, noNaN: true }) }),
    demandSpread: rate(40),
    capacity: rate(300),
    capacitySpread: rate(40),
    isLowerBound: fc.boolean(),
    shares: orNull(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 })),
    open: orNull(fc.integer({ min: 0, max: 400 })),
    wait: orNull(rate(120)),
    status: fc.constantFrom('ok', 'ok', 'ok', 'ok', 'insufficient', 'withheld'),
    skipped: orNull(fc.integer({ min: 0, max: 100 })),
    response: fc.constantFrom('bends', 'holds', 'not_shown', 'insufficient'),
    testedUpTo: orNull(fc.double({ min: 1, max: 3, noNaN: true })),
  })
  .map(
    ({
      demand,
      demandSpread,
      capacity,
      capacitySpread,
      isLowerBound,
      shares,
      open,
      wait,
      status,
      skipped,
      response,
      testedUpTo,
    }): StressReading => {
      const total = (shares ?? []).reduce((sum, one) => sum + one, 0)
      const parts = total > 0 ? (shares ?? []).map((one) => one / total) : null
      const isKnown = status === 'ok'
      return {
        status,
        demandPerWeek: isKnown
          ? { mean: demand, low: demand - demandSpread, high: demand + demandSpread }
          : { mean: null, low: null, high: null },
        capacityPerWeek: isKnown
          ? {
              kind: isLowerBound ? 'lower_bound' : 'observed',
              value: capacity,
              low: isLowerBound ? capacity : capacity - capacitySpread,
              high: isLowerBound ? null : capacity + capacitySpread,
              saturatedWeeks: isLowerBound ? 2 : 6,
            }
          : { kind: null, value: null, low: null, high: null, saturatedWeeks: null },
        unanswered: toEstimate(skipped === null || !isKnown ? null : wilson(skipped, 100)),
        loadResponse: {
          status: isKnown ? response : 'insufficient',
          testedUpTo: isKnown ? testedUpTo : null,
          busy: { load: null, good: null, n: null },
          quiet: { load: null, good: null, n: null },
          fall: { value: null, low: null, high: null },
        },
        effectiveReviewers: parts && isKnown ? 1 / parts.reduce((sum, part) => sum + part ** 2, 0) : null,
        topShare: parts && isKnown ? Math.max(...parts) : null,
        queue: { open: isKnown ? open : null },
        firstReview: { n: wait === null || !isKnown ? 3 : 36, p50WeekdayHours: isKnown ? wait : null },
      }
    },
  )

const FEW_TEAMS = [
  { slug: 'payments', name: 'Payments', document: makeDocument('payments') },
  { slug: 'tooling', name: 'Tooling', document: makeWithheldDocument('tooling', 3) },
]

/** An organisation, three surfaces (one never at its limit) and two teams, one of them withheld. */
export function makeStressSource(teams: StressParts['teams'] = FEW_TEAMS, given: Partial<StressParts> = {}): StressSource {
  const tight = makeDocument('surface:billing', ({ reviewCapacity }) => {
    reviewCapacity.demandPerWeek = { mean: 18.2, low: 16, high: 20.4 }
    reviewCapacity.capacityPerWeek = { kind: 'observed', value: 19.3, low: 18.4, high: 20.2, saturatedWeeks: 8 }
  })
  const loose = makeDocument('surface:exports', ({ reviewCapacity }) => {
    reviewCapacity.capacityPerWeek = { kind: 'lower_bound', value: 24, low: 24, high: null, saturatedWeeks: 1 }
  })
  return toStressSource({
    organization: 'Northwind',
    range: FIXTURE_RANGE,
    keep: {},
    document: makeDocument('organization'),
    surfaces: [
      { name: 'exports & invoices', tier: 'T2', document: loose },
      { name: 'billing', tier: 'T3', document: tight },
      { name: '', tier: null, document: null },
    ],
    teams,
    teamNames: teams,
    teamsPage: 1,
    ...given,
  })
}

/** The same with 120 teams, "Early 001" to "Late 120", as the server answers an address. */
export function makeManyTeamsSource(address: string): StressSource {
  const document = makeDocument('team')
  const teams = Array.from({ length: 120 }, (_, index) => {
    const number = String(index + 1).padStart(3, '0')
    return { slug: `team-${number}`, name: `${index < 60 ? 'Early' : 'Late'} ${number}`, document }
  })
  const { held, page, keep } = chooseStressTeams(teams, Object.fromEntries(new URLSearchParams(address)))
  return makeStressSource(held, { teamNames: teams, teamsPage: page.number, keep })
}
