import { CONFIDENCE_REASONS, CONFIDENCE_STATUSES } from '@/lib/metrics/history/pull-request-evaluation'
import { z } from 'zod'
import type { PullRequestListItem } from '../page-types'
import { FIGURES } from '../page-types'
import { tierSchema } from '@/lib/metrics/document/readings-schema'
import { isoDate, isoInstant } from '@/lib/metrics/document/schema-parts'

/** Everything but the readings that /api/v1 answers with. */

const instant = isoInstant.nullable()
const elements = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue'] as const
const aiTier = z.enum(['L4', 'L3', 'L2', 'L1', 'L0', 'human']).describe('Strongest evidence; L0 is unknown, never "human".')

const pullRequestSchema: z.ZodType<PullRequestListItem> = z
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
    countedIn: z.array(z.enum(FIGURES)).describe('Readings of the asked range that count it.'),
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
        elements: z.record(z.enum(elements), z.object({ met: z.boolean(), text: z.string().nullable() })),
        covered: z.boolean(),
      })
      .nullable()
      .describe('null: not eligible.'),
    ai: z.object({ tier: aiTier, evidence: z.array(z.object({ signal: z.string(), text: z.string() })) }),
  })
  .meta({ id: 'PullRequest', description: 'A pull request with its evaluation.' })

export const pullRequestPageSchema = z
  .object({
    scope: z.string(),
    from: isoDate,
    to: isoDate,
    asOf: isoInstant,
    status: z.enum(['ok', 'withheld']).describe('withheld: fewer than 5 contributors, no pull requests are listed.'),
    pullRequests: z.array(pullRequestSchema),
    nextCursor: z.string().nullable().describe('For the parameter cursor; null: this was the last page.'),
  })
  .meta({ id: 'PullRequestPage', description: 'Ready or merged in the range, by merged (open ones last) then number, 100 a page.' })

export const teamsSchema = z
  .array(z.object({ slug: z.string(), name: z.string(), members: z.int() }).meta({ id: 'Team' }))
  .meta({ id: 'Teams', description: 'Alphabetical by name.' })

export const syncSchema = z
  .object({
    organization: z.string(),
    state: z.enum(['never', 'first', 'catching_up', 'current', 'partial', 'failed']),
    startedAt: instant,
    syncedAt: instant.describe('Completion of the last sync that read everything: the default asOf.'),
    message: z.string().nullable().describe('What the sync waits for.'),
    lastError: z.string().nullable(),
    pointsLeft: z.int().nullable(),
    pointsResetAt: instant,
    repositories: z.array(
      z
        .object({
          repository: z.string(),
          cursor: z.string().nullable().describe('Where the walk through the repository stands.'),
          pullRequestsTotal: z.int().nullable(),
          pullRequestsSeen: z.int(),
          pullRequestsStored: z.int(),
          incompletePullRequests: z.int(),
          incompleteConnections: z.int().describe('Connections of pull requests that are not read to their end.'),
          incompleteByConnection: z.record(z.string(), z.int()).describe('The same by name of the connection.'),
          backfilledAt: instant,
          lastReadAt: instant,
          lastError: z.string().nullable(),
          pointsLeft: z.int().nullable(),
        })
        .meta({ id: 'RepositorySync' }),
    ),
  })
  .meta({ id: 'Sync' })

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'failing']),
    database: z.enum(['ok', 'unreachable']),
    worker: z.enum(['ok', 'missing', 'unknown']),
    syncLagSeconds: z.number().nullable().describe('Age of the last complete sync; null: none yet.'),
  })
  .meta({ id: 'Health' })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    parameter: z.string().optional().describe('The parameter that is wrong.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' })
