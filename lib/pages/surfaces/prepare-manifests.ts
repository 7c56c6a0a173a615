import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import type { Counted, ListHref } from '@/lib/pages/controls/prepare-tier-rows'

export interface ManifestsView {
  finding: string
  parts: Counted[]
  byBots: string | null
}

/** Changed dependencies are other people's code: whether a maintainer of the manifest approved them, on a line of its own. */
export function prepareManifests({ manifests }: TierDetails, toHref: ListHref): ManifestsView {
  const { merged, reviewed, notReviewed, notAssessable, byBots } = manifests
  const part = (label: string, count: number, manifest: string): Counted[] =>
    count > 0 ? [{ label, count: formatCount(count), href: toHref({ manifest }) }] : []
  return {
    finding: nameFinding(merged, notReviewed, notAssessable),
    parts: [
      ...part('approved by a maintainer of it', reviewed, 'reviewed'),
      ...part('not approved by one', notReviewed, 'not_reviewed'),
      ...part('not assessable: nobody is named its maintainer, or the approved patch is not known', notAssessable, 'not_assessable'),
    ],
    byBots: nameBots(merged, byBots),
  }
}

function nameBots(merged: number, byBots: number): string | null {
  if (merged === 0) return null
  if (byBots === 0) return 'No bot wrote any of them.'
  if (byBots === merged) return merged === 1 ? 'A bot wrote it.' : `Bots wrote all ${formatCount(merged)} of them.`
  return `Bots wrote ${formatCount(byBots)} of them.`
}

function nameFinding(merged: number, notReviewed: number, notAssessable: number): string {
  if (merged === 0) return 'No merge changed a dependency manifest'
  const all = formatCounted(merged, 'merge')
  if (notReviewed > 0) {
    return `${formatCount(notReviewed)} of ${all} that changed a dependency manifest had no approval of its maintainer`
  }
  if (notAssessable === merged) return `Whether a maintainer approved the ${all} that changed a dependency manifest cannot be told`
  if (notAssessable > 0)
    return `No dependency change is known to lack its maintainer’s approval; ${formatCount(notAssessable)} of ${all} cannot be told`
  return `A maintainer approved every one of ${all} that changed a dependency manifest`
}
