import { shorten, toUnixLines } from '@/lib/facts/outside-text'

/** Enough to tell comments from code; a hunk may be a whole file. */
const MOST_LINES = 50
const MOST_CHARACTERS = 2_000

/**
 * The lines that a review comment stands on, without the signs of the diff: GitHub cuts the hunk off after them. One line
 * where no range was chosen. Null: the hunk has none (a comment on the whole file).
 */
export function toCommentedCode(comment: {
  diffHunk: string
  originalLine: number | null
  originalStartLine: number | null
}): string | null {
  const { originalLine: last, originalStartLine: first } = comment
  const count = last !== null && first !== null && first < last ? last - first + 1 : 1
  const lines = toUnixLines(comment.diffHunk)
    .split('\n')
    .filter((line) => /^[-+ ]/.test(line))
    .slice(-Math.min(count, MOST_LINES))
  return lines.length === 0 ? null : shorten(lines.map((line) => line.slice(1)).join('\n'), MOST_CHARACTERS)
}
