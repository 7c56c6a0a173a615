import { withoutFencedCode, withoutHtmlComments } from '@/lib/attribution/markdown'
import { stripReviewerBlocks } from '@/lib/attribution/reviewer-blocks'
import { withoutCodeSpans } from '@/lib/attribution/code-spans'
import { toUnixLines } from '@/lib/facts/outside-text'
import { TRAIL_LEXICON } from '@/lib/policy/defaults'

/**
 * A pull request's body as the author's own words: the order and the list are METRICS section 5's. HTML comments go
 * before template lines, so that a person who writes inside a template's comment is not quoted by half.
 */

export interface Section {
  heading: string
  text: string
}

const CHECK_BOX = /^\s*(?:[-*+]|\d+[.)])\s*\[[ xX]\](?=\s|$)/
const QUOTE = /^\s*>/
const TRAILER =
  /^\s*(?:[A-Za-z]+(?:-[A-Za-z]+)*-by|Change-Id|Cc|Claude-Session|Copilot-Session|Amp-Thread(?:-Id)?|Agent-Logs-Url|Entire-[\w-]+|Made-with|AI-assisted|Replit-Commit-Author):\s*\S|^\s*🤖 Generated with\b/iu
const URL = /\b(?:https?:\/\/|www\.)[^\s<>)\]]+/g
/** An image's alternative text is the uploader's file name; a link's text is a word of the sentence. */
const IMAGE = /!\[[^\]\n]{0,300}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,300}\])/g
const LINK = /\[([^\]\n]{0,300})\]\([ \t]*(?:https?:\/\/|www\.)[^)\n]{0,1000}\)/g
/** "ACK 1a2b3c4d…" says one word: split at its digits, a commit's name would pass for a sentence. */
const COMMIT = /(?<![\w-])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![\w-])/gi
const TAG = /<\/?[a-z][^<>\n]{0,500}>/gi
const WORD = /\p{L}[\p{L}'’-]*/gu

export function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0
}

/**
 * What is left after template lines (headings stay), HTML comments, code, check boxes, URLs, quotes, trailers and bots'
 * blocks. A typographic apostrophe is read as a plain one, which the word lists have.
 */
export function toOwnText(body: string, template: string | null): string {
  const templateLines = listTemplateLines(template)
  const kept: string[] = []
  const unix = stripReviewerBlocks(toUnixLines(body).replaceAll('’', "'"))
  for (const line of withoutFencedCode(withoutHtmlComments(unix)).split('\n')) {
    if (CHECK_BOX.test(line) || QUOTE.test(line) || TRAILER.test(line)) continue
    if (templateLines.has(line.trim()) && toHeading(line) === null) continue
    const words = toWordsOfLine(line)
    // "Seen at https://… and https://… since Monday:" is no heading, and does not become one when its links are taken out.
    kept.push(toHeading(line) === null && toHeading(words) !== null ? words.replace(':', ' ') : words)
  }
  return kept.join('\n')
}

function listTemplateLines(template: string | null): ReadonlySet<string> {
  if (!template) return NO_LINES
  const plain = toUnixLines(template).replaceAll('’', "'")
  const lines = `${plain}\n${withoutHtmlComments(plain)}`.split('\n').map((line) => line.trim())
  return new Set(lines.filter((line) => line !== ''))
}

const NO_LINES: ReadonlySet<string> = new Set()

function toWordsOfLine(line: string): string {
  let text = line
  if (text.includes('`')) text = withoutCodeSpans(text)
  if (text.includes('![')) text = text.replace(IMAGE, ' ')
  if (text.includes('](')) text = text.replace(LINK, '$1')
  if (text.includes('://') || text.includes('www.')) text = text.replace(URL, ' ')
  text = text.replace(COMMIT, ' ')
  return text.includes('<') ? text.replace(TAG, ' ') : text
}

