'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { PageLink } from '@/components/ui/page-link'

const SECONDS = 5

/**
 * How fresh the data are. A page is kept as it was drawn, also while a sync runs: so what moves is asked for apart, by
 * whoever has the page open, and when the sync has ended the page is asked for again. Without scripts it says how fresh the
 * figures are that it shows, and leads to the page of the sync, which is always drawn anew.
 */
export function Freshness({ drawn }: { drawn: string }) {
  const running = useRunningSync()
  return (
    <PageLink href="/sync" className="relative truncate no-underline hover:underline">
      {/* Keeps its place, so that nothing beside it jumps when the words change. */}
      <span className={running === null ? '' : 'invisible'}>{drawn}</span>
      {running !== null && <span className="absolute inset-0 truncate">{running}</span>}
    </PageLink>
  )
}

/** null: none runs, as far as is known. */
function useRunningSync(): string | null {
  const router = useRouter()
  const [running, setRunning] = useState<string | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasRunning = false
    const look = async () => {
      const now = await askRunning(leaving.signal)
      if (leaving.signal.aborted) return
      setRunning(now)
      if (now !== null) timer = setTimeout(() => void look(), SECONDS * 1000)
      else if (wasRunning) router.refresh()
      wasRunning = now !== null
    }
    void look()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [router])
  return running
}

/** A server that does not answer is for the next page to tell. */
async function askRunning(signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch('/sync/progress', { signal })
    const answer: unknown = response.ok ? await response.json() : null
    return answer instanceof Object && 'running' in answer && typeof answer.running === 'string' ? answer.running : null
  } catch {
    return null
  }
}
