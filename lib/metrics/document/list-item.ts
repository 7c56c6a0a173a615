import { z } from 'zod'
import { AI_EVIDENCE_TIERS } from '@/lib/attribution/ai-evidence-tier'
import { CONFIDENCE_REASONS, CONFIDENCE_STATUSES, TRAIL_ELEMENTS } from '@/lib/metrics/history/pull-request-evaluation'
import { MERGE_VIAS } from '@/lib/metrics/history/landed-though-closed'
import { TIERS } from '@/lib/policy/tiers'
import { isoInstant } from './field'
import { readingBlocksSchema } from './readings'

const tierSchema = z.enum(TIERS).meta({ id: 'Tier', description: 'Risk tier, T3 the highest.' })

const instant = isoInstant.nullable()
/** The blocks of readings that a pull request can be counted in, by their keys in the document. */
const figure = readingBlocksSchema.omit({ contributors: true, pullRequests: true }).keyof()
const aiTier = z.enum(AI_EVIDENCE_TIERS).describe('Strongest evidence; L0 is unknown, never "human".')

/** A pull request behind the figures, exactly as /api/v1/…/pull-requests gives it. No reviewer: no latency of a person. */
export const pullRequestListItemSchema = z
  .object({
    number: z.int(),
    repository: z.string().describe('owner/name'),
    url: z.url(),
    title: z.string(),
    author: z.string().describe('Login; "ghost" for a deleted account.'),
    teams: z.array(z.string()).describe('Slugs of the teams it belongs to.'),
    tier: tierSchema,
    readyAt: instant,
    mergedAt: instant,
    via: z
      .enum(MERGE_VIAS)
      .nullable()
      .describe(
        'How it landed though GitHub shows it as closed: a merge bot says so, or somebody names the commit; null: GitHub’s own merge, or none.',
      ),
    countedIn: z.array(figure).describe('Readings of the asked range that count it.'),
    excludedBecause: z.string().nullable().describe('Why it is kept out of time to confident merge.'),
    confidence: z.object({
      status: z.enum(CONFIDENCE_STATUSES).nullable().describe('null: time to confident merge does not look at it.'),
      reasons: z.array(z.enum(CONFIDENCE_REASONS)),
      confidentAt: instant,
      hours: z.number().nullable().describe('To the merge, for confident merges.'),
    }),
    reviewCycles: z.array(
      z.object({
        startedAt: isoInstant,
        endedAt: instant,
        outcome: z.enum(['reviewed', 'withdrawn', 'closed', 'merged_unreviewed', 'open']),
      }),
    ),
    threads: z.array(
      z.object({
        class: z.enum([
          'not_review',
          'raised_not_verified',
          'evolvability_fix',
          'caught_strict',
          'caught_broad',
          'caught_ai_strict',
          'caught_ai_broad',
        ]),
        evidence: z.string(),
      }),
    ),
    escapes: z.array(
      z.object({ class: z.enum(['strict', 'broad', 'not_defect', 'not_attributed', 'outside_window']), evidence: z.string() }),
    ),
    trail: z
      .object({
        elements: z.record(z.enum(TRAIL_ELEMENTS), z.object({ met: z.boolean(), text: z.string().nullable() })),
        covered: z.boolean(),
      })
      .nullable()
      .describe('null: not eligible.'),
    ai: z.object({ tier: aiTier, evidence: z.array(z.object({ signal: z.string(), text: z.string() })) }),
  })
  .meta({ id: 'PullRequest', description: 'A pull request with its evaluation.' })

export interface PullRequestListItem extends z.infer<typeof pullRequestListItemSchema> {}
