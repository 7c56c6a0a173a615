import { Script } from 'node:vm'

/**
 * Runs work that may not end, and ends it after a time. A regular expression blocks the thread, so no timer of the thread
 * itself can stop it; the timeout of a script can, because V8 asks for it while it matches. Measured: 0.16 ms a call, so
 * that a batch goes first and its members only where it fails.
 */
interface Within<Result> {
  /** Null: it was stopped. */
  result: { value: Result } | null
  /** Time of the processor that it took. */
  seconds: number
}

const held = globalThis as typeof globalThis & { plumblineWork?: () => unknown }
const script = new Script('globalThis.plumblineWork()')

/** @throws what the work throws. */
export function runWithin<Result>(seconds: number, work: () => Result): Within<Result> {
  const before = process.cpuUsage()
  const toSeconds = () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000_000
  }
  held.plumblineWork = work
  try {
    const value = script.runInThisContext({ timeout: seconds * 1000 }) as Result
    return { result: { value }, seconds: toSeconds() }
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    return { result: null, seconds: toSeconds() }
  } finally {
    delete held.plumblineWork
  }
}
