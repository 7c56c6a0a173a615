/** The known word that a misspelt one most likely means: at most a third of its letters off; else null. */
export function toClosest(word: string, known: string[]): string | null {
  let closest: { name: string; distance: number } | null = null
  for (const name of known) {
    const distance = toEditDistance(word.toLowerCase(), name.toLowerCase())
    if (closest === null || distance < closest.distance) closest = { name, distance }
  }
  return closest && closest.distance <= Math.max(1, Math.floor(closest.name.length / 3)) ? closest.name : null
}

/** Levenshtein: insertions, deletions and substitutions from one word to the other. */
function toEditDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1]
    for (const [left, other] of [...to].entries()) {
      const substituted = (row[left] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(substituted, (row[left + 1] ?? 0) + 1, (next[left] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
