import { isShedding } from '@/lib/metrics/capacity/shedding'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatRated,
  formatShare,
  formatShareRange,
} from '@/lib/pages/words/format-figures'

/**
 * Review in words (METRICS section 2): what was seen, and whether twice would fit. Late, skipped and waiting are three things:
 * late and waiting are slowness, skipped is load that nobody carried, and where it is shown no headroom is called room.
 */

/** "18 % of reviews were skipped (14–22 %)"; null: not known. */
export function saySkipped({ unanswered: { value, low, high } }: Pick<ReviewCapacityReading, 'unanswered'>): string | null {
  return value === null ? null : `${formatShare(value)} of reviews were skipped (${formatShareRange(low, high)})`
}

const LOAD_WORDS: Record<ReviewCapacityReading['loadResponse']['status'], string> = {
  bends: 'bends under load',
  holds: 'holds under load',
  not_shown: 'under load: can’t tell',
  insufficient: 'under load: too few weeks',
  withheld: 'withheld',
}

/** What is said of the busy weeks, whoever counts how many there were. */
type SeenUnderLoad = { loadResponse: Omit<ReviewCapacityReading['loadResponse'], 'weeks'> }

/** Two facts that stand beside headroom wherever it stands: "18 % skipped · bends under load". */
export function nameBeside({ unanswered, loadResponse }: Pick<ReviewCapacityReading, 'unanswered'> & SeenUnderLoad): string[] {
  return [
    ...(unanswered.value === null ? [] : [`${formatShare(unanswered.value)} skipped`]),
    ...(loadResponse.status === 'withheld' ? [] : [LOAD_WORDS[loadResponse.status]]),
  ]
}

/** What the own busy weeks showed, as a sentence; null where they show nothing. */
export function sayLoadResponse({ loadResponse }: SeenUnderLoad, of: 'place' | 'whole' = 'place'): string | null {
  const { status, busy, quiet, fall } = loadResponse
  if (busy.load === null || busy.good === null || busy.n === null || quiet.good === null || quiet.n === null || fall.high === null)
    return null
  const [whose, all] = of === 'place' ? ['its', ''] : ['the', ' of all teams']
  const times = `${formatTenth(busy.load)}× the usual`
  const [inBusy, inQuiet] = [formatShare(busy.good / busy.n), formatShare(quiet.good / quiet.n)]
  if (status === 'bends')
    return `In ${whose} busiest weeks${all} (${times}) ${inBusy} were answered in time, in ${whose} quietest ${inQuiet}.`
  if (status === 'holds')
    return `In ${whose} busiest weeks${all} (${times}) as many were answered in time as in ${whose} quietest: ${inBusy} and ${inQuiet}.`
  if (fall.high < 0) return 'Busier weeks were answered better: people are here or away together, which shows nothing about load.'
  return null
}

function formatTenth(value: number): string {
  return value.toFixed(1)
}

/** What is asked for and what is given, in one sentence; null: not known. */
export function sayBalance({ demandPerWeek, capacityPerWeek }: ReviewCapacityReading): string | null {
  if (demandPerWeek.mean === null || capacityPerWeek.value === null) return null
  const [asked, given] = [formatRated(demandPerWeek.mean, 'review'), formatRate(capacityPerWeek.value)]
  const are = asked.startsWith('1\u00a0') ? 'is' : 'are'
  return capacityPerWeek.kind === 'lower_bound'
    ? `${asked} ${are} asked for each week; in the best four weeks ${given} a week were given.`
    : `${asked} ${are} asked for each week; ${given} ${given === '1' ? 'is' : 'are'} given when all are at work.`
}

/** An observed capacity that the queue denied (METRICS: contradicted); null: none. */
export function sayContradiction(
  contradiction: { from: number; to: number } | null,
  reading: Pick<ReviewCapacityReading, 'unanswered'>,
): string | null {
  if (!contradiction) return null
  const skipped = saySkipped(reading)
  const queue = `the queue did not grow: ${formatCount(contradiction.from)} → ${formatCount(contradiction.to)}`
  return `In full weeks fewer were given than are asked for, yet ${queue}${skipped ? `, and ${skipped}` : ''}. So this is no limit.`
}

/** Queue and waits, as sentences. */
export function sayWaiting({ queue, firstReview: { p50WeekdayHours: p50, p75WeekdayHours: p75 } }: ReviewCapacityReading): string | null {
  const waits =
    p50 === null
      ? null
      : `half of the first reviews came within ${formatHours(p50, 'weekday')}${p75 === null ? '' : `, three quarters within ${formatHours(p75, 'weekday')}`}`
  const open =
    queue.open === null
      ? null
      : queue.open === 0
        ? 'nobody waits now'
        : `${formatCounted(queue.open, 'review')} ${queue.open === 1 ? 'waits' : 'wait'} now`
  const said = [open, waits].filter((part) => part !== null).join('; ')
  return said === '' ? null : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

/** Whether twice the changes would fit: the answer, and what it rests on. */
export interface TwiceWords {
  /** "yes", "no", "can’t tell" */
  answer: string
  because: string
}

export function sayTwice(reading: ReviewCapacityReading): TwiceWords {
  const { twice, headroom, capacityPerWeek, loadResponse, unanswered } = reading
  const interval = formatShareRange(headroom.low, headroom.high)
  if (headroom.value === null) return { answer: 'can’t tell', because: 'too little is known' }
  const value = formatShare(headroom.value)
  if (isShedding(reading) && twice === 'yes') {
    return {
      answer: 'can’t tell',
      because: `${formatShare(unanswered.value ?? 0)} of reviews are skipped, so what is given is not all that is needed`,
    }
  }
  if (twice === 'yes') return { answer: 'yes', because: `reviewers gave ${value} of those asked for (${interval}), untried` }
  if (twice === 'no') return { answer: 'no', because: `at their limit reviewers gave ${value} of those asked for (${interval})` }
  if (isTestedTwice(reading))
    return {
      answer: 'can’t tell',
      because: `four weeks at ${formatMultiple(loadResponse.testedUpTo ?? 0)} went well, but no limit was seen`,
    }
  if (capacityPerWeek.kind === 'observed')
    return { answer: 'can’t tell', because: `the limit lies somewhere in ${formatMultipleRange(headroom.low, headroom.high)} of today` }
  return { answer: 'can’t tell', because: 'nobody has seen twice as many' }
}

/** The answer alone, for a table: a yes says that it is untried. */
export function nameTwice(reading: ReviewCapacityReading): string {
  const { answer } = sayTwice(reading)
  return answer === 'yes' ? 'yes, untried' : answer
}

/** "Twice" may only be called tested where the own weeks held at twice the load. */
function isTestedTwice({ loadResponse: { status, testedUpTo } }: ReviewCapacityReading): boolean {
  return status === 'holds' && testedUpTo !== null && testedUpTo >= 2
}
