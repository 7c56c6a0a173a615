import { shorten } from '@/lib/facts/outside-text'
import { TRAIL_LEXICON } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'
import type { TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import { countWords, listSections, listSentences, toOwnText, type Section } from './text'

export interface TrailComment {
  authorId: string
  /** A person's account: neither a bot nor an AI account. */
  isHuman: boolean
  body: string
  at: Date
}

export interface TrailInput {
  tier: Tier
  body: string
  /** The repository's pull request template. */
  template: string | null
  /** Paths touched. */
  files: string[]
  /** Conversation, review bodies and review threads, in any order. */
  comments: TrailComment[]
  /** Who may answer and whose comments are no dialogue by themselves: the author, and who asked an agent for it. */
  authorIds: string[]
  /** Instants of pushes. */
  pushes: Date[]
  closingIssues: { number?: number; bodyWords: number }[]
  /** Ticket references that match the configured pattern and resolve; empty where none is configured. */
  verifiedTickets: string[]
  /** null: not merged; then nothing is too late. */
  mergedAt: Date | null
  /** The body was last edited by a person who is no agent. A body that was never edited says nothing of that. */
  isBodyEditedByPerson: boolean
}

export interface Element {
  met: boolean
  /** The text that matched. */
  text: string | null
}

export interface ReasoningTrail {
  elements: Record<TrailElement, Element>
  /** Elements met, 0–6. */
  score: number
  covered: boolean
  /** The rule of the tier, in words. */
  required: string
  isHumanEvidenced: boolean
}

const WHY_WORDS = 8
const RISK_WORDS = 5
const VERIFICATION_WORDS = 5
const ISSUE_WORDS = 20
const COMMENT_WORDS = 8
const SHOWN_CHARACTERS = 240

export const TRAIL_RULES: Record<Tier, string> = {
  T0: 'why, or a link',
  T1: 'why, and a link, verification or dialogue',
  T2: 'why, verification, and a link or dialogue',
  T3: 'why, risk, verification, dialogue, and a link or alternatives',
}

/**
 * Reasoning trail of one merged pull request (METRICS section 5): which of six elements its text, files, issues and
 * comments show, each with the text that matched, and whether they meet the rule of its tier.
 *
 * Deterministic, by word lists and lengths; it finds that reasons were written down, not that they are good. Words are
 * runs of letters outside code. Dialogue must be answered before the merge too: what is said later explains nothing to
 * the person who merged.
 */
export function computeReasoningTrail(input: TrailInput): ReasoningTrail {
  const text = toOwnText(input.body, input.template)
  const sections = listSections(text)
  const sentences = listSentences(text)
  const elements: Record<TrailElement, Element> = {
    why: toWhy(input, sections, sentences),
    link: toLink(input, text),
    alternatives: toWritten('alternatives', sections, sentences, WHY_WORDS),
    risk: toWritten('risk', sections, sentences, RISK_WORDS),
    verification: toVerification(input, sections),
    dialogue: toDialogue(input),
  }
  return {
    elements,
    score: Object.values(elements).filter(({ met }) => met).length,
    covered: isCovered(input.tier, elements),
    required: TRAIL_RULES[input.tier],
    isHumanEvidenced: elements.dialogue.met || input.isBodyEditedByPerson,
  }
}

function isCovered(tier: Tier, { why, link, alternatives, risk, verification, dialogue }: Record<TrailElement, Element>): boolean {
  if (tier === 'T0') return why.met || link.met
  if (tier === 'T1') return why.met && (link.met || verification.met || dialogue.met)
  if (tier === 'T2') return why.met && verification.met && (link.met || dialogue.met)
  return why.met && risk.met && verification.met && dialogue.met && (link.met || alternatives.met)
}

function toWhy(input: TrailInput, sections: Section[], sentences: string[]): Element {
  const written = toWritten('why', sections, sentences, WHY_WORDS)
  if (written.met) return written
  const issue = input.closingIssues.find(({ bodyWords }) => bodyWords >= ISSUE_WORDS)
  return issue ? met(`${toIssueName(issue)} (${issue.bodyWords} words)`) : NOT_MET
}

/** A section under a fitting heading, else a sentence with a cue. */
function toWritten(element: 'why' | 'alternatives' | 'risk', sections: Section[], sentences: string[], words: number): Element {
  const section = findSection(TRAIL_LEXICON.headings[element], sections, words)
  if (section.met) return section
  const sentence = sentences.find((part) => TRAIL_LEXICON.cues[element].test(part) && countWords(part) >= words)
  return sentence ? met(sentence) : NOT_MET
}

function findSection(heading: RegExp, sections: Section[], words: number): Element {
  const section = sections.find((part) => heading.test(part.heading) && countWords(part.text) >= words)
  return section ? met(`${section.heading}: ${section.text}`) : NOT_MET
}

function toLink({ closingIssues, verifiedTickets, files }: TrailInput, text: string): Element {
  const [issue] = closingIssues
  if (issue) return met(`closes ${toIssueName(issue)}`)
  const path = files.find((file) => TRAIL_LEXICON.decisionPath.test(file))
  if (path) return met(path)
  const reference = TRAIL_LEXICON.decisionReference.exec(text)?.[0] ?? findDecisionPath(text)
  if (reference) return met(reference)
  const [ticket] = verifiedTickets
  return ticket ? met(ticket) : NOT_MET
}

/** A path in the text, e.g. docs/adr/0007-locks.md. */
function findDecisionPath(text: string): string | null {
  if (!/(?:adrs?|rfcs?|decisions)\//i.test(text)) return null
  const words = text.split(/[\s()[\]"'<>,]+/)
  return words.find((word) => TRAIL_LEXICON.decisionPath.test(word) && /\/[\w.-]+$/.test(word)) ?? null
}

function toVerification({ files }: TrailInput, sections: Section[]): Element {
  const path = files.find((file) => TRAIL_LEXICON.testPath.test(file))
  return path ? met(path) : findSection(TRAIL_LEXICON.headings.verification, sections, VERIFICATION_WORDS)
}

function toDialogue({ comments, authorIds, pushes, mergedAt }: TrailInput): Element {
  const isInTime = (at: Date) => mergedAt === null || at <= mergedAt
  const isAuthor = (id: string) => authorIds.includes(id)
  const inTime = comments.filter(({ at }) => isInTime(at))
  const answers = inTime.filter(({ authorId }) => isAuthor(authorId)).map(({ at }) => at)
  answers.push(...pushes.filter(isInTime))
  for (const { authorId, isHuman, body, at } of inTime) {
    if (!isHuman || isAuthor(authorId) || !answers.some((answer) => answer > at)) continue
    const text = toOwnText(body, null).trim()
    if (countWords(text) >= COMMENT_WORDS && !TRAIL_LEXICON.notSubstantive.test(text)) return met(text)
  }
  return NOT_MET
}

const NOT_MET: Element = { met: false, text: null }

function met(text: string): Element {
  return { met: true, text: shorten(text.replace(/\s+/g, ' ').trim(), SHOWN_CHARACTERS) }
}

function toIssueName({ number }: { number?: number }): string {
  return number === undefined ? 'an issue' : `issue #${number}`
}
