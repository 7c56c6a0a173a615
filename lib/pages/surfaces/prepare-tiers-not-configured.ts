import { formatDay } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted, formatShare } from '@/lib/pages/words/format-figures'
import type { TierProposal } from '@/lib/policy/propose-tier-rules'

/** A repository whose tiers are not configured, as a page is given it. */
export interface RepositoryWithoutTiers {
  /** owner/name */
  repository: string
  /** Since which Monday, YYYY-MM-DD. */
  sinceOn: string
  merges: number
  unmatched: number
  proposal: TierProposal
}

export interface TiersNotConfiguredView {
  repository: string
  finding: string
  /** Which built-in rules hold there already. */
  languages: string
  /** Lines for plumbline.yml; null: none of its present files is unknown. */
  snippet: string | null
}

const WHAT = { T0: 'cannot reach production', T1: 'isolated code', T2: 'shared code and settings', T3: 'where a mistake is dear' } as const

/** What is said of each, and the lines that would configure it. */
export function prepareTiersNotConfigured(repositories: readonly RepositoryWithoutTiers[]): TiersNotConfiguredView[] {
  return repositories.map(({ repository, sinceOn, merges, unmatched, proposal }) => ({
    repository,
    finding: `${formatCount(unmatched)} of ${formatCounted(merges, 'merge')} in 26 weeks (${formatShare(unmatched / merges)}) have a file that no path rule knows, so since ${formatDay(sinceOn)} its pull requests without a rule are judged as T1, not T2.`,
    languages:
      proposal.languages.length === 0
        ? 'It holds no language that rules are built in for.'
        : `The built-in rules of ${proposal.languages.slice(0, 4).join(', ')} hold there already; these lines add what they do not know.`,
    snippet: writeSnippet(repository, proposal),
  }))
}

function writeSnippet(repository: string, { globs }: TierProposal): string | null {
  const tiers = (['T0', 'T1', 'T2', 'T3'] as const).filter((tier) => (globs[tier]?.length ?? 0) > 0)
  if (tiers.length === 0) return null
  return [
    `# ${repository}: the tiers are a guess from names, move each line to the right one`,
    'tiers:',
    '  globs:',
    ...tiers.flatMap((tier) => [`    ${tier}: # ${WHAT[tier]}`, ...(globs[tier] ?? []).map((glob) => `      - ${JSON.stringify(glob)}`)]),
  ].join('\n')
}
