import type { StressControls, StressReading, StressResult } from '@/lib/metrics/stress/compute'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatRatio,
  formatShare,
  formatShareRange,
  toPercent,
} from '@/lib/pages/words/format-figures'
import { formatEnds, formatTimes, formatWeekCount, LONGEST_WEEKS } from './format'
import { nameOverflow, nameWait } from './name-modelled'

/** One answer of the test: a figure, its interval, and whether it was measured or is modelled. What was seen comes first. */
export interface StressFigure {
  key: 'skipped' | 'load' | 'breaks' | 'backlog' | 'overflow' | 'drain' | 'wait' | 'safe'
  label: string
  value: { prefix: string; text: string; unit: string } | null
  /** Instead of a number: "never", or why there is none. */
  words: string | null
  interval: string | null
  note: string
  source: 'measured' | 'modelled'
}

export function prepareStressFigures(reading: StressReading, test: StressResult, controls: StressControls): StressFigure[] {
  return [
    toSkipped(reading),
    toLoad(reading),
    toBreaks(test),
    toBacklog(test),
    toOverflow(test),
    toDrain(test),
    toWait(test),
    toSafe(test, controls),
  ]
}

function toSkipped({ unanswered: { value, low, high } }: StressReading): StressFigure {
  const rest = { key: 'skipped' as const, label: 'Skipped today', source: 'measured' as const }
  if (value === null) return { ...rest, value: null, words: 'not known', interval: null, note: 'no review asked for has ended' }
  return {
    ...rest,
    value: { prefix: '', text: toPercent(value), unit: '%' },
    words: null,
    interval: formatShareRange(low, high),
    note: 'of reviews asked for, merged before anyone answered; 13 weeks',
  }
}

const LOAD_WORDS: Record<StressReading['loadResponse']['status'], string> = {
  bends: 'it bends',
  holds: 'it holds',
  not_shown: 'can’t tell',
  insufficient: 'too few weeks',
  withheld: 'withheld',
}

function toLoad({ loadResponse: { status, testedUpTo, busy, quiet } }: StressReading): StressFigure {
  const inTime = ({ good, n }: typeof busy) => (good === null || !n ? null : formatShare(good / n))
  const [inBusy, inQuiet] = [inTime(busy), inTime(quiet)]
  return {
    key: 'load',
    label: 'In its own busy weeks',
    value: null,
    words: LOAD_WORDS[status],
    interval: testedUpTo === null ? null : `tested up to ${formatMultiple(testedUpTo)}`,
    note:
      inBusy === null || inQuiet === null
        ? 'answered in time: not known'
        : `answered in time: ${inBusy} in busy weeks, ${inQuiet} in quiet ones`,
    source: 'measured',
  }
}

function toBreaks({ breaksAt, isLowerBound, isModelled, capacity, demand }: StressResult): StressFigure {
  return {
    key: 'breaks',
    label: isLowerBound ? 'Given at its best' : 'It breaks at',
    value: { prefix: isLowerBound ? '≥' : '', text: formatRatio(breaksAt.value ?? 0), unit: '×' },
    words: null,
    interval: formatMultipleRange(breaksAt.low, breaksAt.high),
    note: `${formatRate(capacity.value ?? 0)} given ÷ ${formatRate(demand.value ?? 0)} asked for a week${isLowerBound ? ', no limit seen' : ''}`,
    source: isModelled ? 'modelled' : 'measured',
  }
}

const whole = (value: number) => formatCount(Math.round(value))

/** Where capacity is a lower bound, what waits because of it is an upper one. */
const atMost = (isLowerBound: boolean, text: string) => (isLowerBound && text !== '0' ? '≤' : '')

function toBacklog({ backlogAfterMonth: { value, low, high }, backlogNow, isLowerBound }: StressResult): StressFigure {
  const rest = { key: 'backlog' as const, label: 'Waiting after a month of it', source: 'modelled' as const }
  if (value === null || backlogNow === null)
    return { ...rest, value: null, words: 'not known', interval: null, note: 'today’s queue is not known' }
  const unit = Math.round(value) === 1 ? 'review' : 'reviews'
  return {
    ...rest,
    value: { prefix: atMost(isLowerBound, whole(value)), text: whole(value), unit },
    words: null,
    interval: low !== null && high !== null && whole(low) === whole(high) ? null : formatEnds({ low, high }, whole),
    note: `${formatCount(backlogNow)} wait now`,
  }
}

