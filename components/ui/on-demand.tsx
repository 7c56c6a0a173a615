import type { ReactNode } from 'react'
import { toTableId, type OpenTables } from '@/lib/pages/frame/prepare-open'

interface OnDemandProps {
  name: string
  open: OpenTables
  summary: string
  className: string
  children: ReactNode
}

/**
 * What opens on demand and is long comes when it is opened: until then the element holds the address of the page with it
 * open, as a link for readers without scripts, and on-demand-parts.tsx puts the content in its place.
 */
export function OnDemand({ name, open, summary, className, children }: OnDemandProps) {
  const isOpen = open.isOpen(name)
  const href = open.toHref(name)
  // Another address, another range: figures of the one before must not stay.
  return (
    <details key={`${isOpen} ${href}`} id={toTableId(name)} className={className} open={isOpen} data-on-demand={isOpen ? undefined : ''}>
      <summary className="w-fit list-none text-soft underline decoration-edge decoration-1 underline-offset-[0.22em]">{summary}</summary>
      {isOpen ? (
        children
      ) : (
        <p className="mt-2">
          <a href={href}>Show it on the page</a>, or <a href={open.allHref}>every table</a>, to read without scripts or on paper.
        </p>
      )}
    </details>
  )
}
