import { vi } from 'vitest'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { HOUR } from '@/lib/dates'
import { listEvidence } from '@/lib/db/figures/list-evidence'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import type { World } from '@/lib/demo/stand-in/world'
import type { Configuration } from '@/lib/policy/configuration'
import { askApi } from './api-client'
import { LATER } from './bug-world'
import { createTestDatabase, type TestDatabase } from './database'
import { hour } from './make-history'
import { seedOrganization, type SeededOrganization } from './seed-organization'

/** What the product says of one pull request, in hours. */
export interface Judged {
  confidence: string | null
  reasons: string[]
  firstWait: number | null
  cycles: [start: number, end: number | null, outcome: string][]
  contributors: string[]
  explanation: string[]
  aiTier: string
  requester: string | null
  trail: string[]
}

export interface ReadWorld {
  clone: TestDatabase
  organization: SeededOrganization
  judge: (number: number) => Promise<Judged>
  ask: (path: string) => Promise<Record<string, unknown>>
  drop: () => Promise<void>
}

/** Reads it through the real client into a database of its own, and points pages and API there. */
export async function readBugWorld(world: World, configuration?: Configuration): Promise<ReadWorld> {
  const clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', LATER.toISOString())
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  const organization = await seedOrganization(clone.database, world, { at: LATER, ...(configuration && { configuration }) })
  return {
    clone,
    organization,
    judge: (number) => judge(clone, organization, number),
    async ask(path) {
      const answer = await askApi(`/api/v1/${path}`, { token: organization.token })
      return (await answer.json()) as Record<string, unknown>
    },
    drop: () => clone.drop(),
  }
}

async function judge({ database }: TestDatabase, { id: organizationId }: SeededOrganization, number: number): Promise<Judged> {
  const { id } = await database.pullRequest.findFirstOrThrow({ where: { number }, select: { id: true } })
  const [row] = await listNarrowEvaluationsOf(database, organizationId, [id])
  const evidence = (await listEvidence(database, toAuthorizedOrganizationId(organizationId), [id])).get(id)
  if (!row || !evidence) throw new Error(`#${number} was not judged`)
  const toHours = (milliseconds: number) => (milliseconds - hour(0).getTime()) / HOUR
  const toLogin = (actorId: string) => actorId.replace(/^\w+_/, '')
  return {
    confidence: row.confidence,
    reasons: row.reasons,
    firstWait: row.review.firstReviewWeekdayHours,
    cycles: row.review.cycles.map(({ startedAt, endedAt, outcome }) => [
      toHours(startedAt),
      endedAt === null ? null : toHours(endedAt),
      outcome,
    ]),
    contributors: row.review.contributorIds.map(toLogin),
    explanation: evidence.confidence.explanation,
    aiTier: evidence.ai.tier,
    requester: evidence.team.personId && toLogin(evidence.team.personId),
    trail: row.trail?.met ?? [],
  }
}
