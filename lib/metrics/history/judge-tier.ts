import { isEqual, omit, pickBy } from 'es-toolkit'
import type { Difference, NarrowEvaluation, PullRequestEvaluation, PullRequestEvidence } from './pull-request-evaluation'

/**
 * A pull request that is T2 only because no rule knows one of its files has two verdicts: as T2, and as T1 for ranges at
 * whose end the tiers of its repository are not configured (METRICS section 7). Both are stored, so that no range needs it
 * judged again; whoever reads rows asks for one of them here.
 */

/** Node ids of the repositories whose tiers are not configured at the end of a range. */
export type NotConfigured = ReadonlySet<string>

/** The evaluation with the other verdict in it: `asT2` is the one that is stored, `asT1` the same facts judged as T1. */
export function withBothVerdicts(asT2: PullRequestEvaluation, asT1: PullRequestEvaluation): PullRequestEvaluation {
  const { evidence, ...row } = omit(asT1, ['tier', 'unconfigured'])
  const difference = pickBy(row, (value, key) => !isEqual(value, asT2[key])) as Difference
  const told = pickBy(evidence, (value, key) => key !== 'tier' && !isEqual(value, asT2.evidence[key])) as Partial<PullRequestEvidence>
  return { ...asT2, unconfigured: difference, evidence: { ...asT2.evidence, unconfigured: told } }
}

/** The row as the range judges it; the mark `isJudgedAsT1` stays with it. Asked again it changes nothing. */
export function judgeTier<Row extends NarrowEvaluation>(row: Row, notConfigured: NotConfigured): Row {
  if (row.unconfigured === null) return row
  return notConfigured.has(row.repositoryId) ? toT1(row, row.unconfigured) : { ...row, unconfigured: null }
}

/** The same of an evaluation with its evidence. */
export function judgeTierWhole(evaluation: PullRequestEvaluation, notConfigured: NotConfigured): PullRequestEvaluation {
  const judged: PullRequestEvaluation & { isJudgedAsT1?: true } = judgeTier(evaluation, notConfigured)
  return judged.isJudgedAsT1 ? { ...judged, evidence: { ...judged.evidence, ...judged.evidence.unconfigured } } : judged
}

function toT1<Row extends NarrowEvaluation>(row: Row, difference: Difference): Row {
  const judged = { ...row, ...difference, tier: 'T1' as const, unconfigured: null, isJudgedAsT1: true as const }
  return { ...judged, confidentAt: toDate(judged.confidentAt), clockStartAt: toDate(judged.clockStartAt) }
}

function toDate(at: Date | null): Date | null {
  return at === null ? null : new Date(at)
}
