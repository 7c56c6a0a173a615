import { PageLink } from '@/components/ui/page-link'
import type { Fact } from '@/lib/pages/team/chapter'

/** Evidence beside a chart: hairlines, value at the right, what it rests on below. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts border-t border-rule">
      {facts.map(({ term, value, detail, isOverspent, href }) => (
        <div key={term} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-rule py-2 text-small">
          <dt className="text-soft">{term}</dt>
          <dd className={`text-right font-[500] whitespace-nowrap ${isOverspent ? 'text-warn' : ''}`}>
            {href ? <PageLink href={href}>{value}</PageLink> : value}
          </dd>
          {detail && <dd className="col-span-2 text-tiny text-faint">{detail}</dd>}
        </div>
      ))}
    </dl>
  )
}
