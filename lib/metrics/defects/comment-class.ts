import { cutText, shorten } from '@/lib/facts/outside-text'
import { EVOLVABILITY_MARK, EVOLVABILITY_WORDS, FUNCTIONAL_LABEL, FUNCTIONAL_WORDS } from './lexicon'

export type CommentClass = 'functional' | 'evolvability' | 'unclassified'

const SHOWN_CHARACTERS = 200

/** What the first comment of a thread claims, with the words that decided; null text: nothing matched. */
export function classifyComment(body: string): { class: CommentClass; text: string | null } {
  const claim = toClaim(body)
  const rules: [CommentClass, RegExp][] = [
    ['functional', FUNCTIONAL_LABEL],
    ['evolvability', EVOLVABILITY_MARK],
    ['functional', FUNCTIONAL_WORDS],
    ['evolvability', EVOLVABILITY_WORDS],
  ]
  for (const [commentClass, pattern] of rules) {
    const match = pattern.exec(claim)
    if (!match) continue
    // A pattern ends at a UTF-16 unit: "nit🎉" would leave half of the emoji.
    const words = cutText(claim, match.index, match.index + match[0].length).trim()
    return { class: commentClass, text: shorten(words, SHOWN_CHARACTERS) }
  }
  return { class: 'unclassified', text: null }
}

/** The reviewer's own words: a suggested block of code with `null` in it, or a quoted line, claims nothing. */
function toClaim(body: string): string {
  return withoutFences(body.replace(/<!--[\s\S]*?(?:-->|$)/g, '')).replace(/^[ \t]*>.*$/gm, '')
}

/** A fence closes at a line that is the same row of signs and nothing else; one that is never closed reaches to the end. */
function withoutFences(text: string): string {
  const kept: string[] = []
  const lines = text.split('\n')
  let fence: string | null = null
  for (const [index, line] of lines.entries()) {
    if (fence === null) {
      fence = index < lines.length - 1 ? (/^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1] ?? null) : null
      kept.push(fence === null ? line : '')
    } else if (line.trim() === fence) fence = null
  }
  return kept.join('\n')
}
