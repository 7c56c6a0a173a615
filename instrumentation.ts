/** Next calls this once when the server starts: it hands the page memo (lib/commands/page-memo.mjs) what is compiled here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { loadPageState } = await import('@/lib/dashboard/load-page-state')
  Object.assign(globalThis, { plumblinePageState: loadPageState })
}
