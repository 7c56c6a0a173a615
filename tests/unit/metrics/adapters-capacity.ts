import { HOUR } from '@/lib/dates'
import { z } from 'zod'
import { computeHeadroom, estimateCapacity } from '@/lib/metrics/capacity/estimate'
import { computeLoadResponse } from '@/lib/metrics/capacity/load-response'
import { computeLittlesLaw } from '@/lib/metrics/capacity/littles-law'
import { isProvablyFast } from '@/lib/metrics/capacity/provably-fast'
import { computeReadingTime } from '@/lib/metrics/people/reading-time'
import { computeReviewCycles } from '@/lib/metrics/capacity/review-cycles'
import { computeReviewLoad } from '@/lib/metrics/capacity/review-load'
import { computeReviewSlo } from '@/lib/metrics/capacity/review-slo'
import {
  backlogAfter,
  erlangC,
  meanWaitWeeks,
  safeMultiple,
  sakasegawaWaitWeeks,
  unstableMultiple,
  waitMultiplier,
  weeksToDrain,
} from '@/lib/metrics/stress/erlang'
import { weekdayHours } from '@/lib/metrics/organization/weekday-hours'
import { instant, pullRequest, toReviewCycleInput } from './example-pull-request'

type Adapter = (input: unknown) => unknown
const pair = z.tuple([z.number().nullable(), z.number().nullable()])
const rates = z.object({ lambda: z.number(), C: z.number(), c: z.number() })
const calendarInput = z.object({
  tz_offset_h: z.number().default(0),
  tz: z.string().optional(),
  holidays: z.array(z.string()).default([]),
})