/** A link is a word of the line that it stands in, whatever it is made of. */
const HEADING_WORD = /(?:https?:\/\/|www\.)\S+|\p{L}[\p{L}'’-]*/gu
/** A heading names; more words before a colon are a sentence that goes on below. */
const MOST_HEADING_WORDS = 5

/**
 * Level 1–6 for "# …"; 7 for a line that is only bold, or for at most five words before a colon that ends the line. Null: no
 * heading.
 */
function toHeading(line: string): { level: number; text: string } | null {
  const marked = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line)
  if (marked) return { level: marked[1]?.length ?? 1, text: withoutClosingMarks(marked[2] ?? '') }
  const trimmed = line.trim()
  const bold = /^(?:\*\*(?=\S)([^*\n]{1,120})\*\*|__(?=\S)([^_\n]{1,120})__):?$/.exec(trimmed)
  if (bold) return { level: 7, text: bold[1] ?? bold[2] ?? '' }
  // A list's item stays inside its section.
  if (!trimmed.endsWith(':') || trimmed.length > MOST_HEADING_CHARACTERS || !/^[\p{L}\d](?!\d{0,8}[.)]\s)/u.test(trimmed)) return null
  const words = trimmed.slice(0, -1)
  const count = words.match(HEADING_WORD)?.length ?? 0
  return count === 0 || count > MOST_HEADING_WORDS || /[.!?;]\s/.test(words) ? null : { level: 7, text: words }
}

const MOST_HEADING_CHARACTERS = 200

/** "Why ##" → "Why": Markdown lets a heading be closed. */
function withoutClosingMarks(heading: string): string {
  const text = trimBlanks(heading)
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  const before = trimBlanks(text.slice(0, end))
  return end < text.length && before.length < end ? before : heading
}

/** Without spaces and tabs at its end. */
function trimBlanks(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1
  return text.slice(0, end)
}

const HEADINGS = Object.values(TRAIL_LEXICON.headings)

/**
 * Sections with the text under them. A deeper heading stays inside its section unless it is itself the heading of a
 * trail element ("## Why" with "### Testing" below).
 */
export function listSections(text: string): Section[] {
  const open: (Section & { level: number })[] = []
  const sections: Section[] = []
  for (const line of toUnixLines(text).split('\n')) {
    const heading = toHeading(line)
    if (heading) {
      const ownsElement = HEADINGS.some((pattern) => pattern.test(heading.text))
      while (open.length > 0 && (ownsElement || (open.at(-1)?.level ?? 0) >= heading.level)) open.pop()
      const section = { heading: heading.text, text: '', level: heading.level }
      open.push(section)
      sections.push(section)
    } else {
      for (const section of open) section.text += `${line}\n`
    }
  }
  return sections
}

/** The text without its headings. */
export function withoutHeadings(text: string): string {
  return toUnixLines(text)
    .split('\n')
    .filter((line) => toHeading(line) === null)
    .join('\n')
}

/**
 * Sentences end at . ! ? or ; before a space, at blank lines, list items and headings. A line break inside a paragraph
 * is a wrap if the line was long or the next one goes on in lower case; otherwise GitHub shows it as a break.
 */
export function listSentences(text: string): string[] {
  const blocks: string[] = []
  let block = ''
  let previous = ''
  for (const line of toUnixLines(text).split('\n')) {
    const trimmed = line.trim()
    const isBreak = trimmed === '' || toHeading(line) !== null || /^(?:[-*+]|\d+[.)])\s/.test(trimmed)
    if (isBreak || !(previous.length >= 60 || /^\p{Ll}/u.test(trimmed))) {
      if (block !== '') blocks.push(block)
      block = toHeading(line) ? '' : trimmed
    } else {
      block += ` ${trimmed}`
    }
    previous = trimmed
  }
  if (block !== '') blocks.push(block)
  return blocks.flatMap((part) => part.split(/(?<=[.!?;])\s+/)).filter((sentence) => sentence !== '')
}
