import { addWeeks, HOUR, toDateString } from '@/lib/dates'
import { countServers, isSaturated } from './estimate'
import { AGE_BOUNDS, toDistribution, WAIT_BOUNDS } from '@/lib/metrics/document/distribution'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import { computeLittlesLaw } from './littles-law'
import type { CapacityDetails } from '@/lib/metrics/document/scope-details'
import { toStrain } from './strain'
import { countReviews, toBalance, toTrailingLoad, type CapacityInput, type TrailingWeek } from './to-reading'

/** A list that a page draws mark by mark; more marks than this are a smear, and weigh. */
const MOST_MARKS = 200
/** As for capacity: below it nothing is said. */
const MINIMUM_WEEKS = 4
const WEEK_HOURS = 168

/** What stands behind review capacity: weeks, load, queue, waits and the check of Little's law. */
export function toCapacityDetails(input: CapacityInput & { from: Date; weeksEnd: Date }): CapacityDetails {
  const { rollUp, weeks, weeksEnd } = input
  const { outcomes, approvals, fastApprovals, firstReviewWeekdayHours } = rollUp.cycles
  const servers = countServers(toTrailingLoad(weeks, input.eligibleReviewerIds).effectiveReviewers)
  return {
    weeks: weeks.map(({ throughput }, index) => ({
      weekOn: toDateString(addWeeks(weeksEnd, index - weeks.length)),
      opened: throughput.demanded,
      completed: throughput.completed,
      isSaturated: isSaturated(throughput, servers),
    })),
    contradiction: toBalance(weeks, servers, { status: 'not_shown', testedUpTo: null }).contradiction,
    strain: toStrain(input),
    reviewShares: toReviewShares(input),
    queue: toQueue(input),
    firstReview: toDistribution(firstReviewWeekdayHours, WAIT_BOUNDS),
    outcomes: { reviewed: 0, withdrawn: 0, closed: 0, merged_unreviewed: 0, open: 0, ...outcomes },
    fastApprovals: { approvals, flagged: fastApprovals },
    littlesLaw: toLittlesLaw(weeks),
  }
}

function toReviewShares({ weeks, eligibleReviewerIds }: CapacityInput): number[] {
  const reviews = countReviews(weeks)
  const counts = Object.values(reviews)
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return []
  const idle = eligibleReviewerIds.filter((id) => reviews[id] === undefined).map(() => 0)
  const shares = [...counts.map((count) => count / total), ...idle]
  return shares.sort((a, b) => b - a).slice(0, MOST_MARKS)
}

/** A cycle of a tier that few people work in is in the sum of ages, and is no mark of its own. */
function toQueue({ asOf, queue, rollUp }: CapacityInput): CapacityDetails['queue'] {
  const hidden = listHiddenTiers(rollUp, (tier) => queue.some((cycle) => cycle.tier === tier))
  const all = queue.map(({ since, tier }) => ({ hours: (asOf.getTime() - since) / HOUR, tier }))
  const shown = all.filter(({ tier }) => !hidden.has(tier))
  return {
    // The queue comes oldest first: of too many the youngest go.
    waits: shown.slice(0, MOST_MARKS).reverse(),
    ages: toDistribution(
      all.map(({ hours }) => hours),
      AGE_BOUNDS,
    ),
  }
}

/**
 * Of the cycles that demand counts: L is the time that they waited in the trailing weeks over the time there was; λ those
 * opened a week; W the mean wait, in elapsed hours, of those that ended in them.
 */
function toLittlesLaw(weeks: TrailingWeek[]): CapacityDetails['littlesLaw'] {
  const sum = (of: (week: TrailingWeek['throughput']) => number) => weeks.reduce((total, { throughput }) => total + of(throughput), 0)
  const ended = sum((week) => week.ended)
  if (weeks.length < MINIMUM_WEEKS || ended === 0) return null
  const waiting = sum(({ presence }) => presence) / HOUR / (weeks.length * WEEK_HOURS)
  const arrivals = sum(({ demanded }) => demanded) / weeks.length
  const { expectedWaiting, ratio, isConsistent } = computeLittlesLaw(waiting, arrivals, sum(({ endedWait }) => endedWait) / HOUR / ended)
  return ratio === null ? null : { waiting, expected: expectedWaiting, ratio, isWarning: !isConsistent }
}