export const capacityAdapters: Record<string, Adapter> = {
  load(input) {
    const { reviews_per_eligible_reviewer: reviews } = z.object({ reviews_per_eligible_reviewer: z.array(z.number()) }).parse(input)
    const load = computeReviewLoad(reviews)
    return { n_eff: load.effectiveReviewers, hhi: load.concentration, gini: load.gini, top_share: load.topShare }
  },

  review_cycles(input) {
    const { pr, as_of } = z.object({ pr: pullRequest, as_of: instant }).parse(input)
    return computeReviewCycles(toReviewCycleInput(pr), as_of).map((cycle) => ({
      start: cycle.startedAt,
      end: cycle.endedAt,
      outcome: cycle.outcome,
      reviewer: cycle.reviewerId,
    }))
  },

  weekday_hours(input) {
    const { start, end, ...calendar } = calendarInput.extend({ start: instant, end: instant }).parse(input)
    return {
      weekday_h: weekdayHours(start, end, toCalendar(calendar)),
      elapsed_h: (end.getTime() - start.getTime()) / HOUR,
    }
  },

  slo(input) {
    const { cycles, as_of, target, limit_weekday_h, ...calendar } = calendarInput
      .extend({
        cycles: z.array(z.object({ start: instant, end: instant.nullish(), outcome: z.string() })),
        as_of: instant,
        target: z.number().default(0.9),
        limit_weekday_h: z.number().default(24),
      })
      .parse(input)
    const slo = computeReviewSlo(
      cycles
        .filter(({ start }) => start <= as_of)
        .map(({ start, end, outcome }) => {
          const isOpen = !end || end > as_of
          return {
            outcome: isOpen ? 'open' : outcomes.parse(outcome),
            weekdayHours: weekdayHours(start, isOpen ? as_of : end, toCalendar(calendar)),
          }
        }),
      { limitWeekdayHours: limit_weekday_h, target },
    )
    return {
      n: slo.n,
      good: slo.good,
      bad: slo.missed,
      undetermined: slo.undetermined,
      attainment: slo.attainment,
      ci: slo.attainment === null ? null : [slo.low, slo.high],
      budget_allowed: slo.budgetAllowed,
      budget_used: slo.budgetUsed,
    }
  },

  capacity_estimate(input) {
    const { weeks, servers } = z
      .object({
        servers: z.number().default(1),
        weeks: z.array(z.object({ completed: z.number(), waiting: z.array(z.number()), freshWaiting: z.array(z.number()).optional() })),
      })
      .parse(input)
    const capacity = estimateCapacity(
      weeks.map(({ waiting, ...week }) => ({ freshWaiting: waiting, ...week })),
      servers,
    )
    return {
      kind: capacity.kind,
      saturated_weeks: capacity.saturatedWeeks,
      C: capacity.value,
      ci: [capacity.low, capacity.high],
      best_4wk_mean: capacity.bestFourWeekMean,
    }
  },

  load_response(input) {
    const { weeks } = z.object({ weeks: z.array(z.object({ opened: z.number(), good: z.number(), missed: z.number() })) }).parse(input)
    const { status, weeks: counted, testedUpTo, busy, quiet, fall } = computeLoadResponse(weeks)
    if (!busy || !quiet) return { status }
    return {
      status,
      weeks: counted,
      tested_up_to: testedUpTo,
      busy,
      quiet,
      ...(fall && { fall: fall.value, fall_ci: [fall.low, fall.high] }),
    }
  },

  headroom(input) {
    const { C, C_ci, lambda, lambda_ci } = z
      .object({ C: z.number().nullable(), C_ci: pair, lambda: z.number(), lambda_ci: pair })
      .parse(input)
    const headroom = computeHeadroom({
      kind: 'observed',
      capacity: C,
      capacityLow: C_ci[0],
      capacityHigh: C_ci[1],
      demand: lambda,
      demandLow: lambda_ci[0],
      demandHigh: lambda_ci[1],
    })
    return {
      H: headroom?.value ?? null,
      ci: [headroom?.low ?? null, headroom?.high ?? null],
      two_x: headroom?.twice ?? 'not_shown',
    }
  },

  stress(input) {
    const { lambda, C, c, backlog_now } = rates.extend({ backlog_now: z.number().default(0) }).parse(input)
    const load = { demand: lambda, capacity: C, servers: c }
    const at = (multiple: string) => Number(multiple)
    const backlogAtTwice = backlogAfter(load, backlog_now, 2, 4)
    return {
      utilisation: lambda / C,
      unstable_at_multiple: unstableMultiple(load),
      R: Object.fromEntries(MULTIPLES.map((multiple) => [multiple, toJson(waitMultiplier(load, at(multiple)))])),
      backlog_after_4_weeks: Object.fromEntries(MULTIPLES.map((multiple) => [multiple, backlogAfter(load, backlog_now, at(multiple), 4)])),
      weeks_to_drain_after_2x: toJson(weeksToDrain(load, backlogAtTwice)),
    }
  },

  queue_primitives(input) {
    const { lambda, C, c } = rates.parse(input)
    const load = { demand: lambda, capacity: C, servers: c }
    return {
      erlang_c_pwait: erlangC(load),
      wq_mmc_weeks: toJson(meanWaitWeeks(load)),
      wq_sakasegawa_weeks: toJson(sakasegawaWaitWeeks(load)),
    }
  },

  m_for_slo(input) {
    const { w_now_h, lambda, C, c, slo_h } = rates.extend({ w_now_h: z.number(), slo_h: z.number() }).parse(input)
    return { m: safeMultiple({ demand: lambda, capacity: C, servers: c }, w_now_h, slo_h) }
  },

  littles_law(input) {
    const { mean_waiting, lambda_per_week, mean_wait_elapsed_h } = z
      .object({ mean_waiting: z.number(), lambda_per_week: z.number(), mean_wait_elapsed_h: z.number() })
      .parse(input)
    const law = computeLittlesLaw(mean_waiting, lambda_per_week, mean_wait_elapsed_h)
    return { expected_L: law.expectedWaiting, ratio: law.ratio, consistent: law.isConsistent }
  },

  provably_fast(input) {
    const { reviewable_loc, elapsed_h, comments } = z
      .object({ reviewable_loc: z.number(), elapsed_h: z.number(), comments: z.number().default(0) })
      .parse(input)
    return { flag: isProvablyFast({ reviewableLines: reviewable_loc, elapsedHours: elapsed_h, comments }) }
  },

  reading_hours(input) {
    const { reviewable_loc } = z.object({ reviewable_loc: z.number() }).parse(input)
    const { lowHours, highHours } = computeReadingTime(reviewable_loc)
    return { hours: [lowHours, highHours] }
  },
}

const outcomes = z.enum(['reviewed', 'withdrawn', 'closed', 'merged_unreviewed', 'open'])
const MULTIPLES = ['1.0', '1.1', '1.2', '1.25', '1.5', '1.75', '2.0', '2.5', '3.0', '4.0']

function toCalendar({ tz_offset_h, tz, holidays }: z.infer<typeof calendarInput>) {
  const minutes = Math.round(Math.abs(tz_offset_h) * 60)
  const offset = `UTC${tz_offset_h < 0 ? '-' : '+'}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  return { zone: tz ?? offset, holidays: new Set(holidays) }
}

/** JSON has no infinity: the examples write it as a word. */
function toJson(value: number | null): number | string | null {
  return value === Infinity ? 'Infinity' : value
}
