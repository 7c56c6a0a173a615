import { log } from '@/lib/log'
import { describeOutage, findOutage, type Outage } from './outage'

const EVERY_MILLISECONDS = 60_000

// Next bundles pages and routes apart, each with its own module variables: they share what hangs on globalThis.
const held = globalThis as typeof globalThis & { plumblineOutages?: Map<string, { toldAt: number; untold: number }> }

/**
 * The outage that an error comes from, written to the log: one line for each kind and minute, with how many others it
 * stands for. Null: the database is not to blame, and nothing was written.
 */
export function noteOutage(error: unknown, outage: Outage | null = findOutage(error)): Outage | null {
  if (!outage) return null
  held.plumblineOutages ??= new Map()
  const now = performance.now()
  const known = held.plumblineOutages.get(outage.kind)
  if (known && now - known.toldAt < EVERY_MILLISECONDS) {
    known.untold += 1
    return outage
  }
  held.plumblineOutages.set(outage.kind, { toldAt: now, untold: 0 })
  const { message, mend } = describeOutage(outage)
  log('error', message, { mend, ...(known && { alsoSinceTheLineBefore: known.untold }) })
  return outage
}
