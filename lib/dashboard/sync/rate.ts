/**
 * How fast the running sync reads, from what earlier requests saw. The clocks in the database do not serve for this:
 * a replay runs with a fixed clock, and a resumed sync has stored most of its pull requests before it started.
 */
export interface Sighting {
  /** Milliseconds of a monotonic clock. */
  at: number
  stored: number
}

const WINDOW = 120_000
/** Below this a page that reloads itself would divide two neighbouring batches. */
const SHORTEST = 3_000

/** The sightings that the next estimate may use: those of the last two minutes, none from before a count that was higher. */
export function addSighting(sightings: readonly Sighting[], next: Sighting): Sighting[] {
  const last = sightings.at(-1)
  const isRestart = last !== undefined && last.stored > next.stored
  const kept = isRestart ? [] : sightings.filter(({ at }) => at >= next.at - WINDOW)
  return last && next.at - last.at < 500 && !isRestart ? kept : [...kept, next]
}

/** Pull requests a minute between the first and the last sighting; null: too little seen yet. */
export function computeRate(sightings: readonly Sighting[]): number | null {
  const first = sightings[0]
  const last = sightings.at(-1)
  if (!first || !last || last.at - first.at < SHORTEST) return null
  return ((last.stored - first.stored) * 60_000) / (last.at - first.at)
}
