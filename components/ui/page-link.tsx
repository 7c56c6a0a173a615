'use client'

import Link, { useLinkStatus } from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to another page of ours. Pages are made on request, so nothing is fetched ahead, and a page that takes
 * longer than a moment shows a thin line at the top until it is there.
 */
export function PageLink({ children, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...props}>
      {children}
      <Pending />
    </Link>
  )
}

function Pending() {
  const { pending } = useLinkStatus()
  return pending ? <span className="pending-line" aria-hidden="true" /> : null
}
