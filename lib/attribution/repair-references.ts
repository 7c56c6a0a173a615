import { cutText, shorten } from '@/lib/facts/outside-text'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { DEFECT_LEXICON } from '@/lib/policy/defaults'
import { isMergeCommit } from './merge-commits'
import { withoutFencedCode, withoutHtmlComments } from './markdown'
import { listRevertReferences, REVERT_TITLE, toDistinct, type NamedTarget } from './revert-references'
import { stripReviewerBlocks } from './reviewer-blocks'

export interface RepairReferences {
  kind: 'revert' | 'fix'
  /** Every pull request or commit that it blames or repairs, once each: k in "split 1/k". */
  targets: NamedTarget[]
  defectEvidence: string | null
  /** Reverts only: another stated reason. */
  nonDefectReason: string | null
}

export type RepairInput = Pick<PullRequestHistory, 'title' | 'body' | 'repository' | 'number' | 'labels' | 'closingIssues'> & {
  commits: { message: string; oid?: string }[]
  template: string | null
}

/**
 * Whether a pull request repairs earlier ones, and which (METRICS section 4). Null: it is neither a revert nor a fix
 * that names something.
 *
 * A fix needs evidence of a defect (a bug label on it or on a linked issue, or a word of the list in title or body) and
 * must name its target by #N, owner/repo#N, a pull request's URL or a commit of at least 7 digits. A mention alone is not
 * enough for a careful reader. It names
 * - in its title, if title or label call it a fix;
 * - in a sentence that blames or repairs the target ("introduced in", "broken by", "fixes"), or, if title or label call
 *   it a fix, that follows it up or shows the defect, unless the sentence puts it beside the change ("based on",
 *   "similar to", "noticed while reviewing");
 * - never in template lines, quotes, code, comments and reviewers' blocks;
 * - closed issues, the pull request's own number and commits, the "(#N)" of a squashed headline and commits of another
 *   owner's repositories are not targets;
 * - a commit that says where the defect was seen ("a bug in master (<sha>)", "reproduced on <sha>") blames nobody, and a
 *   number that its own words set beside the change ("based on #12, fixes what #10 broke") neither;
 * - beside a pull request of its own repository those of others are no targets: what they name there is mostly an issue,
 *   and would take a part of the escape away;
 * - a reverted change's quoted title says what it was, not what was wrong with it.
 */
export function toRepairReferences(input: RepairInput): RepairReferences | null {
  const body = toOwnWords(input.body, input.template)
  const reverted = listRevertReferences({ ...input, body }).filter((target) => !isOwnCommit(target, input))
  const isRevert = REVERT_TITLE.test(input.title) || reverted.length > 0
  const title = isRevert ? input.title.replace(QUOTATION, '$1') : input.title
  const evidenceBody = isRevert ? body.replace(/^[ \t]*Reverts?\b.*$|\bThis reverts commits?\b.*$/gim, '') : body
  const defectEvidence = toLabelEvidence(input) ?? toEvidence(title) ?? toEvidence(evidenceBody)
  if (isRevert) {
    const reason = DEFECT_LEXICON.notADefect.exec(`${title}\n${evidenceBody}`)
    const nonDefectReason = reason ? toExcerpt(`${title}\n${evidenceBody}`, reason.index) : null
    return { kind: 'revert', targets: reverted, defectEvidence, nonDefectReason }
  }
  if (defectEvidence === null || BACKPORT.test(input.title)) return null
  const targets = listFixReferences(input, body)
  return targets.length > 0 ? { kind: 'fix', targets, defectEvidence, nonDefectReason: null } : null
}

