/** Next calls this once when the server starts: it leaves the page memo, which is compiled here, to lib/commands/web-process.mjs. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { withPageMemo } = await import('@/lib/dashboard/memo/keep-pages')
  const { loadPageState } = await import('@/lib/dashboard/memo/load-state')
  const { silenceOutages } = await import('@/lib/dashboard/memo/page-failure')
  silenceOutages()
  Object.assign(globalThis, { plumblinePages: (next: Parameters<typeof withPageMemo>[0]) => withPageMemo(next, loadPageState) })
}

/** Next calls this with what a page or a route throws. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { notePageFailure } = await import('@/lib/dashboard/memo/page-failure')
  notePageFailure(error)
}
