import { emptyControlSums } from '@/lib/metrics/controls/sums'
import type { NarrowEvaluation, SpanRollUp } from './roll-up-week'

/** What a pull request that merged in the span adds to defects, trail, AI share and tier compliance. */
export function addMerged(rollUp: SpanRollUp, row: NarrowEvaluation): void {
  addDefects(rollUp, row)
  addTrail(rollUp, row)
  addAi(rollUp, row)
  addControls(rollUp, row)
  if (row.manifest) {
    const { manifests } = rollUp
    if (row.manifest === 'reviewed') manifests.reviewed += 1
    if (row.manifest === 'not_reviewed') manifests.notReviewed += 1
    if (row.manifest === 'not_assessable') manifests.notAssessable += 1
    if (row.class === 'dependencyBot' || row.class === 'otherBot') manifests.byBots += 1
  }
  if (row.unclassified.length > 0) {
    const { unclassified } = rollUp
    unclassified.merges += 1
    for (const directory of row.unclassified) {
      unclassified.directories[directory] = (unclassified.directories[directory] ?? 0) + 1
    }
  }
}

function addDefects(rollUp: SpanRollUp, { defects, mergedAt, tier }: NarrowEvaluation): void {
  if (!defects || !mergedAt) return
  const { caughtStrict, caughtBroad, caughtByAi, escapes } = defects
  rollUp.defects.push([
    mergedAt.getTime(),
    caughtStrict,
    caughtBroad,
    caughtByAi,
    escapes.map(({ at, strict, broad, days }) => [at, strict, broad, days]),
    tier,
  ])
}

function addTrail(rollUp: SpanRollUp, { trail, tier }: NarrowEvaluation): void {
  if (!trail) return
  const counts = (rollUp.trail[tier] ??= { eligible: 0, covered: 0, humanEvidenced: 0, elements: {} })
  counts.eligible += 1
  if (trail.covered) counts.covered += 1
  if (trail.humanEvidenced) counts.humanEvidenced += 1
  for (const element of trail.met) counts.elements[element] = (counts.elements[element] ?? 0) + 1
}

function addAi(rollUp: SpanRollUp, row: NarrowEvaluation): void {
  if (!row.ai) return
  const { ai } = rollUp
  ai.pullRequests += 1
  ai.lines += row.ai.lines
  ai.line += row.ai.line
  ai.authored += row.ai.authored
  ai.coAuthored += row.ai.coAuthored
  ai.human += row.ai.human
  ai.byEvidence[row.ai.tier] = (ai.byEvidence[row.ai.tier] ?? 0) + 1
  if (row.ai.touched) ai.touched += 1
  if (row.ai.agentWritten) ai.agentWritten += 1
  if (row.ai.closedLoop) ai.closedLoops += 1
  if (row.ai.closedLoop === null) ai.loopsUnknown += 1
}

function addControls(rollUp: SpanRollUp, { controls, mergedAt, revertedAt, tier }: NarrowEvaluation): void {
  if (!controls || !mergedAt) return
  const sums = (rollUp.controls[tier] ??= emptyControlSums())
  if (controls.compliance === 'compliant') sums.compliant += 1
  if (controls.compliance === 'not_compliant') sums.notCompliant += 1
  if (controls.compliance === 'not_assessable') sums.notAssessable += 1
  for (const control of controls.missing) sums.missing[control] = (sums.missing[control] ?? 0) + 1
  if (controls.bypassed) sums.bypassed += 1
  if (controls.bypassed !== null) sums.ruleKnown += 1
  sums.mergedAt.push(mergedAt.getTime())
  if (revertedAt) sums.reverted.push([mergedAt.getTime(), revertedAt.getTime()])
}
