import { WEEKS_PER_MONTH } from '@/lib/metrics/stress/erlang'
import type { StressControls, StressReading, StressResult } from '@/lib/metrics/stress/compute'
import {
  formatCount,
  formatHours,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatRatio,
  formatShare,
} from '@/lib/pages/words/format-figures'
import { nameWait } from './name-modelled'
import { toShownTopShare } from '@/lib/pages/figures/top-share'
import { formatAsked, formatRateEnds, formatTimes, formatWeekCount, LONGEST_WEEKS } from './format'

/** Everything the answers rest on, in one place: formula, numbers filled in, and whether it was measured. */
export interface StressAssumption {
  symbol: string
  name: string
  /** The formula, or where the number comes from. */
  formula: string
  numbers: string
  source: 'measured' | 'modelled' | 'chosen'
}

export function explainStress(reading: StressReading, test: StressResult, controls: StressControls): StressAssumption[] {
  return [...listMeasured(reading, test), ...listCapacityChange(reading, test, controls), ...listAnswers(test, controls)]
}

function listMeasured(reading: StressReading, test: StressResult): StressAssumption[] {
  const { demand, measuredCapacity, isLowerBound, backlogNow, presentWaitHours } = test
  const saturated = reading.capacityPerWeek.saturatedWeeks ?? 0
  return [
    {
      symbol: 'λ',
      name: 'reviews asked for a week',
      formula: 'mean of the last 13 complete weeks, without those withdrawn or closed; 95 % t interval',
      numbers: formatRateEnds(demand),
      source: 'measured',
    },
    {
      symbol: 'C',
      name: 'reviews given a week',
      formula: isLowerBound
        ? `the best four weeks in a row of the last 26: ${formatCount(saturated)} of them were full, and 4 are needed that the queue does not deny. A lower bound`
        : `mean of the ${formatCount(saturated)} of the last 26 weeks in which fresh work waited for every reviewer, 95 % t interval`,
      numbers: isLowerBound ? `≥ ${formatRate(measuredCapacity.value ?? 0)}` : formatRateEnds(measuredCapacity),
      source: 'measured',
    },
    {
      symbol: 'c',
      name: 'reviewers the model gives work to',
      formula: 'max(1, ⌊N⌋), N the effective reviewers 1 ÷ Σ share²',
      numbers:
        test.servers && reading.effectiveReviewers !== null
          ? `max(1, ⌊${formatRatio(reading.effectiveReviewers)}⌋) = ${test.servers.present}`
          : 'not known',
      source: 'measured',
    },
    {
      symbol: 'w',
      name: 'wait for a first review today',
      formula: `median in weekday hours, n ${reading.firstReview.n === null ? 'not known' : formatCount(reading.firstReview.n)}`,
      numbers: presentWaitHours === null ? 'too few for a median' : formatHours(presentWaitHours, 'weekday'),
      source: 'measured',
    },
    {
      symbol: 'B₀',
      name: 'reviews that wait now',
      formula: 'open review cycles at the last sync',
      numbers: backlogNow === null ? 'not known' : formatCount(backlogNow),
      source: 'measured',
    },
  ]
}

function listCapacityChange(reading: StressReading, test: StressResult, controls: StressControls): StressAssumption[] {
  const { moreMaintainers, isWithoutTop } = controls
  if (!test.isModelled) return []
  const { effectiveReviewers } = reading
  const topShare = toShownTopShare(reading)
  const terms = [
    formatRate(test.measuredCapacity.value ?? 0),
    ' × (1',
    isWithoutTop ? ` − ${topShare === null ? 's₁' : formatRatio(topShare)}` : '',
    moreMaintainers > 0 && effectiveReviewers !== null ? ` + ${moreMaintainers} ÷ ${formatRatio(effectiveReviewers)}` : '',
    `) = ${formatRate(test.capacity.value ?? 0)}`,
  ].join('')
  return [
    {
      symbol: 'C′',
      name: 'capacity after the change',
      formula: `C × (1${isWithoutTop ? ' − s₁' : ''}${moreMaintainers > 0 ? ' + k ÷ N' : ''})${isWithoutTop ? `; s₁, the busiest reviewer’s share of the reviews, is ${topShare === null ? 'not shown: fewer than 5 people may have reviewed, or it is unknown' : `${formatShare(topShare)} here`}` : ''}. A new maintainer is taken to do what an effective reviewer does today, at once`,
      numbers: `${terms}${test.servers ? `; c becomes ${test.servers.changed}` : ''}`,
      source: 'modelled',
    },
  ]
}

