import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'

export interface UnclassifiedView {
  finding: string
  directories: { name: string; merges: string }[]
  /** Lines for plumbline.yml; null: nothing to write. */
  snippet: string | null
  href: string | null
}

/** Of many directories the snippet takes the first; a rule for them usually holds more. */
const IN_SNIPPET = 12
const ROOT = '(root)'

/** What no path rule knows: it counts as T2 until someone says what it is. */
export function prepareUnclassified({ unclassified, unclassifiedMerges }: TierDetails, href: string): UnclassifiedView {
  if (unclassifiedMerges === 0)
    return { finding: 'Every file that was merged matches a path rule', directories: [], snippet: null, href: null }
  const isMany = unclassifiedMerges !== 1
  return {
    finding: `${formatCounted(unclassifiedMerges, 'merge')} ${isMany ? 'touch' : 'touches'} files that no path rule knows; they count as T2`,
    directories: unclassified.map(({ directory, merges }) => ({
      name: directory === ROOT ? 'files of the root' : `${directory}/`,
      merges: formatCount(merges),
    })),
    snippet: writeSnippet(unclassified.map(({ directory }) => directory).slice(0, IN_SNIPPET)),
    href,
  }
}

/** YAML that parses as it stands: every directory at the tier it has today, to be moved to the right one. */
function writeSnippet(directories: string[]): string | null {
  if (directories.length === 0) return null
  const globs = directories.map((directory) => `      - ${JSON.stringify(directory === ROOT ? '*' : `${directory}/**`)}`)
  return ['tiers:', '  globs:', '    T2: # move each line to T0, T1, T2 or T3', ...globs].join('\n')
}
