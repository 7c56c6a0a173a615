import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import type { TierNotice as Notice } from '@/lib/pages/controls/prepare-tier-notice'

/** Under the verdict of a page whose merges are judged without path rules of their own. */
export function TierNotice({ notice }: { notice: Notice | null }) {
  if (notice === null) return null
  return (
    <p className="mt-4 max-w-[46em] border-l-2 border-edge py-0.5 pl-3 text-small" data-tiers="not_configured">
      <OutsideText>{notice.text}</OutsideText>{' '}
      <PageLink href={notice.href} className="no-print decoration-edge">
        Lines for plumbline.yml
      </PageLink>
    </p>
  )
}
