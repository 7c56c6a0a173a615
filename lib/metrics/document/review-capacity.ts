import { z } from 'zod'
import { byTier, count, estimate, field, hours, NO_COLUMN, ratio, setting, share, status } from './field'

const loadThird = z.object({
  load: ratio(NO_COLUMN, 'Cycles opened a week, over the mean of all weeks.'),
  good: count(NO_COLUMN),
  n: count(NO_COLUMN),
})

const loadResponse = z
  .object({
    status: field(z.enum(['bends', 'holds', 'not_shown', 'insufficient', 'withheld']), 'load_response_status', {
      about: 'Whether the busiest third of the own weeks was answered in time less often than the quietest.',
      withheld: { word: 'withheld' },
    }),
    weeks: count(NO_COLUMN),
    testedUpTo: ratio('load_tested_up_to_ratio', 'The best four weeks in a row, over the mean of all weeks.'),
    busy: loadThird,
    quiet: loadThird,
    fall: estimate('load_fall_share', 'Share answered in time in quiet weeks less that in busy ones.'),
  })
  .meta({ id: 'LoadResponse', description: 'What the own busy weeks showed, of the last 26 complete weeks.' })

const slo = z
  .object({
    limitWeekdayHours: setting(),
    target: setting(),
    n: count('slo_n'),
    good: count(NO_COLUMN),
    missed: count('slo_missed', 'late + skipped'),
    late: count('slo_late', 'Answered late, or open past the limit.'),
    skipped: count('slo_skipped', 'Merged before anyone answered.'),
    undetermined: count(NO_COLUMN, 'Open and younger than the limit.'),
    attainment: share('slo_attainment_share'),
    low: share(NO_COLUMN),
    high: share(NO_COLUMN),
    budgetUsed: ratio('slo_budget_used_ratio', 'Misses over the misses the target allows; above 1 it is overspent.'),
    byTier: byTier(
      z.object({
        limitWeekdayHours: setting(),
        n: count(NO_COLUMN),
        missed: count(NO_COLUMN),
        late: count(NO_COLUMN),
        skipped: count(NO_COLUMN),
      }),
    ),
  })
  .meta({ id: 'ReviewSlo', description: 'Review cycles that started in the range and were answered within the limit.' })

export const reviewCapacity = z
  .object({
    status: status('review_capacity_status'),
    demandPerWeek: z
      .object({
        mean: count('demand_cycles_per_week'),
        low: count('demand_cycles_per_week_low'),
        high: count('demand_cycles_per_week_high'),
      })
      .describe('Review cycles opened a week, 13 weeks, without those withdrawn or closed.'),
    capacityPerWeek: z
      .object({
        kind: field(z.enum(['observed', 'lower_bound']).nullable(), 'capacity_kind'),
        value: count('capacity_cycles_per_week'),
        low: count('capacity_cycles_per_week_low'),
        high: count('capacity_cycles_per_week_high'),
        saturatedWeeks: count(NO_COLUMN),
      })
      .describe('Review cycles completed in weeks in which fresh ones always waited for every effective reviewer, of 26 weeks.'),
    headroom: estimate('headroom_ratio', 'Capacity over demand.'),
    twice: field(z.enum(['yes', 'no', 'not_shown']), 'twice', {
      about: 'Does the interval of headroom show room for twice as many changes?',
      withheld: { word: 'not_shown' },
    }),
    unanswered: estimate('unanswered_share', 'Review cycles merged without an answer, of those answered or merged so, 13 weeks.'),
    loadResponse,
    effectiveReviewers: count('effective_reviewers'),
    topShare: share(NO_COLUMN),
    gini: ratio(NO_COLUMN),
    queue: z
      .object({
        open: count('queue_open'),
        ageP50Hours: hours('queue_p50_hours'),
        ageP90Hours: hours('queue_p90_hours'),
        oldestHours: hours('queue_oldest_hours'),
      })
      .describe('Review cycles open as of asOf, elapsed hours.'),
    firstReview: z.object({
      n: count('first_review_n'),
      p50WeekdayHours: hours('first_review_p50_weekday_hours'),
      p75WeekdayHours: hours('first_review_p75_weekday_hours'),
    }),
    slo,
  })
  .meta({ id: 'ReviewCapacity', description: 'Whether reviewers keep up with demand, and how far beyond it they could.' })
