import { PageLink } from '@/components/ui/page-link'
import type { ChangesView } from '@/lib/pages/organization/prepare-changes'

/** Only moves outside normal variation are listed; what did not move is said too. */
export function Changes({ changes }: { changes: ChangesView }) {
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title" className="text-title font-[550] tracking-[-0.01em]">
        {changes.title}
      </h2>
      <ul className="mt-2 border-b border-rule">
        {changes.changes.map(({ title, detail, href }) => (
          <li key={title} className="border-t border-rule py-2 wrap-anywhere">
            <PageLink href={href} className="font-[500] decoration-rule">
              {title}
            </PageLink>
            <p className="text-small text-soft">{detail}</p>
          </li>
        ))}
        {changes.calm && <li className="border-t border-rule py-2 text-small text-soft">{changes.calm}</li>}
      </ul>
    </section>
  )
}
