import { z } from 'zod'
import { isoDate, isoInstant } from '@/lib/metrics/document/field'
import { pullRequestListItemSchema } from '@/lib/metrics/document/list-item'

/** Everything but the readings that /api/v1 answers with. */

const instant = isoInstant.nullable()

export const pullRequestPageSchema = z
  .object({
    scope: z.string(),
    from: isoDate,
    to: isoDate,
    asOf: isoInstant,
    status: z.enum(['ok', 'withheld']).describe('withheld: fewer than 5 contributors, no pull requests are listed.'),
    pullRequests: z.array(pullRequestListItemSchema),
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
    leftOut: z.int().describe('Pull requests that could not be stored or judged, and that no figure shown counts.'),
    heldBefore: z.int().describe('The same, which the figures shown count as they were before.'),
    setAside: z
      .array(
        z
          .object({
            repository: z.string(),
            number: z.number(),
            url: z.string(),
            step: z
              .enum(['store', 'judge', 'note'])
              .describe('store: not stored as it is now. judge: stored, not judged. note: counted, with a gap.'),
            reason: z.string().describe('What follows its name: "could not be judged: …".'),
          })
          .meta({ id: 'SetAside' }),
      )
      .describe('The first 200 that are left out or not wholly known, by repository and number.'),
  })
  .meta({ id: 'Sync' })

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'failing']).describe('degraded: it serves, slowly or with a part unknown.'),
    database: z.enum(['ok', 'slow', 'busy', 'read-only', 'unreachable']),
    worker: z.enum(['ok', 'missing', 'unknown']),
    syncLagSeconds: z.number().nullable().describe('Age of the last complete sync; null: none yet, or not known.'),
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
