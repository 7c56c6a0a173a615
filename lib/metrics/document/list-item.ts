import { z } from 'zod'
import { AI_EVIDENCE_TIERS } from '@/lib/attribution/ai-evidence-tier'
import {
  CONFIDENCE_MARKS,
  CONFIDENCE_REASONS,
  CONFIDENCE_STATUSES,
  WHY_KINDS,
  type TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import { TIER_STATES } from '@/lib/metrics/organization/tier-states'
import { MERGE_VIAS } from '@/lib/metrics/history/landed-though-closed'
import { TIERS } from '@/lib/policy/tiers'
import { isoInstant } from './field'
import { readingBlocksSchema } from './readings'

const tierSchema = z.enum(TIERS).meta({ id: 'Tier', description: 'Risk tier, T3 the highest.' })

/** Also of the sync answer. */
export const tierStateSchema = z
  .enum(TIER_STATES)
  .meta({ id: 'Tiers', description: 'Of its repository at the end of the range: whether path rules know most of what is merged there.' })

const instant = isoInstant.nullable()
/** The blocks of readings that a pull request can be counted in, by their keys in the document. */
const figure = readingBlocksSchema.omit({ contributors: true, pullRequests: true }).keyof()
const aiTier = z.enum(AI_EVIDENCE_TIERS).describe('Strongest evidence; L0 is unknown, never "human".')

const element = z.object({ met: z.boolean(), text: z.string().nullable() })
const whyElement = element.extend({
  kind: z
    .enum(WHY_KINDS)
    .nullable()
    .describe('cued: the text says that it gives a reason. prose: it says something in at least 25 own words. null: not met.'),
})

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
    tierByDefault: z
      .boolean()
      .describe('No path rule knows one of its files, and no rule gives it T2: T2, judged as T1 where `tiers` is not_configured.'),
    tiers: tierStateSchema,
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
      marks: z
        .array(z.enum(CONFIDENCE_MARKS))
        .describe(
          'Of a merge, what the verdict leans on: approvals in words, merge commands, known reviewers, no checks, a rule read later.',
        ),
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
        elements: z.object({
          why: whyElement,
          link: element,
          alternatives: element,
          risk: element,
          verification: element,
          dialogue: element,
        } satisfies Record<TrailElement, unknown>),
        covered: z.boolean(),
      })
      .nullable()
      .describe('null: not eligible.'),
    ai: z.object({ tier: aiTier, evidence: z.array(z.object({ signal: z.string(), text: z.string() })) }),
  })
  .meta({ id: 'PullRequest', description: 'A pull request with its evaluation.' })

export interface PullRequestListItem extends z.infer<typeof pullRequestListItemSchema> {}
