import type { RepositoryTiers } from '@/lib/pages/frame/page'
import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { formatCounted } from '@/lib/pages/words/format-figures'

export interface TierNotice {
  text: string
  href: string
}

const NAMED = 3

/** What a page says where some of its merges are judged as T1 because no path rules are written for them; null: none are. */
export function prepareTierNotice(
  tiers: Pick<TierDetails, 'judgedAsT1'> | null,
  repositories: readonly RepositoryTiers[] = [],
  query = '',
): TierNotice | null {
  const judged = tiers?.judgedAsT1 ?? []
  if (judged.length === 0) return null
  const names = new Map(repositories.map(({ repositoryId, repository }) => [repositoryId, repository]))
  const known = judged.flatMap(({ repositoryId }) => names.get(repositoryId) ?? []).sort()
  const merges = judged.reduce((sum, { merges: n }) => sum + n, 0)
  const rest = judged.length - Math.min(NAMED, known.length)
  const named = [
    ...known.slice(0, NAMED),
    ...(rest > 0 ? [known.length === 0 ? formatCounted(rest, 'repository', 'repositories') : `${rest} more`] : []),
  ]
  return {
    text: `Tiers are not configured in ${named.join(', ')}: most merges there have a file that no path rule knows. ${formatCounted(merges, 'merge')} without a rule ${merges === 1 ? 'is' : 'are'} judged as T1, not T2.`,
    href: `/surfaces${query}#not-configured`,
  }
}
