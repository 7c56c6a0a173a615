import { chunk, difference, omit } from 'es-toolkit'
import { getOrganization } from '@/lib/db/organization/find'
import { getOrganizationFacts } from '@/lib/db/organization/get-facts'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { listEvidence } from '@/lib/db/figures/list-evidence'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { listUnjudged } from '@/lib/db/facts/set-aside'
import { listSurroundings } from '@/lib/db/facts/list-surroundings'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import type { PullRequestEvaluation, NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { Configuration } from '@/lib/policy/configuration'
import { compute } from '../work/work'

export interface EvaluationsRequest {
  database: Database
  organizationId: AuthorizedOrganizationId
  configuration: Configuration
  asOf: Date
}

/** How the evaluations of some pull requests are come by, as of one instant. */
export interface EvaluationSource {
  /** As of the last completed sync: SQL sees the same rows. */
  isStored: boolean
  narrow: (ids: string[]) => Promise<Map<string, NarrowEvaluation>>
  whole: (ids: string[]) => Promise<Map<string, PullRequestEvaluation>>
}

/** Others get their turn between two: judging so many takes a fraction of a second. */
const BATCH = 100

/** Stored rows as of the last completed sync; any other instant evaluates the histories anew. */
export async function openEvaluations(request: EvaluationsRequest): Promise<EvaluationSource> {
  const { database, organizationId, configuration, asOf } = request
  const organization = await getOrganization(database, organizationId)
  if (organization?.syncedAt?.getTime() === asOf.getTime()) return toStoredSource(database, organizationId)
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return { isStored: false, narrow: async () => new Map(), whole: async () => new Map() }
  const context = toOrganizationContext(facts, configuration)
  const read = (ids: string[]) =>
    Promise.all([listPullRequestHistories(database, organizationId, ids), listSurroundings(database, organizationId, ids)])
  const whole = async (asked: string[]) => {
    // What could not be judged once would hold this process as long, and no stored figure counts it either.
    const ids = difference(asked, await listUnjudged(database, organizationId, asked))
    const [histories, surroundings] = await compute(() => read(ids))
    const evaluations: PullRequestEvaluation[] = []
    for (const batch of chunk(histories, BATCH)) {
      const judge = () =>
        batch.flatMap((history) => {
          const around = surroundings.get(history.id)
          return around ? [evaluatePullRequest(history, around, context, asOf)] : []
        })
      evaluations.push(...(await compute(judge)))
    }
    return byId(evaluations)
  }
  return {
    isStored: false,
    narrow: async (ids) => byId([...(await whole(ids)).values()].map((evaluation) => omit(evaluation, ['evidence']))),
    whole,
  }
}

function toStoredSource(database: Database, organizationId: AuthorizedOrganizationId): EvaluationSource {
  const narrow = async (ids: string[]) => byId(await listNarrowEvaluationsOf(database, organizationId, ids))
  return {
    isStored: true,
    narrow,
    whole: async (ids) => {
      const [rows, evidence] = await Promise.all([narrow(ids), listEvidence(database, organizationId, ids)])
      return byId(
        [...rows.values()].flatMap((row) => {
          const found = evidence.get(row.pullRequestId)
          return found ? [{ ...row, evidence: found }] : []
        }),
      )
    },
  }
}

function byId<Row extends { pullRequestId: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.pullRequestId, row]))
}
