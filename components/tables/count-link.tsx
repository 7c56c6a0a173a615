import { PageLink } from '@/components/ui/page-link'

/** A count that leads to the pull requests it counts; nought leads nowhere. */
export function CountLink({ count, label, href }: { count: string; label: string; href: string | null }) {
  if (!href) return count
  return (
    <PageLink href={href} className="decoration-rule" aria-label={`${count} ${label}`}>
      {count}
    </PageLink>
  )
}
