import type { DownloadLink } from '@/lib/pages/list/prepare-downloads'

/** "CSV · JSON" beside a list; `of` says to a screen reader which list that is. */
export function Downloads({ links, of }: { links: DownloadLink[]; of: string }) {
  if (links.length === 0) return null
  return (
    <span className="downloads no-print">
      {links.map(({ label, href }, index) => (
        <span key={label}>
          {index > 0 && ' · '}
          <a href={href} download aria-label={`${of} as ${label}`}>
            {label}
          </a>
        </span>
      ))}
    </span>
  )
}
