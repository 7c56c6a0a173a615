import { AsyncLocalStorage } from 'node:async_hooks'
import type { View } from './view'

// The memo (instrumentation.ts) and the pages are compiled apart, each with its own module variables: they share what
// hangs on globalThis.
const shared = globalThis as typeof globalThis & { plumblineDrawnView?: AsyncLocalStorage<View> }
const drawnView = (shared.plumblineDrawnView ??= new AsyncLocalStorage<View>())

/** A page that is drawn for many has no reader, whose cookie could say what may be seen: whoever asks for it says so. */
export function drawFor<Result>(view: View, draw: () => Result): Result {
  return drawnView.run(view, draw)
}

/** null: this request is somebody's own. */
export function getDrawnView(): View | null {
  return drawnView.getStore() ?? null
}
