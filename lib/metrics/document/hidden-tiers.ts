import { TIERS, type Tier } from '@/lib/policy/tiers'
import type { ContributorSums } from './contributors'
import { MINIMUM_CONTRIBUTORS, suppressRows } from './suppress'

/**
 * Tiers of one scope are rows beside a shown total: the small ones are withheld by the same rule as teams. Which they
 * are is settled once for the scope, and then once more for every block, because each block has rows and a total of its
 * own: where the second withheld tier has no row, the first would follow from the block's total. There the smallest
 * tier that has rows goes as well.
 *
 * A block of a single tier cannot be helped so: its total is that tier, and the total stays, as the scope itself has five
 * contributors or more.
 */
export function listHiddenTiers({ contributors }: { contributors: ContributorSums }, hasRows: (tier: Tier) => boolean): Set<Tier> {
  const people = (tier: Tier) => contributors[tier]?.length ?? 0
  const ofScope = TIERS.filter((tier) => contributors[tier]).map((tier) => ({ name: tier, contributors: people(tier) }))
  const hidden = new Set<string>(suppressRows(ofScope))
  const rows = TIERS.filter(hasRows)
  const isHidden = (tier: Tier) => hidden.has(tier) || people(tier) < MINIMUM_CONTRIBUTORS
  const shown = rows.filter((tier) => !isHidden(tier)).sort((a, b) => people(a) - people(b))
  const next = rows.length - shown.length === 1 ? shown[0] : undefined
  return new Set(TIERS.filter((tier) => isHidden(tier) || tier === next))
}
