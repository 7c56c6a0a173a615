import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, byTier, count, countsBy, countsByName, numbers, record, rowsBy } from '@/lib/metrics/statistics/fold'
import type { MissingControl } from '@/lib/policy/tier-compliance'

/** Merges of one tier that its controls are asked of, by what was there. */
export const tierControlSums = record({
  compliant: count,
  notCompliant: count,
  notAssessable: count,
  missing: countsBy<MissingControl>(),
  bypassed: count,
  /** Whether the branch's own rule was met is known, bypassed or not. */
  ruleKnown: count,
  /** The instants of all these merges, and of those reverted, epoch milliseconds. */
  mergedAt: numbers,
  reverted: rowsBy<[mergedAt: number, revertedAt: number], 0>(0),
})
export type TierControlSums = ReturnType<typeof tierControlSums>

export const controlSums = byTier(tierControlSums)
export type ControlSums = ReturnType<typeof controlSums>

export function addControls(sums: ControlSums, { controls, mergedAt, revertedAt, tier }: NarrowEvaluation): void {
  if (!controls || !mergedAt) return
  const counts = (sums[tier] ??= tierControlSums([]))
  if (controls.compliance === 'compliant') counts.compliant += 1
  if (controls.compliance === 'not_compliant') counts.notCompliant += 1
  if (controls.compliance === 'not_assessable') counts.notAssessable += 1
  for (const control of controls.missing) addCount(counts.missing, control)
  if (controls.bypassed) counts.bypassed += 1
  if (controls.bypassed !== null) counts.ruleKnown += 1
  counts.mergedAt.push(mergedAt.getTime())
  if (revertedAt) counts.reverted.push([mergedAt.getTime(), revertedAt.getTime()])
}

/** Merges that change a dependency manifest, by whether a maintainer of it approved. */
export const manifestSums = record({ reviewed: count, notReviewed: count, notAssessable: count, byBots: count })
export type ManifestSums = ReturnType<typeof manifestSums>

export function addManifest(sums: ManifestSums, row: NarrowEvaluation): void {
  if (!row.manifest) return
  if (row.manifest === 'reviewed') sums.reviewed += 1
  if (row.manifest === 'not_reviewed') sums.notReviewed += 1
  if (row.manifest === 'not_assessable') sums.notAssessable += 1
  if (row.class === 'dependencyBot' || row.class === 'otherBot') sums.byBots += 1
}

/** Merges that touch a file no tier rule matches, and such merges by directory. */
export const unclassifiedSums = record({ merges: count, directories: countsByName })
export type UnclassifiedSums = ReturnType<typeof unclassifiedSums>

export function addUnclassified(sums: UnclassifiedSums, { unclassified }: NarrowEvaluation): void {
  if (unclassified.length > 0) sums.merges += 1
  for (const directory of unclassified) addCount<string>(sums.directories, directory)
}

/** Merges that are T2 by default and judged as T1, by repository: what a page says where tiers are not configured. */
export const judgedAsT1Sums = countsByName
export type JudgedAsT1Sums = ReturnType<typeof judgedAsT1Sums>

export function addJudgedAsT1(sums: JudgedAsT1Sums, { isJudgedAsT1, repositoryId, inPopulation }: NarrowEvaluation): void {
  if (isJudgedAsT1 && inPopulation) addCount<string>(sums, repositoryId)
}
