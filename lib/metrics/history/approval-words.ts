import { withoutCodeSpans } from '@/lib/attribution/code-spans'
import { withoutFencedCode, withoutHtmlComments } from '@/lib/attribution/markdown'
import { cutText } from '@/lib/facts/outside-text'
import { APPROVAL_WORDS, MERGE_COMMANDS } from '@/lib/policy/defaults'

/**
 * Whether a comment or a COMMENTED review approves in its own words (METRICS section 3). Its own words are what is left
 * without HTML comments, code, quotes and what is struck through. A command to a merge bot at the start of a line or
 * sentence comes first: it is what merged. Else the first sentence that approves and takes nothing back.
 *
 * A question, a condition ("once CI is green") or another subject ("concept ACK") in the same sentence approves nothing.
 * Where ACK stands directly before a commit, what follows the commit is a remark on an approval that was given.
 */
export interface SpokenApproval {
  kind: 'in_words' | 'merge_command'
  /** The sentence or the command, at most 200 characters: what the evidence quotes. */
  text: string
  /** Commits that it names in the approving sentence, the nearest first; lower case, at least 7 digits. */
  named: string[]
  /** Commits named elsewhere in it: one of them is meant only if it is one of the pull request's. */
  namedElsewhere: string[]
  /** It hands the merge to the author: an approval of what was there. */
  isDelegation: boolean
}

const SHOWN_CHARACTERS = 200

export function readApproval(body: string): SpokenApproval | null {
  if (!MAY_APPROVE.test(body)) return null
  const own = toOwnLines(body)
  return readCommand(own) ?? readWords(own)
}

/** One look that turns nearly every comment away. */
const MAY_APPROVE = /ACK|LGTM|lgtm|r=me|hip it|shipit|pproved?|\+1|👍|🚢|bors|\/lgtm|\/approve|@mergify|bot[ \t]/i

function readCommand(own: string): SpokenApproval | null {
  const text = own.split('\n').map(withoutCodeSpans).join('\n')
  const approves = MERGE_COMMANDS.approve.exec(text)
  const found = approves ?? MERGE_COMMANDS.delegate.exec(text)
  if (!found) return null
  return {
    kind: 'merge_command',
    text: cutText(found[0].replace(/^[\s.!;:]+/, ''), 0, SHOWN_CHARACTERS),
    // bors and its kin take the head, whatever else the comment says.
    named: [],
    namedElsewhere: [],
    isDelegation: approves === null,
  }
}

function readWords(own: string): SpokenApproval | null {
  const alone = own.trim()
  if (APPROVAL_WORDS.alone.test(alone)) return toWords(alone, [], [])
  const sentences = own.replaceAll('’', "'").split('\n').flatMap(listSentences)
  for (const [index, sentence] of sentences.entries()) {
    const approval = readSentence(sentence)
    if (!approval) continue
    const others = sentences.filter((_, other) => other !== index).flatMap((other) => listCommits(other))
    return toWords(
      approval.text,
      approval.named,
      others.map(({ oid }) => oid),
    )
  }
  return null
}

function toWords(text: string, named: string[], namedElsewhere: string[]): SpokenApproval {
  return { kind: 'in_words', text: cutText(text.trim(), 0, SHOWN_CHARACTERS), named, namedElsewhere, isDelegation: false }
}

