import { EVOLVABILITY_MARK, EVOLVABILITY_WORDS, FUNCTIONAL_LABEL, FUNCTIONAL_WORDS } from './lexicon'

export type CommentClass = 'functional' | 'evolvability' | 'unclassified'

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
    const text = pattern.exec(claim)?.[0]
    if (text !== undefined) return { class: commentClass, text: text.trim() }
  }
  return { class: 'unclassified', text: null }
}

/** The reviewer's own words: a suggested block of code with `null` in it, or a quoted line, claims nothing. */
function toClaim(body: string): string {
  return body
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|(?![\s\S]))/gm, '')
    .replace(/^[ \t]*>.*$/gm, '')
}
