import { shorten } from '@/lib/facts/outside-text'

/** A trailer line of a commit message or a body: "Key: value". */
export interface Trailer {
  /** Lower case. */
  key: string
  value: string
  line: string
}

// Squash merges and forwarded messages put bullets and quote signs before trailers.
const TRAILER = /^[ \t>*-]*([A-Za-z][A-Za-z-]{2,40}):[ \t]*(\S.{0,400})$/gm
const ADDRESS = /<\s*([^<>\s]+)\s*>/
/** More than key and value can have; a row of quote signs before them can be longer. */
const LINE_CHARACTERS = 500

/** Every line that has the form of a trailer, wherever it stands: squash merges gather them in the middle. */
export function listTrailers(text: string): Trailer[] {
  const trailers: Trailer[] = []
  for (const match of text.matchAll(TRAILER)) {
    trailers.push({ key: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim(), line: shorten(match[0].trim(), LINE_CHARACTERS) })
  }
  return trailers
}

/** Name and e-mail of a co-author trailer; null where the line names nobody. */
export function toCoAuthor(trailer: Trailer): { name: string; email: string | null } | null {
  if (trailer.key !== 'co-authored-by' && trailer.key !== 'coauthored-by') return null
  const address = ADDRESS.exec(trailer.value)
  return address ? { name: trailer.value.slice(0, address.index).trim(), email: address[1] ?? null } : { name: trailer.value, email: null }
}

/** Everybody a commit message names as co-author. */
export function listCoAuthors(message: string): { name: string; email: string | null; line: string }[] {
  return listTrailers(message).flatMap((trailer) => {
    const coAuthor = toCoAuthor(trailer)
    return coAuthor ? [{ ...coAuthor, line: trailer.line }] : []
  })
}