function toOverflow({ overflowWeeks, monthOfWork, isLowerBound }: StressResult): StressFigure {
  const { value, words, interval } = nameOverflow(overflowWeeks, isLowerBound)
  return {
    key: 'overflow',
    label: 'Passes a month’s work',
    value: value === null ? null : { prefix: 'week ', text: formatCount(value), unit: isLowerBound ? 'or later' : '' },
    words,
    interval,
    note: `${isLowerBound ? 'at least ' : ''}${formatCounted(Math.round(monthOfWork), 'review')}, what 4⅓ weeks give today`,
    source: 'modelled',
  }
}

/** Beyond two years is never. */
function toSeen(weeks: number | null): number | null {
  return weeks !== null && weeks > LONGEST_WEEKS ? Infinity : weeks
}

function toDrain({ drainWeeks: { value, low, high }, isLowerBound }: StressResult): StressFigure {
  const rest = {
    key: 'drain' as const,
    label: 'Worked off again in',
    note: 'once no more is asked for than today',
    source: 'modelled' as const,
  }
  if (value === null) return { ...rest, value: null, words: 'not known', interval: null }
  const interval = low === high ? null : formatEnds({ low: toSeen(low), high: toSeen(high) }, formatWeekCount, 'weeks')
  if (value > LONGEST_WEEKS)
    return {
      ...rest,
      value: null,
      words: isLowerBound ? 'can’t tell' : 'never',
      interval: toSeen(low) === Infinity || low === null ? null : interval,
    }
  if (value === 0) return { ...rest, value: null, words: 'nothing to work off', interval }
  return {
    ...rest,
    value: {
      prefix: atMost(isLowerBound, formatWeekCount(value)),
      text: formatWeekCount(value),
      unit: formatWeekCount(value) === '1' ? 'week' : 'weeks',
    },
    words: null,
    interval,
  }
}

function toWait({
  waitMultiplier,
  waitHours,
  presentWaitHours,
  servers,
  demand,
  measuredCapacity,
  isLowerBound,
}: StressResult): StressFigure {
  const rest = { key: 'wait' as const, label: 'First-review wait', source: 'modelled' as const }
  const now =
    presentWaitHours === null ? 'today’s wait is not known' : `${formatHours(presentWaitHours, 'weekday')} today, p50 of weekday hours`
  if (!servers) return { ...rest, value: null, words: 'not known', interval: null, note: 'who reviews here is not known' }
  const { value, words, interval } = nameWait(waitMultiplier, isLowerBound)
  if (value === null) {
    const note = waitMultiplier.value === null ? 'today’s own queue does not settle, so there is no wait to multiply' : now
    return { ...rest, value: null, words: words === 'never settles' ? 'the queue never settles' : words, interval, note }
  }
  const hours = waitHours.value === null ? '' : `, to ${formatHours(waitHours.value, 'weekday')}`
  // At the limit Wq(λ) has no bound, so a multiple of it is large or small by chance.
  const isNearLimit = (demand.high ?? 0) >= (measuredCapacity.low ?? 0)
  const loose = isNearLimit ? '. Loose: today may be at its limit already' : ''
  return {
    ...rest,
    label: `${rest.label}, ${value < 1 ? 'down' : 'up'} to`,
    value: { prefix: '', text: formatTimes(value), unit: '' },
    words: null,
    interval,
    note: `${now}${hours}${loose}`,
  }
}

function toSafe(
  { safeMultiple: { value, low, high }, presentWaitHours, servers, isLowerBound }: StressResult,
  { sloWeekdayHours }: StressControls,
): StressFigure {
  const limit = formatHours(sloWeekdayHours, 'weekday')
  const rest = { key: 'safe' as const, label: `Within ${limit} up to`, source: 'modelled' as const }
  if (presentWaitHours === null || !servers) {
    return {
      ...rest,
      value: null,
      words: 'not known',
      interval: null,
      note: presentWaitHours === null ? 'too few first reviews for a median wait' : 'who reviews here is not known',
    }
  }
  if (value === null) return { ...rest, value: null, words: 'no multiple', interval: null, note: 'more is asked for today than is given' }
  const isLate = presentWaitHours > sloWeekdayHours && value < 1
  return {
    ...rest,
    value: { prefix: isLowerBound ? '≥' : '', text: formatRatio(value), unit: '×' },
    words: null,
    // An end that is no further off than the figure itself says nothing.
    interval: low === null && (high === null || high === value) ? null : formatMultipleRange(low, high),
    note: isLate
      ? `today’s ${formatHours(presentWaitHours, 'weekday')} is already longer`
      : `from today’s ${formatHours(presentWaitHours, 'weekday')}, p50 of weekday hours`,
  }
}
