import { distance } from 'fastest-levenshtein'

/** The known word that a misspelt one most likely means: at most a third of its letters off; else null. */
export function toClosest(word: string, known: string[]): string | null {
  let closest: { name: string; off: number } | null = null
  for (const name of known) {
    const off = distance(word.toLowerCase(), name.toLowerCase())
    if (closest === null || off < closest.off) closest = { name, off }
  }
  return closest && closest.off <= Math.max(1, Math.floor(closest.name.length / 3)) ? closest.name : null
}