// "ACK a1f0c3d", "ACK: `a1f0c3d`", "ACK (commit a1f0c3d)".
const BEFORE_COMMIT = /^[\s:,*([`]{0,10}(?:commit )?[[`(*]{0,4}[0-9a-f]{7,40}(?![0-9a-z_-])/i

function readSentence(sentence: string): { text: string; named: string[] } | null {
  const plain = toPlainWords(sentence)
  const commits = listCommits(plain)
  const said = [...plain.matchAll(ACK)]
    .map(({ index, 0: { length } }) => ({ at: index, end: index + length }))
    .find(({ end }) => BEFORE_COMMIT.test(plain.slice(end, end + 70)))
  if (said) {
    if (APPROVAL_WORDS.notBeforeCommit.test(plain.slice(0, said.at)) || BARE_QUESTION.test(plain.slice(said.end, said.end + 80)))
      return null
    const named = [...commits.filter(({ at }) => at >= said.end), ...commits.filter(({ at }) => at < said.end)]
    return { text: sentence, named: named.map(({ oid }) => oid) }
  }
  const words = plain.replace(COMMIT, ' ').trim()
  if (!APPROVAL_WORDS.approves.test(words) || APPROVAL_WORDS.notWith.test(words)) return null
  return { text: sentence, named: (commits.length > 0 ? commits : listCommits(sentence)).map(({ oid }) => oid) }
}

const ACK = /\b(?:re-?)?(?:t|ut|cr|code review )?ACK\b/g

// "Did you ACK a1f0c3d?"
const BARE_QUESTION = /^[\s:,*([`]{0,10}(?:commit )?[[`(*]{0,4}[0-9a-f]{7,40}[\s)\]`*]{0,10}\?/i

const URL = /\b(?:https?:\/\/|www\.)[^\s<>)\]]+/g
const COMMIT_OF_URL = /\/([0-9a-f]{7,40})$/i
const CODE_OF_COMMIT = /`{1,3}([0-9a-f]{7,40})`{1,3}/gi
const EMPHASIS = /(?<![A-Za-z0-9*_])[*_]{1,3}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[*_]{1,3}(?![A-Za-z0-9*_])/g
const MARKER = /^[\s#*+-]{0,20}\s/

/** The words of a sentence: no code and no link, but the commit that one of them names, and no marks of emphasis or lists. */
function toPlainWords(sentence: string): string {
  let text = sentence
  if (text.includes('://') || text.includes('www.')) text = text.replace(URL, (url) => ` ${COMMIT_OF_URL.exec(url)?.[1] ?? ''} `)
  if (text.includes('`')) text = withoutCodeSpans(text.replace(CODE_OF_COMMIT, ' $1 '))
  return text.replace(EMPHASIS, '').replace(MARKER, '')
}

const COMMIT = /(?<![\w-])[0-9a-f]{7,40}(?![\w-])/gi

function listCommits(text: string): { oid: string; at: number }[] {
  return [...text.matchAll(COMMIT)]
    .filter(({ 0: digits }) => /\d/.test(digits))
    .map(({ 0: digits, index }) => ({ oid: digits.toLowerCase(), at: index }))
}

/** Its parts between . ! ? ; before a space or the end, each with its sign; a commit's link keeps its dots. */
function listSentences(line: string): string[] {
  return line.split(/(?<=[.!?;])(?=[\s)\]"'*_~]|$)/).filter((sentence) => sentence.trim() !== '')
}

const QUOTE = /^\s*>/
const STRUCK = /~~[^~\n]{1,2000}~~|(?<!~)~(?=\S)[^~\n]{0,2000}[^~\s]~(?!~)|<(del|s|strike)>[^<\n]{0,2000}<\/\1>/gi
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/

/** The lines that are its writer's own, code spans still in them: a commit is often named in one. */
function toOwnLines(body: string): string {
  const text = withoutFencedCode(withoutHtmlComments(body.replace(/\r\n?/g, '\n')))
  const kept: string[] = []
  let before = ''
  let isInCode = false
  let isInList = false
  for (const line of text.split('\n')) {
    const isBlank = line.trim() === ''
    if (LIST_ITEM.test(line)) isInList = true
    else if (!isBlank && !/^\s/.test(line)) isInList = false
    // Four spaces after an empty line are code, but for the second paragraph of a list item.
    isInCode = !isInList && /^(?: {4}|\t)/.test(line) && !isBlank && (isInCode || before.trim() === '')
    before = line
    if (isInCode || QUOTE.test(line)) continue
    kept.push(line.includes('~') || line.includes('<') ? line.replace(STRUCK, ' ') : line)
  }
  return kept.join('\n')
}
