import { toUnixLines } from '@/lib/facts/outside-text'

/**
 * Check boxes about AI in the body, read against the repository's own pull request template.
 *
 * A ticked box counts only as an answer: its text must be a box of the template, or there must be no template box about
 * AI at all. A ticked "no AI used" is a person's attestation; any other ticked AI box is a self-report (L1).
 * A box that the template itself ships ticked says nothing.
 */
export interface Disclosure {
  kind: 'human' | 'assisted'
  text: string
}

const BOX = /^\s*(?:[-*+]|\d+[.)])\s*\[([ xX])\]\s*(\S.*)$/
/** More than any template asks; a body of nothing but boxes is no answer to one. */
const MOST_BOXES = 100
const ABOUT_AI = /\b(AI|A\.I\.|LLMs?|generative|copilot|claude|chatgpt|gpt|codex|cursor)\b/i
/** "No AI was used", "I did not use generative AI", "without AI assistance", "human-written only". */
const NO_AI =
  /\b(no|not|never|none|without|zero)\b[^.;]{0,40}\b(AI|A\.I\.|LLMs?|generative|copilot|claude|chatgpt)\b|\b(AI|A\.I\.|LLMs?|generative AI)\b[^.;]{0,30}\b(was|were|is)? ?(not|n't|never) (been )?used\b|\b(did|have|has|was|were)(n't| not) use/i
/** Boxes that mention AI and say something else: that the policy was read, or that an AI reviewed the change. */
const NOT_A_DECLARATION = /\b(polic(y|ies)|guidelines?|code of conduct|review(s|ed|er|ing)?|if (any|applicable|i|you|the))\b/i

export function toDisclosure(body: string, template: string | null): Disclosure | null {
  if (!body.includes('[x]') && !body.includes('[X]')) return null
  const asked = listBoxes(template ?? '')
  const askedTexts = new Set(asked.map(({ text }) => toComparable(text)))
  const shippedTicked = new Set(asked.filter(({ ticked }) => ticked).map(({ text }) => toComparable(text)))
  const answers = listBoxes(body).filter(
    ({ ticked, text }) => ticked && !shippedTicked.has(toComparable(text)) && (askedTexts.size === 0 || isAsked(text, askedTexts)),
  )
  // Both boxes ticked: the one that admits help is believed.
  const assisted = answers.find(({ text }) => !NO_AI.test(text))
  const answer = assisted ?? answers[0]
  return answer ? { kind: assisted ? 'assisted' : 'human', text: answer.text } : null
}

function isAsked(text: string, askedTexts: ReadonlySet<string>): boolean {
  const comparable = toComparable(text)
  for (const asked of askedTexts) {
    // People complete a box: "AI was used: Claude for the tests".
    if (comparable.startsWith(asked)) return true
  }
  return false
}

/** The boxes about AI, the first hundred of them. */
function listBoxes(text: string): { ticked: boolean; text: string }[] {
  const boxes = toUnixLines(text)
    .split('\n')
    .flatMap((line) => {
      const box = BOX.exec(line)
      const label = box?.[2]?.trim()
      if (!box || !label || !ABOUT_AI.test(label) || NOT_A_DECLARATION.test(label)) return []
      return [{ ticked: box[1] !== ' ', text: label }]
    })
  return boxes.slice(0, MOST_BOXES)
}

function toComparable(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
