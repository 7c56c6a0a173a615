'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/**
 * Follows every PageLink through Next's router, once for the whole document: a page holds some hundreds of links, and a
 * component each costs the server more than their text. A page that takes longer than a moment shows a thin line at the
 * top until it is there; nothing is fetched ahead, because pages are made on request.
 */
export function PageLinks() {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!isPlain || event.defaultPrevented || !(event.target instanceof Element)) return
      const href = event.target.closest('a[data-page]')?.getAttribute('href')
      if (!href) return
      event.preventDefault()
      startTransition(() => router.push(href))
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return isPending ? <span className="pending-line" aria-hidden="true" /> : null
}
