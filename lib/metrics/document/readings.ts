import { z } from 'zod'
import { aiShare } from './ai-share'
import { defectCatchRate } from './defect-catch-rate'
import { field, isoDate, isoInstant, type estimateSchema, type statusSchema } from './field'
import { pullRequestCounts } from './pull-request-counts'
import { reasoningTrail } from './reasoning-trail'
import { reviewCapacity } from './review-capacity'
import { timeToConfidentMerge } from './time-to-confident-merge'

/**
 * The document of readings: what /api/v1/…/metrics returns and what every page draws.
 * Durations are hours, shares 0–1, instants ISO 8601 UTC, dates YYYY-MM-DD; a figure that cannot be given is null
 * and a status says why: withheld (fewer than 5 contributors), insufficient (n too small), not_reached, unknown.
 *
 * Every block is declared in a file of its own, with the words of field.ts. The same schemas make the OpenAPI description
 * and every response: parsing puts the keys into this order, whatever order Postgres' jsonb kept them in.
 */

export const readingBlocksSchema = z
  .object({
    contributors: field(z.number().nullable(), 'contributors', {
      about: 'Distinct people who wrote or qualified-reviewed counted pull requests; given for a withheld scope too.',
      withheld: 'kept',
    }),
    pullRequests: pullRequestCounts,
    reviewCapacity,
    timeToConfidentMerge,
    defectCatchRate,
    reasoningTrail,
    aiShare,
  })
  .meta({ id: 'ReadingBlocks' })

export const readingsDocumentSchema = z
  .object({
    scope: field(z.string(), 'scope', { about: '"organization", or the slug of the team.' }),
    from: field(isoDate, 'from'),
    to: field(isoDate, 'to_exclusive', { about: 'Exclusive.' }),
    asOf: field(isoInstant, 'as_of_utc', { about: 'Facts after it are ignored.' }),
    definitions: field(z.int(), 'definitions', { about: 'Version of the definitions these figures were made with.' }),
    ...readingBlocksSchema.shape,
  })
  .meta({ id: 'Readings' })

export const seriesEntrySchema = z
  .object({
    week: field(z.string().regex(/^\d{4}-W\d{2}$/), 'week', { about: 'ISO week, e.g. 2026-W46.' }),
    from: field(isoDate, 'from'),
    to: field(isoDate, 'to_exclusive'),
    readings: readingBlocksSchema.nullable().describe('null: a week without data.'),
  })
  .meta({ id: 'SeriesEntry' })

export const seriesSchema = z
  .array(seriesEntrySchema)
  .meta({ id: 'Series', description: 'One entry per ISO week, oldest first; demand and capacity trail to the end of the week.' })

// Interfaces, so that editors and the compiler name them instead of spelling them out.
export type BlockStatus = z.infer<typeof statusSchema>
export interface Estimate extends z.infer<typeof estimateSchema> {}
export interface ReviewCapacityReading extends z.infer<typeof reviewCapacity> {}
export interface TimeToConfidentMergeReading extends z.infer<typeof timeToConfidentMerge> {}
export interface DefectCatchRateReading extends z.infer<typeof defectCatchRate> {}
export interface ReasoningTrailReading extends z.infer<typeof reasoningTrail> {}
export interface AiShareReading extends z.infer<typeof aiShare> {}
export interface ReadingBlocks extends z.infer<typeof readingBlocksSchema> {}
/** `scope` is "organization", the team's slug, or the surface's name. */
export interface ReadingsDocument extends z.infer<typeof readingsDocumentSchema> {}
export interface SeriesEntry extends z.infer<typeof seriesEntrySchema> {}

/** Raised whenever a definition changes what a figure means. */
export const DEFINITIONS_VERSION = 2
