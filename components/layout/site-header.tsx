import { PageLink } from '@/components/ui/page-link'
import { PLACES, type Place } from '@/lib/pages/frame/places'
import type { RangeView } from '@/lib/pages/frame/prepare-range'
import { Freshness } from './freshness'
import { Mark } from './mark'
import { RangeControl } from './range-control'

export interface SiteHeaderProps {
  /** null: a page that the header does not lead to. */
  place: Place | null
  /** Keeps the chosen range on the way to another page. */
  query?: string
  range?: RangeView
  /** Age and completeness of the data, in a few words. */
  freshness?: string
}

/**
 * One line on a desk. On a phone two: the mark, the range and how fresh the data are, and under them the places; Sync is
 * left to the freshness there, which leads to it.
 */
export function SiteHeader({ place, query = '', range, freshness }: SiteHeaderProps) {
  return (
    <header className="border-b border-rule px-gap py-3 max-sm:pb-1.5 print:hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 max-sm:justify-start max-sm:gap-x-3">
        <PageLink href={`/${query}`} className="flex items-center gap-2 font-[600] tracking-[-0.01em] no-underline sm:-mr-2">
          <Mark />
          <span className={range ? 'max-sm:sr-only' : ''}>Plumbline</span>
        </PageLink>
        <nav
          aria-label="Main"
          className="flex flex-wrap items-center gap-x-6 max-lg:gap-x-4 max-sm:order-last max-sm:w-full max-sm:justify-between max-sm:gap-x-2.5 sm:mr-auto *:border-y-2 *:border-transparent *:py-0.5 *:text-small *:whitespace-nowrap *:text-soft *:no-underline *:hover:text-ink *:aria-[current]:border-b-accent *:aria-[current]:text-ink lg:*:text-body"
        >
          {PLACES.map(({ key, label, href, hasRange }) => (
            <PageLink
              key={key}
              href={`${href}${hasRange ? query : ''}`}
              aria-current={place === key ? 'page' : undefined}
              className={key === 'sync' && freshness ? 'max-sm:hidden' : undefined}
            >
              {label}
            </PageLink>
          ))}
        </nav>
        {range && (
          <div className="flex min-w-0 items-center gap-x-4 text-small text-soft max-sm:flex-1 max-sm:justify-between">
            <RangeControl range={range} />
            {freshness && <Freshness drawn={freshness} />}
          </div>
        )}
      </div>
    </header>
  )
}
