/**
 * Next calls this once when the server starts: it leaves the edge and the page memo, which are compiled here, to
 * lib/commands/web-process.mjs.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { withEdge } = await import('@/lib/dashboard/edge/guard')
  const { withPageMemo } = await import('@/lib/dashboard/memo/keep-pages')
  const { loadPageState } = await import('@/lib/dashboard/memo/load-state')
  const { silenceOutages } = await import('@/lib/dashboard/memo/page-failure')
  const { withWork } = await import('@/lib/dashboard/work/with-work')
  silenceOutages()
  type Listener = Parameters<typeof withEdge>[0]
  const serve = (next: Listener, { isReloading }: { isReloading: boolean }) =>
    // A page that is kept would not follow an edit.
    withEdge(withWork(isReloading ? next : withPageMemo(next, loadPageState)), { isReloading })
  Object.assign(globalThis, { plumblinePages: serve })
}

/** Next calls this with what a page or a route throws. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { notePageFailure } = await import('@/lib/dashboard/memo/page-failure')
  notePageFailure(error)
}
