'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Asks for the page again while something is under way; without scripts the browser does it (noscript refresh). */
export function Refresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), seconds * 1000)
    return () => clearInterval(timer)
  }, [router, seconds])
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds * 3)} />
    </noscript>
  )
}
