import { z } from 'zod'
import type {
  AiShareReading,
  DefectCatchRateReading,
  ReadingBlocks,
  ReadingsDocument,
  ReasoningTrailReading,
  SeriesEntry,
  TimeToConfidentMergeReading,
} from './readings'
import { TIERS } from '@/lib/policy/tiers'
import { reviewCapacitySchema } from './capacity-schema'
import { blockStatus, byTier, count, counts, estimate, hours, isoDate, isoInstant, share } from './schema-parts'

/**
 * The document of readings on the wire. The same schemas make the OpenAPI description and every response:
 * parsing puts the keys into this order, whatever order Postgres' jsonb kept them in.
 */

const timeToConfidentMerge: z.ZodType<TimeToConfidentMergeReading> = z
  .object({
    status: blockStatus,
    n: count.describe('Pull requests ready in the range that count: confident, without confidence, open and indeterminate.'),
    confident: count,
    withoutConfidence: count,
    indeterminate: count.describe('Left out of the estimate: GitHub does not tell whether confidence held.'),
    open: count,
    p50Hours: hours,
    p50Low: hours,
    p50High: hours,
    p50Status: blockStatus,
    p75Hours: hours,
    p75Low: hours,
    p75High: hours,
    p75Status: blockStatus,
    withoutConfidenceShare: estimate,
    reasons: counts.describe('Merges without confidence by reason, most frequent first.').nullable(),
    idleAfterConfidenceP50Hours: hours,
    plainTimeToMergeP50Hours: hours,
  })
  .meta({
    id: 'TimeToConfidentMerge',
    description: 'Hours from first ready to a merge that was confident; Kaplan–Meier, merges without confidence censored at their age.',
  })

const defectCatchRate: z.ZodType<DefectCatchRateReading> = z
  .object({
    status: z.enum(['ok', 'insufficient', 'no_defects_observed', 'withheld', 'not_reached', 'unknown']),
    matured: count.describe('Pull requests merged in the range and at least 30 days old.'),
    caughtStrict: count,
    caughtBroad: count,
    caughtByAi: count,
    escapedStrict: count,
    escapedBroad: count,
    rate: share,
    low: share,
    high: share,
    escapesPer100: estimate.describe('Pull requests with at least one strict escape per 100 matured merges.'),
  })
  .meta({
    id: 'DefectCatchRate',
    description: 'Defects caught in review of those caught or escaped within 30 days; shown from 10 defects on.',
  })

const reasoningTrail: z.ZodType<ReasoningTrailReading> = z
  .object({
    status: blockStatus,
    eligible: count,
    covered: count,
    share,
    low: share,
    high: share,
    whyOnlyShare: share,
    humanEvidencedShare: share,
    byTier: byTier(z.object({ eligible: count, covered: count })),
  })
  .meta({ id: 'ReasoningTrail', description: 'Merged pull requests whose text meets the rule of their risk tier.' })

const aiShare: z.ZodType<AiShareReading> = z
  .object({
    status: blockStatus,
    display: z.enum(['range', 'at_least', 'insufficient_evidence', 'no_lines']).nullable(),
    lower: share.describe('Lines that an agent demonstrably wrote.'),
    assistedAtLeast: share,
    upper: share.describe('All lines but those attested as written by a person.'),
    evidenceCoverage: share,
    pullRequestsTouched: estimate,
  })
  .meta({ id: 'AiShare', description: 'AI share of the added lines as a range with its evidence. Context: neither good nor bad.' })

const EXCLUDED = ['dependencyBot', 'otherBot', 'revert', 'backMerge', 'release', 'otherBase'] as const

const blocks = {
  contributors: count.describe('Distinct people who wrote or qualified-reviewed counted pull requests; given for a withheld scope too.'),
  pullRequests: z
    .object({
      ready: count,
      merged: count,
      closedUnmerged: count,
      open: count,
      excluded: z
        .partialRecord(z.enum(EXCLUDED), z.number())
        .overwrite((value) => Object.fromEntries(EXCLUDED.flatMap((name) => (name in value ? [[name, value[name]]] : []))))
        .nullable()
        .describe('Counted beside, not in it.'),
    })
    .meta({ id: 'PullRequestCounts', description: 'Pull requests first ready in the range, by what became of them.' }),
  reviewCapacity: reviewCapacitySchema,
  timeToConfidentMerge,
  defectCatchRate,
  reasoningTrail,
  aiShare,
}

const readingBlocksSchema: z.ZodType<ReadingBlocks> = z.object(blocks).meta({ id: 'ReadingBlocks' })

export const readingsDocumentSchema: z.ZodType<ReadingsDocument> = z
  .object({
    scope: z.string().describe('"organization", or the slug of the team.'),
    from: isoDate,
    to: isoDate.describe('Exclusive.'),
    asOf: isoInstant.describe('Facts after it are ignored.'),
    definitions: z.int().describe('Version of the definitions these figures were made with.'),
    ...blocks,
  })
  .meta({ id: 'Readings' })

export const seriesSchema: z.ZodType<SeriesEntry[]> = z
  .array(
    z
      .object({
        week: z
          .string()
          .regex(/^\d{4}-W\d{2}$/)
          .describe('ISO week, e.g. 2026-W46.'),
        from: isoDate,
        to: isoDate,
        readings: readingBlocksSchema.nullable().describe('null: a week without data.'),
      })
      .meta({ id: 'SeriesEntry' }),
  )
  .meta({ id: 'Series', description: 'One entry per ISO week, oldest first; demand and capacity trail to the end of the week.' })

/** Tiers in their own order, for the schemas that list them. */
export const tierSchema = z.enum(TIERS).meta({ id: 'Tier', description: 'Risk tier, T3 the highest.' })