function listAnswers(test: StressResult, controls: StressControls): StressAssumption[] {
  const { multiple, sloWeekdayHours } = controls
  const { breaksAt, capacity, demand, arrivals, backlogAfterMonth, backlogNow, monthOfWork, measuredCapacity } = test
  const c = formatRate(capacity.value ?? 0)
  const symbol = test.isModelled ? 'C′' : 'C'
  const month = formatRatio(WEEKS_PER_MONTH)
  return [
    {
      symbol: 'm',
      name: 'the multiple at which it breaks',
      formula: `${symbol} ÷ λ, interval [${symbol} low ÷ λ high, ${symbol} high ÷ λ low]. Yes if its low end is at least ${formatAsked(multiple)}, no if its high end is below, else can’t tell`,
      numbers: `${c} ÷ ${formatRate(demand.value ?? 0)} = ${test.isLowerBound ? '≥ ' : ''}${formatMultiple(breaksAt.value ?? 0)}, ${formatMultipleRange(breaksAt.low, breaksAt.high)}`,
      source: test.isModelled ? 'modelled' : 'measured',
    },
    {
      symbol: 'B',
      name: 'waiting after a month',
      formula: `max(0, B₀ + (mλ − ${symbol}) × 13/3 weeks)`,
      numbers:
        backlogNow === null || backlogAfterMonth.value === null
          ? 'not known'
          : `${formatCount(backlogNow)} + (${formatRate(arrivals.value ?? 0)} − ${c}) × ${month}, at least 0: ${formatCount(Math.round(backlogAfterMonth.value))}`,
      source: 'modelled',
    },
    {
      symbol: 'M',
      name: 'a month’s work',
      formula: 'C × 13/3 weeks of today’s capacity: one line whatever is changed',
      numbers: `${formatRate(measuredCapacity.value ?? 0)} × ${month} = ${formatCount(Math.round(monthOfWork))}`,
      source: 'chosen',
    },
    {
      symbol: 't',
      name: 'the week it passes a month’s work, and the weeks to work it off',
      formula: `(M − B₀) ÷ (mλ − ${symbol}); afterwards B ÷ (${symbol} − λ), asked for as today`,
      numbers: `${tellWeeks(test.overflowWeeks.value)}; ${tellWeeks(test.drainWeeks.value)}`,
      source: 'modelled',
    },
    {
      symbol: 'R',
      name: 'how many times today’s wait',
      formula: `Wq(mλ) ÷ Wq(λ), Wq = ErlangC(c, λc ÷ C) ÷ (C − λ): the queue M/M/c. Real queues are steadier at best and burstier at worst, hence “up to”; where λ is near C, R swings widely`,
      numbers: tellMultiplier(test),
      source: 'modelled',
    },
    {
      symbol: 'm*',
      name: `the largest multiple within ${formatHours(sloWeekdayHours, 'weekday')}`,
      formula:
        'the largest m with w × R(m) at most the SLO. w is a median and R scales means: read it as a direction, not to the second digit',
      numbers: test.safeMultiple.value === null ? 'not known' : `${formatMultiple(test.safeMultiple.value)}${tellInterval(test)}`,
      source: 'modelled',
    },
  ]
}

function tellWeeks(weeks: number | null): string {
  if (weeks === null) return 'not known'
  return weeks > LONGEST_WEEKS ? 'never' : `${formatWeekCount(weeks)}\u00a0weeks`
}

function tellMultiplier({ waitMultiplier, isLowerBound }: StressResult): string {
  const { value, words, interval } = nameWait(waitMultiplier, isLowerBound)
  return `${value === null ? (words ?? 'not known') : formatTimes(value)}${interval === null ? '' : ` (${interval})`}`
}

function tellInterval({ safeMultiple: { value, low, high } }: StressResult): string {
  return low === null && (high === null || high === value) ? '' : `, ${formatMultipleRange(low, high)}`
}

/** What no number here can know. */
export const STRESS_LIMITS = [
  'How many minutes a review takes: only when it was sent is known. If changes grow as they multiply, each takes longer, and it breaks earlier.',
  'Whether reviewers would hurry. Faster approvals raise C on paper; that is why the drill watches provably fast ones.',
  'How long a new maintainer needs. The model lets one start at full speed on the first day.',
  'Reviews that are skipped wait in no queue: the backlog is of reviews owed, and some would be skipped rather than waited for.',
]