/** From the first quotation mark of a line to its last. */
const QUOTATION = /^([^"“\n\r\u2028\u2029]*)["“].*["”]/m
const BACKPORT = /\b(back-?port|cherry[- ]?pick|forward-?port)/i
/** The target is where the defect came from, or what is repaired. */
const BLAME =
  /\b(introduc\w*|caus\w*|broke|broken|breaks|breakage|regress\w*|bug (in|from)|fall-?out|oversight|overlooked|mistake|missed|forgot\w*|left ?over|fix(es|ed|ing)?|correct(s|ed|ing)|pointed out|revert(s|ed)?)\b/i
/** Blame where the pull request calls itself a fix; elsewhere it is how any work goes on. */
const FOLLOWS = /\b(follow-?up|since|after)\b/i
/** The target stands beside the change: a base, a sibling, a place of discussion or of discovery. */
const BESIDE =
  /\b(depend(s|ent)? (up)?on|based on|builds? (up)?on|built on|on top of|stacked|rebase(d)? (on|of)|block(s|ed)( by| on)?|requires?|prerequisite|part of|split (out|off)|extracted|see|related|similar(ly)?|same as|like in|in line with|analogous|alternative|instead of|supersed\w*|replac\w*|closes|combined|picks? up|picked|taken from|adopt\w*|continu\w*|back-?port\w*|cherry[- ]?pick\w*|discuss\w*|suggest\w*|request(s|ed)?|review\w*|comment\w*|mention\w*|compar\w*|remind\w*|motivat\w*|notic\w*|detect\w*|discovered|found|while (test|work|review)\w*|(on|at) (the )?\w+ branch|for instance|until|merge (only|first)|only merge|merged? (after|before|first)|waits? for|includes?|contains?|regression tests?|test coverage|(validat|verif|test|cover)\w* the fix(es)?)\b|#\d+ (\w+ )?(fix(es|ed)|add(s|ed)?|implement\w*)\b/i
/** "on master as in <sha>": where it was seen, and no word about the target that follows. */
const SEEN_ON_BRANCH = /\b(?:in|on|at) (?:the )?(?:current |latest )?(?:master|main|trunk|head)\b(?: branch)?/gi
/** Blame that outweighs a word of the list above in the same sentence. */
const CAUSE =
  /\b(introduced|caused by|broke|broken (by|since|in)|regress\w*|bug (in|from)|overlooked|missed in|pointed out in)\b|(#\d+|\b[0-9a-f]{7,40}) (\w+ )?(crash|leak|fail|corrupt|break|broke|introduc|caus|regress)\w*/i
/** Right before a target: it stands beside the change, whatever the rest of the sentence blames. */
const SET_BESIDE =
  /\b(?:based|rebased|depend(?:s|ent|ing)?|builds?|built|similar(?:ly)?|same|analogous(?:ly)?|alternative|related|compared|identical|follow(?:s|ing)?|stacked|on top|inspired|split (?:out|off)|extracted|cherry[- ]?picked|back-?ported|taken|adopted) (?:up)?(?:on|upon|to|as|of|from|by|in)(?: the)?(?: (?:fix|change|work|approach|patch|pr|pull request|commit|one)(?: (?:in|of|from))?)?[\s:(]*$|\b(?:like|unlike|see(?: also)?|cf\.?|e\.g\.?|instead of|supersedes|replaces|closes|requires)[\s:(]*$/i
/** Right before a commit: there the defect was seen, and it need not have come with it. */
const SEEN_AT =
  /\b(?:in|on|at|of|with|against|from)(?: the)?(?: (?:current|latest|recent|today's))? (?:master|main|trunk|head|develop|tip|upstream|release|version)(?: branch)?,?(?: (?:as (?:in|of)|at|commit|rev(?:ision)?|@))*[\s:@([]*$|\b(?:reproduc\w{1,10}|seen|observed|tested|verified|confirmed|happens|happening|occurs|visible|running|built|compiled|checked out|checkout)\b[^.;,]{0,40}$|\bas (?:in|of)[\s:@([]*$/i
/** Words that outweigh those: "introduced in master (<sha>)". */
const BROUGHT_BY = /\b(?:introduced|caused|broken|broke|regressed|regression (?:from|since|by)|added|since)\b[^.;,]{0,40}$/i
/** How much before a target is asked for its part in the sentence. */
const BEFORE_CHARACTERS = 100

const FIX_TITLE = /\b(fix(es|ed|ing)?|hot-?fix|bug-?fix|repair\w*|regression(?! tests?\b)|broken)\b/i

function listFixReferences(input: RepairInput, body: string): NamedTarget[] {
  const isFix = FIX_TITLE.test(input.title) || toLabelEvidence(input) !== null
  const closed = new Set(input.closingIssues.map(({ repository, number }) => `${repository.toLowerCase()}#${number}`))
  closed.add(`${input.repository.toLowerCase()}#${input.number}`)
  const messages = input.commits.flatMap(({ message }) => (isMergeCommit(message) ? [] : [withoutSquashNumber(message)]))
  const namedBy = (sentence: string, isNaming: boolean) => (isNaming ? listTargets(sentence, input.repository) : [])
  const named = [
    ...namedBy(withoutSquashNumber(input.title), isFix && !BESIDE.test(input.title)),
    ...[body, ...messages].flatMap(listSentences).flatMap((sentence) => listBlamed(sentence, input.repository, isFix)),
  ]
  const targets = named.filter(({ repository, number }) => !closed.has(`${repository?.toLowerCase() ?? ''}#${number ?? ''}`))
  const distinct = toDistinct(targets.filter((target) => !isOwnCommit(target, input)))
  const own = distinct.filter(({ repository }) => repository === null || repository.toLowerCase() === input.repository.toLowerCase())
  return own.length > 0 ? own : distinct
}

/** What one sentence of a repair blames or repairs; `isFix`: title or label call it a fix. */
export function listBlamed(sentence: string, repository: string, isFix: boolean): NamedTarget[] {
  return isBlame(sentence, isFix) ? listTargets(sentence, repository) : []
}

/** A branch takes back its own steps as it goes; that repairs nothing that was merged. */
function isOwnCommit({ oid }: NamedTarget, { commits }: RepairInput): boolean {
  return oid !== null && commits.some((commit) => commit.oid?.startsWith(oid))
}

function isBlame(sentence: string, isFix: boolean): boolean {
  // A quoted title speaks of the target's own matter.
  const plain = sentence.replace(/["“][^"“”]{0,200}["”]/g, ' ').replace(SEEN_ON_BRANCH, ' ')
  if (CAUSE.test(plain)) return true
  if (BESIDE.test(plain)) return false
  return BLAME.test(plain) || (isFix && (FOLLOWS.test(plain) || toEvidence(plain) !== null))
}

const TARGETS = [
  /https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/pull\/(\d+)/gi,
  // Not after "issue", which names something else, nor inside a word, path or character reference.
  /(?<![\w/&#.-])(?<!\b(?:issues?|tickets?|case|step|item|option|point|test|PIP|BIP|RFC|ADR) ?)([\w.-]+\/[\w.-]+)?#(\d+)\b/gi,
]
const REFERENCE_CHARACTERS = 160
const OID = /(?<![\w/#=-])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![\w-])/g
const COMMIT_URL = /https?:\/\/[^\s/]+\/([\w.-]+)\/[\w.-]+\/commit\/([0-9a-f]{7,40})/gi

function listTargets(sentence: string, repository: string): NamedTarget[] {
  const reference = shorten(sentence, REFERENCE_CHARACTERS)
  const before = (text: string, index: number) => text.slice(Math.max(0, index - BEFORE_CHARACTERS), index)
  const isBeside = (text: string, index: number) => SET_BESIDE.test(before(text, index))
  const isSeen = (text: string, index: number) => SEEN_AT.test(before(text, index)) && !BROUGHT_BY.test(before(text, index))
  const numbered = TARGETS.flatMap((pattern) =>
    [...sentence.matchAll(pattern)].flatMap((match) =>
      isBeside(sentence, match.index) ? [] : [{ repository: match[1] ?? repository, number: Number(match[2]), oid: null, reference }],
    ),
  )
  const owner = repository.split('/')[0]?.toLowerCase()
  const byUrl = [...sentence.matchAll(COMMIT_URL)].flatMap((match) =>
    match[1]?.toLowerCase() !== owner || isBeside(sentence, match.index) || isSeen(sentence, match.index) ? [] : [match[2] ?? ''],
  )
  // Other links hold commits too: a permalink to a line blames nobody.
  const text = sentence.replace(/https?:\/\/\S+/g, ' ')
  const plain = [...text.matchAll(OID)].flatMap((match) => (isBeside(text, match.index) || isSeen(text, match.index) ? [] : [match[0]]))
  const committed = [...byUrl, ...plain].map((oid) => ({ repository: null, number: null, oid: oid.toLowerCase(), reference }))
  return [...numbered, ...committed]
}

/** "Fix totals (#12)": the number a squash or a cherry-pick gave the commit itself. */
function withoutSquashNumber(message: string): string {
  const end = message.indexOf('\n')
  const headline = end === -1 ? message : message.slice(0, end)
  return headline.trimEnd().replace(/\(#\d+\)$/, '') + message.slice(headline.length)
}

function toLabelEvidence({ labels, closingIssues }: RepairInput): string | null {
  const own = labels.find((label) => DEFECT_LEXICON.bugLabel.test(label.trim()))
  if (own) return `label: ${own}`
  for (const { number, labels: ofIssue } of closingIssues) {
    const bug = ofIssue?.find((label) => DEFECT_LEXICON.bugLabel.test(label.trim()))
    if (bug) return `label of issue #${number}: ${bug}`
  }
  return null
}

/** The words around the first defect word that is not denied ("no errors") and names no kind of test ("regression tests"). */
function toEvidence(text: string): string | null {
  for (const match of text.matchAll(new RegExp(DEFECT_LEXICON.evidence, 'gi'))) {
    if (/^regression tests?\b/i.test(text.slice(match.index, match.index + 20))) continue
    if (!/\b(?:no|without|zero|non)[ -]+(?:\w+ ){0,2}$/i.test(text.slice(Math.max(0, match.index - 40), match.index))) {
      return toExcerpt(text, match.index)
    }
  }
  return null
}

function toExcerpt(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf('\n', index) + 1, index - 60)
  const end = text.indexOf('\n', index)
  return cutText(text, start, Math.min(end === -1 ? text.length : end, index + 80)).trim()
}

/** What the author wrote themselves, outside code, quotes, comments and the template. */
function toOwnWords(body: string, template: string | null): string {
  const given = new Set((template ?? '').split(/\r?\n/).map((line) => line.trim()))
  return withoutFencedCode(withoutHtmlComments(stripReviewerBlocks(body)))
    .split(/\r?\n/)
    .filter((line) => !given.has(line.trim()) && !/^\s*>/.test(line) && !/^\s*[-*+]\s*\[[ xX]\]/.test(line))
    .join('\n')
}

function listSentences(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+|\n+/).flatMap((sentence) => (sentence.trim() === '' ? [] : [sentence.trim()]))
}
