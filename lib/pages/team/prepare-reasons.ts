import type { TimeToConfidentMergeReading } from '@/lib/metrics/document/readings'
import { formatCount, formatShare } from '@/lib/pages/words/format-figures'
import { nameReason } from '@/lib/pages/words/name-reasons'
import { missing, type Exhibit } from './exhibit'

/** Reasons that say what cannot be read any more, not what was missing. */
const UNKNOWN = new Set(['checks_unknown', 'threads_unknown', 'patch_unknown'])

/** Why merges were not confident, most frequent first; each leads to its pull requests. */
export function prepareReasonsExhibit(
  { reasons, withoutConfidence, indeterminate }: TimeToConfidentMergeReading,
  listHref: (more: Record<string, string>) => string,
): Exhibit {
  const counted = Object.entries(reasons ?? {})
    .filter(([, count]) => count > 0)
    .toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'))
  if (withoutConfidence === null)
    return missing('reasons', 'Why merges were not confident: unknown', 'There is no count of merges without confidence.')
  if (counted.length === 0) {
    const title =
      withoutConfidence === 0 ? 'Every merge that can be judged was confident' : 'Why merges were not confident: no reason is kept'
    return missing(
      'reasons',
      title,
      indeterminate === null || indeterminate === 0 ? 'Nothing was missing.' : `${formatCount(indeterminate)} cannot be judged.`,
    )
  }
  const highest = counted[0]?.[1] ?? 1
  const certain = counted.find(([reason]) => !UNKNOWN.has(reason))
  return {
    key: 'reasons',
    title:
      certain === undefined || withoutConfidence === 0
        ? 'What keeps merges from being judged'
        : `Most often missing: ${nameReason(certain[0])}, ${formatCount(certain[1])} of ${formatCount(withoutConfidence)}`,
    caption: 'Merges without confidence by what was missing at that instant; one can lack several.',
    drawing: {
      kind: 'bars',
      bars: counted.map(([reason, count]) => ({
        label: sentenceCase(nameReason(reason)),
        text: formatCount(count),
        share: count / highest,
        tone: UNKNOWN.has(reason) ? 'soft' : 'accent',
        href: listHref({ figure: 'confidence', reason }),
      })),
    },
    table: {
      columns: ['Missing', 'Merges', 'Of those without confidence'],
      rows: counted.map(([reason, count]) => [
        sentenceCase(nameReason(reason)),
        formatCount(count),
        UNKNOWN.has(reason) || withoutConfidence === 0 ? 'not among them' : formatShare(count / withoutConfidence),
      ]),
    },
    link: null,
    isPrinted: true,
  }
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
