import { z } from 'zod'
import { computeConfidence } from '@/lib/metrics/confidence/confident-merge'
import { computeKaplanMeier } from '@/lib/metrics/statistics/kaplan-meier'
import {
  minimumSampleSize,
  orderStatisticInterval,
  quantile,
  smallSampleDisplay,
  toSorted,
  wilson,
} from '@/lib/metrics/statistics/intervals'
import { instant, pullRequest, toConfidenceInput } from './example-pull-request'

type Adapter = (input: unknown) => unknown
const hours = z.array(z.number())

export const confidenceAdapters: Record<string, Adapter> = {
  ttcm(input) {
    const { pr, as_of, need } = z.object({ pr: pullRequest, as_of: instant, need: z.number().default(1) }).parse(input)
    const confidence = computeConfidence(toConfidenceInput(pr), as_of, { qualified: need, byBranchRule: 0 })
    return {
      t0: confidence.clockStartAt,
      status: confidence.status,
      reasons: confidence.reasons,
      ttcm_h: confidence.hours,
      t_conf: confidence.confidentAt,
      to_confidence_h: confidence.hoursToConfidence,
      idle_after_confidence_h: confidence.idleHours,
      t_conf_exact: confidence.confidentAtExact,
      censor_h: confidence.censoredHours,
      marks: confidence.marks,
    }
  },

  km_ttcm(input) {
    const parsed = z
      .object({
        confident_h: hours,
        merged_without_confidence_age_at_as_of_h: hours.default([]),
        open_age_h: hours.default([]),
      })
      .parse(input)
    const without = parsed.merged_without_confidence_age_at_as_of_h
    const share = wilson(without.length, parsed.confident_h.length + without.length)
    return {
      ...toQuantiles(parsed.confident_h, [...without, ...parsed.open_age_h]),
      merged_without_confidence_share: share?.value ?? null,
      share_ci: share ? [share.low, share.high] : null,
    }
  },

  km_naive_censor_at_merge: fromTimesAndEvents,
  km_time_to_merge: fromTimesAndEvents,

  median_small(input) {
    const { xs } = z.object({ xs: hours }).parse(input)
    const sorted = toSorted(xs)
    const shown = (p: number) => (sorted.length >= minimumSampleSize(p) ? quantile(sorted, p) : null)
    const interval = orderStatisticInterval(sorted, 0.5)
    return {
      n: sorted.length,
      display: smallSampleDisplay(sorted.length),
      median: shown(0.5),
      ci: interval ? [interval.low, interval.high] : null,
      p75: shown(0.75),
      p90: shown(0.9),
      p95: shown(0.95),
    }
  },

  min_n_for_ci(input) {
    const { p } = z.object({ p: z.array(z.number()) }).parse(input)
    return Object.fromEntries(p.map((one) => [String(one), minimumSampleSize(one)]))
  },

  wilson(input) {
    const { k, n } = z.object({ k: z.number(), n: z.number() }).parse(input)
    const interval = wilson(k, n)
    return { rate: interval?.value ?? null, ci: interval ? [interval.low, interval.high] : null }
  },
}

function fromTimesAndEvents(input: unknown): unknown {
  const { times_h, events } = z.object({ times_h: hours, events: z.array(z.coerce.number()) }).parse(input)
  const happened = times_h.filter((_, index) => events[index] === 1)
  const censored = times_h.filter((_, index) => events[index] !== 1)
  return toQuantiles(happened, censored)
}

function toQuantiles(events: number[], censored: number[]) {
  const curve = computeKaplanMeier(events, censored)
  const p50 = curve.quantile(0.5)
  const p75 = curve.quantile(0.75)
  return { p50_h: p50.value, p50_ci: [p50.low, p50.high], p75_h: p75.value, p75_ci: [p75.low, p75.high] }
}
