import { withoutFencedCode, withoutHtmlComments } from '@/lib/attribution/markdown'
import { stripReviewerBlocks } from '@/lib/attribution/reviewer-blocks'
import { withoutCodeSpans } from '@/lib/attribution/code-spans'
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

/** What is left after template lines (headings stay), HTML comments, code, check boxes, URLs, quotes, trailers and bots' blocks. */
export function toOwnText(body: string, template: string | null): string {
  const templateLines = listTemplateLines(template)
  const kept: string[] = []
  const unix = stripReviewerBlocks(body.replace(/\r\n?/g, '\n'))
  for (const line of withoutFencedCode(withoutHtmlComments(unix)).split('\n')) {
    if (CHECK_BOX.test(line) || QUOTE.test(line) || TRAILER.test(line)) continue
    if (templateLines.has(line.trim()) && toHeading(line) === null) continue
    kept.push(toWordsOfLine(line))
  }
  return kept.join('\n')
}

function listTemplateLines(template: string | null): ReadonlySet<string> {
  if (!template) return NO_LINES
  const lines = `${template}\n${withoutHtmlComments(template)}`.split(/\r?\n/).map((line) => line.trim())
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

/** Level 1–6 for "# …"; 7 for a line that is only bold, or "Words:" alone on a line. Null: no heading. */
function toHeading(line: string): { level: number; text: string } | null {
  const marked = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line)
  if (marked) return { level: marked[1]?.length ?? 1, text: withoutClosingMarks(marked[2] ?? '') }
  const trimmed = line.trim()
  const bold = /^(\*\*|__)(?=\S)([^*_\n]{1,120})\1:?$/.exec(trimmed)
  if (bold) return { level: 7, text: bold[2] ?? '' }
  const words = /^([\p{L}][\p{L}\d'’ /&,?()-]{0,80}):$/u.exec(trimmed)
  return words ? { level: 7, text: words[1] ?? '' } : null
}

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
  for (const line of text.split('\n')) {
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

/**
 * Sentences end at . ! ? or ; before a space, at blank lines, list items and headings. A line break inside a paragraph
 * is a wrap if the line was long or the next one goes on in lower case; otherwise GitHub shows it as a break.
 */
export function listSentences(text: string): string[] {
  const blocks: string[] = []
  let block = ''
  let previous = ''
  for (const line of text.split('\n')) {
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
