import { withoutFencedCode, withoutHtmlComments } from '@/lib/attribution/markdown'
import { cutText, shorten, toUnixLines } from '@/lib/facts/outside-text'
import { EVOLVABILITY_MARK, EVOLVABILITY_WORDS, FUNCTIONAL_LABEL, FUNCTIONAL_WORDS, NOT_CLAIMS, PRAISE } from './lexicon'

/** `praise` claims nothing at all: such a thread is no review. */
export type CommentClass = 'functional' | 'evolvability' | 'unclassified' | 'praise'

const SHOWN_CHARACTERS = 200
/** No praise is longer: what is thanked for in a thousand signs is something else. */
const MOST_PRAISE = 1_000
const SUGGESTION = 'a suggested change alone'

/** What the first comment of a thread claims, with the words that decided; null text: nothing matched. */
export function classifyComment(body: string): { class: CommentClass; text: string | null } {
  const unix = toUnixLines(body).replaceAll('’', "'")
  const whole = withoutQuotes(withoutHtmlComments(unix)).trim()
  const claim = withoutQuotes(withoutFencedCode(withoutHtmlComments(unix))).replace(NULL_IN_CODE, '$1')
  const found = (commentClass: CommentClass, match: RegExpExecArray, text = claim) => {
    // A pattern ends at a UTF-16 unit: "nit🎉" would leave half of the emoji.
    const words = cutText(text, match.index, match.index + match[0].length).trim()
    return { class: commentClass, text: shorten(words, SHOWN_CHARACTERS) }
  }
  const label = FUNCTIONAL_LABEL.exec(claim)
  if (label) return found('functional', label)
  const mark = EVOLVABILITY_MARK.exec(claim)
  if (mark) return found('evolvability', mark)
  if (isBareSuggestion(unix, claim)) return { class: 'evolvability', text: SUGGESTION }
  // Blanked to the same length, so that what is quoted stands where it stood.
  const claims = claim.replace(new RegExp(NOT_CLAIMS, 'gi'), (words) => ' '.repeat(words.length))
  const functional = FUNCTIONAL_WORDS.exec(claims)
  if (functional) return found('functional', functional, claims)
  const praise = whole.length <= MOST_PRAISE ? PRAISE.exec(whole) : null
  if (praise) return found('praise', praise, whole)
  const evolvability = EVOLVABILITY_WORDS.exec(claim) ?? NOT_CLAIMS.exec(claim)
  return evolvability ? found('evolvability', evolvability) : { class: 'unclassified', text: null }
}

/** "Returns `null`" says what happens; "`break` the loop" names a statement, and stays one. */
const NULL_IN_CODE = /`(null(?:ptr)?|undefined)`/gi

/** A quoted line is what somebody else said. */
function withoutQuotes(text: string): string {
  return text.replace(/^[ \t]*>.*$/gm, '')
}

/** A suggested change without a word beside it shows how it should read, and claims no defect. */
function isBareSuggestion(body: string, claim: string): boolean {
  return /^[ \t]*(?:`{3,}|~{3,})suggestion\b/m.test(body) && !/[\p{L}\p{N}]/u.test(claim)
}
