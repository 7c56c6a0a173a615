import { AsyncLocalStorage } from 'node:async_hooks'

// Next bundles pages and routes apart, each with its own module variables: they share what hangs on globalThis.
const held = globalThis as typeof globalThis & { plumblineStatementSignal?: AsyncLocalStorage<AbortSignal> }
const statementSignal = (held.plumblineStatementSignal ??= new AsyncLocalStorage<AbortSignal>())

/** What `run` asks the database ends there, too, when the signal is aborted. */
export function withStatementSignal<Result>(signal: AbortSignal, run: () => Result): Result {
  return statementSignal.run(signal, run)
}

/** null: nobody may end what is asked now. */
export function getStatementSignal(): AbortSignal | null {
  return statementSignal.getStore() ?? null
}
