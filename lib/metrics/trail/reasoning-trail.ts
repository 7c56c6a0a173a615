import { shorten } from '@/lib/facts/outside-text'
import { TRAIL_LEXICON } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'
import type { TrailElement, WhyKind } from '@/lib/metrics/history/pull-request-evaluation'
import { countWords, listSections, listSentences, toOwnText, withoutHeadings, type Section } from './text'

export interface TrailComment {
  authorId: string
  /** A person's account: neither a bot, an AI account nor a machine user's. */
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
  authorId: string
  /** Who else wrote a part of it, and who asked an agent for it: as the author, they cannot open a dialogue. */
  coAuthorIds: string[]
  /** Whose answer ends a wait: the author's, of an agent's pull request who asked for it; nobody where that is not known. */
  answererIds: string[]
  /** Instants of pushes. */
  pushes: Date[]
  closingIssues: { number?: number; bodyWords: number }[]
  /** Ticket references that match the configured pattern and resolve; empty where none is configured. */
  verifiedTickets: string[]
  /** null: not merged; then nothing is too late. */
  mergedAt: Date | null
  /** The body was last edited by a person who is no agent. A body that was never edited says nothing of that. */
  isBodyEditedByPerson: boolean
  /** An agent wrote the change and, as far as anybody knows, the body: its prose gives no reason of a person's. */
  isBodyOfAgent: boolean
}

export interface Element {
  met: boolean
  /** The text that matched. */
  text: string | null
}

export interface WhyElement extends Element {
  /** How it was met; null: it was not. */
  kind: WhyKind | null
}

export interface ReasoningTrail {
  elements: Record<Exclude<TrailElement, 'why'>, Element> & { why: WhyElement }
  /** Elements met, 0–6. */
  score: number
  covered: boolean
  /** The rule of the tier, in words. */
  required: string
  isHumanEvidenced: boolean
}

const WHY_WORDS = 8
/** Own words that say something, whatever they say. */
export const PROSE_WORDS = 25
const RISK_WORDS = 5
const VERIFICATION_WORDS = 5
const ISSUE_WORDS = 20
const COMMENT_WORDS = 8
const SHOWN_CHARACTERS = 240

export interface TrailAsk {
  all: readonly TrailElement[]
  /** One of them is enough. */
  one: readonly TrailElement[]
}

/** The rule of each tier; TRAIL_RULES says the same in words. */
export const TRAIL_ASKS: Record<Tier, TrailAsk> = {
  T0: { all: [], one: ['why', 'link'] },
  T1: { all: ['why'], one: ['link', 'verification', 'dialogue'] },
  T2: { all: ['why', 'verification'], one: ['link', 'dialogue'] },
  T3: { all: ['why', 'risk', 'verification', 'dialogue'], one: ['link', 'alternatives'] },
}

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
 * runs of letters outside code. A why is `cued` where the text itself says that it gives a reason (a heading, a word such as
 * "because", a linked issue that describes one), else `prose` where the body says something in at least 25 own words.
 * Verification is a test file, a section, or what somebody says that they did: a promise or a question is none. Dialogue
 * must be answered before the merge too: what is said later explains nothing to the person who merged.
 */
export function computeReasoningTrail(input: TrailInput): ReasoningTrail {
  const text = toOwnText(input.body, input.template)
  const sections = listSections(text)
  const sentences = listSentences(text)
  const elements: ReasoningTrail['elements'] = {
    why: toWhy(input, text, sections, sentences),
    link: toLink(input, text),
    alternatives: toWritten('alternatives', sections, sentences, WHY_WORDS),
    risk: toWritten('risk', sections, sentences, RISK_WORDS),
    verification: toVerification(input, sections, sentences),
    dialogue: toDialogue(input),
  }
  const missing = listMissingElements(input.tier, (element) => elements[element].met)
  return {
    elements,
    score: Object.values(elements).filter(({ met }) => met).length,
    covered: missing.all.length + missing.one.length === 0,
    required: TRAIL_RULES[input.tier],
    isHumanEvidenced: elements.dialogue.met || input.isBodyEditedByPerson,
  }
}

