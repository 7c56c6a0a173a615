import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { byTier, names } from '@/lib/metrics/statistics/fold'
import { TIERS } from '@/lib/policy/tiers'

/** People who wrote or qualified-reviewed a counted pull request of a scope, by its tier: what withholding goes by. */
export const contributorSums = byTier(names)
export type ContributorSums = ReturnType<typeof contributorSums>

export function addContributors(sums: ContributorSums, { tier, review }: NarrowEvaluation): void {
  const people = (sums[tier] ??= [])
  for (const id of review.contributorIds) people.push(id)
}

/** Everyone of every tier, once. */
export function listContributors({ contributors }: { contributors: ContributorSums }): string[] {
  return names(TIERS.map((tier) => contributors[tier] ?? []))
}
