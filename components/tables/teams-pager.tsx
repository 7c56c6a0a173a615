import { PageLink } from '@/components/ui/page-link'
import type { TeamsPager as TeamsPagerView } from '@/lib/pages/frame/page-teams'
import { isolate } from '@/lib/pages/words/isolate'

/** Fifty teams at a time, and the letters at which names begin; the page is in the address. */
export function TeamsPager({ pager, name }: { pager: TeamsPagerView; name: string }) {
  const { position, previousHref, nextHref, letters } = pager
  return (
    <nav aria-label={name} className="teams-pager">
      <p>{position}</p>
      {previousHref && (
        <PageLink href={previousHref} rel="prev">
          previous
        </PageLink>
      )}
      {nextHref && (
        <PageLink href={nextHref} rel="next">
          next
        </PageLink>
      )}
      <ol>
        {letters.map(({ letter, href, isCurrent }) => (
          <li key={letter}>
            <PageLink href={href} aria-current={isCurrent ? 'true' : undefined} aria-label={`Teams from ${isolate(letter)}`}>
              {letter}
            </PageLink>
          </li>
        ))}
      </ol>
    </nav>
  )
}
