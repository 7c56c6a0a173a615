/**
 * Text that others wrote: bodies, titles, messages, logins, paths. It may hold anything, at any length.
 *
 * A text is cut here and nowhere else: between graphemes, what a reader takes for one sign (an emoji of several code
 * points, a flag, a letter with its accents). A cut by UTF-16 units may halve a surrogate pair, and Postgres refuses the
 * row that holds one half.
 */

/**
 * The most that is judged of one text, in UTF-16 units. GitHub takes 65,536 characters, which are twice as many units at
 * most: only what is no text of GitHub's is longer, and what stands beyond is stored but not judged.
 */
export const MOST_CHARACTERS = 131_072

/** The beginning of a text that is judged; every text that GitHub takes is returned whole. */
export function toJudgedText(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : text.slice(0, toCharacterStart(text, MOST_CHARACTERS)).toWellFormed()
}

/**
 * Line breaks as "\n": what is typed into GitHub's form arrives with "\r\n", and neither `split('\n')` nor the `.` and `$`
 * of a pattern take that for one. Whoever reads a text line by line reads it through this.
 */
export function toUnixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** A text of at most `most` UTF-16 units; one that is longer ends in "…", which is one of them. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${cutText(text, 0, most - 1)}…` : text.toWellFormed()
}

/**
 * The part of a text between two places in UTF-16 units, as whole graphemes: one that stands across `from` or `to` is left
 * out. Where that leaves nothing, because a single grapheme is longer than the part (a letter under a thousand accents), it
 * is cut between code points. Always well-formed.
 */
export function cutText(text: string, from: number, to: number): string {
  const start = from <= 0 ? 0 : toGraphemeEnd(text, from)
  const end = to >= text.length ? text.length : toGraphemeStart(text, to)
  if (start < end) return text.slice(start, end).toWellFormed()
  const first = Math.max(0, from)
  return text.slice(toCharacterStart(text, first) < first ? first + 1 : first, toCharacterStart(text, to)).toWellFormed()
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Segmenting a megabyte takes a second: only this much is looked at on each side of a cut. */
const SURROUNDINGS = 512
const LINE_FEED = 0x0a

/** The last boundary of graphemes that is not after `at`. */
function toGraphemeStart(text: string, at: number): number {
  const from = toSureBoundary(text, at)
  let start = from
  // Whether there is a boundary depends on what stands before it, and on one code point after it.
  for (const { index } of segmenter.segment(text.slice(from, at + 2))) {
    if (from + index > at) break
    start = from + index
  }
  return start
}

/** The first boundary of graphemes that is not before `at`. */
function toGraphemeEnd(text: string, at: number): number {
  const from = toSureBoundary(text, at)
  for (const { index } of segmenter.segment(text.slice(from, at + SURROUNDINGS))) {
    if (from + index >= at) return from + index
  }
  return Math.min(text.length, at + SURROUNDINGS)
}

/** A place before `at` where a grapheme begins whatever stands around it: between two ASCII characters that are no line break. */
function toSureBoundary(text: string, at: number): number {
  const earliest = Math.max(0, at - SURROUNDINGS)
  for (let place = at - 1; place > earliest; place -= 1) {
    const unit = text.charCodeAt(place)
    if (unit < 0x80 && unit !== LINE_FEED && text.charCodeAt(place - 1) < 0x80) return place
  }
  return toCharacterStart(text, earliest)
}

/** The place itself, or the one before it where it stands within a surrogate pair. */
function toCharacterStart(text: string, at: number): number {
  const isWithinPair = at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))
  return isWithinPair ? at - 1 : at
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
