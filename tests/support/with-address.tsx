import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'

const nowhere = () => undefined

/** A router that leads nowhere. */
export const STILL_ROUTER = {
  push: nowhere,
  replace: nowhere,
  back: nowhere,
  forward: nowhere,
  refresh: nowhere,
  hmrRefresh: nowhere,
  prefetch: nowhere,
  bfcacheId: '0',
}

/**
 * The address as Next's router gives it to a page: what the page writes by replaceState, where it goes by the router, and
 * what a link or going back does, comes back as search parameters.
 */
export function WithAddress({ children }: { children: ReactNode }) {
  const [query, setQuery] = useState(() => window.location.search)
  useEffect(() => {
    const write = window.history.replaceState.bind(window.history)
    const look = () => setQuery(window.location.search)
    window.history.replaceState = (...args: Parameters<History['replaceState']>) => {
      write(...args)
      look()
    }
    window.addEventListener('popstate', look)
    return () => {
      window.history.replaceState = write
      window.removeEventListener('popstate', look)
    }
  }, [])
  const router = useMemo(() => {
    const push = (href: string) => {
      window.history.pushState(null, '', href)
      setQuery(window.location.search)
    }
    return { ...STILL_ROUTER, push, replace: push }
  }, [])
  return (
    <AppRouterContext.Provider value={router}>
      <SearchParamsContext.Provider value={new URLSearchParams(query)}>{children}</SearchParamsContext.Provider>
    </AppRouterContext.Provider>
  )
}