/** What a tier still asks for: every element of `all`, and one of `one` where any is there. Both empty: covered. */
export function listMissingElements(tier: Tier, isMet: (element: TrailElement) => boolean): TrailAsk {
  const { all, one } = TRAIL_ASKS[tier]
  return { all: all.filter((element) => !isMet(element)), one: one.some(isMet) ? [] : one }
}

function toWhy(input: TrailInput, text: string, sections: Section[], sentences: string[]): WhyElement {
  const written = toWritten('why', sections, sentences, WHY_WORDS)
  if (written.met) return { ...written, kind: 'cued' }
  const issue = input.closingIssues.find(({ bodyWords }) => bodyWords >= ISSUE_WORDS)
  if (issue) return { ...met(`${toIssueName(issue)} (${issue.bodyWords} words)`), kind: 'cued' }
  const prose = input.isBodyOfAgent ? '' : withoutHeadings(text)
  return countWords(prose) >= PROSE_WORDS ? { ...met(prose), kind: 'prose' } : { ...NOT_MET, kind: null }
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

/** A decision's file or number in the text, e.g. docs/adr/0007-locks.md; "RFC/IETF conventions" decide nothing. */
function findDecisionPath(text: string): string | null {
  if (!/(?:adrs?|rfcs?|decisions)\//i.test(text)) return null
  const words = text.split(/[\s()[\]"'<>,;:]+/).map((word) => word.replace(/[.!?]{1,3}$/, ''))
  return words.find((word) => TRAIL_LEXICON.decisionPath.test(word) && /\/(?:\d[\w.-]*|[\w.-]*\.[a-z]\w{0,9})$/i.test(word)) ?? null
}

function toVerification(input: TrailInput, sections: Section[], sentences: string[]): Element {
  const path = input.files.find((file) => TRAIL_LEXICON.testPath.test(file))
  if (path) return met(path)
  const section = findSection(TRAIL_LEXICON.headings.verification, sections, VERIFICATION_WORDS)
  return section.met ? section : toTested(input, sentences)
}

const { tested } = TRAIL_LEXICON

/** What the author says that they did, in the body or in a comment before the merge; else what another person says. */
function toTested({ comments, authorId, mergedAt }: TrailInput, sentences: string[]): Element {
  const own = sentences.find(saysTestedByAuthor)
  if (own !== undefined) return met(own)
  for (const comment of comments) {
    if (!isBefore(comment.at, mergedAt) || (!comment.isHuman && comment.authorId !== authorId)) continue
    const says = comment.authorId === authorId ? saysTestedByAuthor : saysTestedBySomebodyElse
    const sentence = listSentences(toOwnText(comment.body, null)).find(says)
    if (sentence !== undefined) return met(sentence)
  }
  return NOT_MET
}

function saysTestedByAuthor(sentence: string): boolean {
  return tested.byAuthor.test(sentence) && !tested.notByAuthor.test(sentence) && countWords(sentence) >= VERIFICATION_WORDS
}

function saysTestedBySomebodyElse(sentence: string): boolean {
  if (tested.bySomebodyElse.test(sentence) && !tested.notBySomebodyElse.test(sentence)) return true
  return tested.byAuthor.test(sentence) && !tested.notByAuthor.test(sentence) && !sentence.includes('?')
}

function isBefore(at: Date, mergedAt: Date | null): boolean {
  return mergedAt === null || at < mergedAt
}

function toDialogue({ comments, authorId, coAuthorIds, answererIds, pushes, mergedAt }: TrailInput): Element {
  const insiders = new Set([authorId, ...coAuthorIds, ...answererIds])
  const inTime = comments.filter(({ at }) => isBefore(at, mergedAt))
  const answers = inTime.filter((comment) => answererIds.includes(comment.authorId)).map(({ at }) => at)
  answers.push(...pushes.filter((at) => isBefore(at, mergedAt)))
  for (const comment of inTime) {
    if (!comment.isHuman || insiders.has(comment.authorId) || !answers.some((answer) => answer > comment.at)) continue
    const text = toOwnText(comment.body, null).trim()
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
