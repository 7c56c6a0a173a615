import { z } from 'zod'
import type { ReviewCapacityReading } from './readings'
import { blockStatus, byTier, count, estimate, hours, share } from './schema-parts'

const perWeek = z.number().nullable()

const slo = z
  .object({
    limitWeekdayHours: z.number(),
    target: z.number(),
    n: count,
    good: count,
    missed: count,
    undetermined: count.describe('Open and younger than the limit.'),
    attainment: share,
    low: share,
    high: share,
    budgetUsed: z.number().nullable().describe('Misses over the misses the target allows; above 1 it is overspent.'),
    byTier: byTier(z.object({ limitWeekdayHours: z.number(), n: count, missed: count })),
  })
  .meta({ id: 'ReviewSlo', description: 'Review cycles that started in the range and were answered within the limit.' })

export const reviewCapacitySchema: z.ZodType<ReviewCapacityReading> = z
  .object({
    status: blockStatus,
    demandPerWeek: z.object({ mean: perWeek, low: perWeek, high: perWeek }).describe('Review cycles opened a week, 13 weeks.'),
    capacityPerWeek: z
      .object({
        kind: z.enum(['observed', 'lower_bound']).nullable(),
        value: perWeek,
        low: perWeek,
        high: perWeek,
        saturatedWeeks: count,
      })
      .describe('Review cycles completed in weeks that always had one waiting, of 26 weeks.'),
    headroom: estimate.describe('Capacity over demand.'),
    twice: z.enum(['yes', 'no', 'not_shown']).describe('Does the interval of headroom show room for twice as many changes?'),
    effectiveReviewers: count,
    topShare: share,
    gini: z.number().nullable(),
    queue: z
      .object({ open: count, ageP50Hours: hours, ageP90Hours: hours, oldestHours: hours })
      .describe('Review cycles open as of asOf, elapsed hours.'),
    firstReview: z.object({ n: count, p50WeekdayHours: hours, p75WeekdayHours: hours }),
    slo,
  })
  .meta({ id: 'ReviewCapacity', description: 'Whether reviewers keep up with demand, and how far beyond it they could.' })
