import { PageLink } from '@/components/ui/page-link'
import type { BarView } from '@/lib/pages/team/exhibit'
import { percent } from './plot-frame'

/** Counts by name, the largest first; a name leads to what it counts. */
export function BarList({ bars }: { bars: BarView[] }) {
  return (
    <div className="bar-list mt-2 border-t border-rule">
      {bars.map(({ label, text, share, tone, href }) => (
        <div key={label}>
          <p>
            {href ? <PageLink href={href}>{label}</PageLink> : <span>{label}</span>}
            <span className="font-[500]">{text}</span>
          </p>
          <i data-tone={tone} style={{ width: percent(share) }} aria-hidden="true" />
        </div>
      ))}
    </div>
  )
}
