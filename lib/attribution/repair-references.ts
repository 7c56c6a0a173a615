import type { PullRequestHistory } from '@/lib/metrics/pull-request-history'
import { DEFECT_LEXICON } from '@/lib/policy/defaults'
import { isMergeOfBranch } from './ai-lines'
import { listRevertReferences, REVERT_TITLE, toDistinct, type NamedTarget } from './revert-references'
import { stripReviewerBlocks } from './reviewer-blocks'

export interface RepairReferences {
  kind: 'revert' | 'fix'
  /** Every pull request or commit it names, once each: k in "split 1/k". */
  targets: NamedTarget[]
  defectEvidence: string | null
  /** Reverts only: another stated reason. */
  nonDefectReason: string | null
}

export type RepairInput = Pick<
  PullRequestHistory,
  'title' | 'body' | 'repository' | 'number' | 'labels' | 'closingIssues'
> & { commits: { message: string }[]; template: string | null }

/**
 * Whether a pull request repairs earlier ones, and which (METRICS section 4). Null: it is neither a revert nor a fix
 * that names something.
 *
 * A fix needs evidence of a defect (a bug label on it or on a linked issue, or a word of the list in title or body) and
 * must name its target by #N, owner/repo#N, a pull request's URL or a commit of at least 7 digits. A mention alone is not
 * enough for a careful reader, so:
 * - template lines, quotes, code, comments and reviewers' blocks name nothing;
 * - sentences that put the target beside the change ("depends on", "based on", "supersedes", "similar to", "backport
 *   of") name it for another reason, unless they also blame it ("introduced by", "broken since");
 * - the pull request must call itself a fix in its title or by a bug label; otherwise the very sentence must show the
 *   defect or the blame;
 * - closed issues, the pull request's own number and the "(#N)" of a squashed headline are not targets;
 * - a reverted change's quoted title says what it was, not what was wrong with it.
 */
export function toRepairReferences(input: RepairInput): RepairReferences | null {
  const body = toOwnWords(input.body, input.template)
  const reverted = listRevertReferences({ ...input, body })
  const isRevert = REVERT_TITLE.test(input.title) || reverted.length > 0
  const title = isRevert ? input.title.replace(/["“].*["”]/, '') : input.title
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

const BACKPORT = /\b(back-?port|cherry[- ]?pick|forward-?port)/i
const BLAME =
  /\b(introduc\w*|caus\w*|broke|broken|breaks|breakage|regress\w*|since|bug (in|from)|fall-?out|oversight|mistake|missed in|forgot\w*|left ?over|hot-?fix\w*|fix(es|ed|ing)?|reverts?)\b/i
const BESIDE =
  /\b(depends? (up)?on|dependent on|based on|builds? (up)?on|built on|on top of|stacked|rebased on|rebase of|block(s|ed)( by| on)?|requires?|prerequisite|part of|split (out|off)|extracted|see also|similar(ly)? to|same as|like in|analogous|alternative|instead of|supersed\w*|replac\w*|closes|picks? up|picked|taken from|adopt\w*|continu\w*|back-?port\w*|cherry[- ]?pick\w*|discuss\w*|suggest\w*|requested|review(s|ed)?|comment|mentioned|compare|merged? (after|before|first)|waits? for|includes?|contains?)\b/i
/** Blame strong enough to outweigh a word of the list above in the same sentence. */
const CAUSE = /\b(introduced|caused by|broke|broken (by|since|in)|regress\w*|bug (in|from))\b/i
const FIX_TITLE = /\b(fix(es|ed|ing)?|hot-?fix|bug-?fix|repair\w*|regression|broken)\b/i

function listFixReferences(input: RepairInput, body: string): NamedTarget[] {
  const isFix = FIX_TITLE.test(input.title) || toLabelEvidence(input) !== null || toEvidence(input.title) !== null
  const closed = new Set(input.closingIssues.map(({ repository, number }) => `${repository.toLowerCase()}#${number}`))
  closed.add(`${input.repository.toLowerCase()}#${input.number}`)
  const messages = input.commits.flatMap(({ message }) => (isMergeOfBranch(message) ? [] : [withoutSquashNumber(message)]))
  const texts = [withoutSquashNumber(input.title), body, ...messages]
  const named = texts.flatMap(listSentences).flatMap((sentence) => {
    if (BESIDE.test(sentence) && !CAUSE.test(sentence)) return []
    if (!isFix && !BLAME.test(sentence) && toEvidence(sentence) === null) return []
    return listTargets(sentence, input.repository)
  })
  return toDistinct(named.filter(({ repository, number }) => !closed.has(`${repository?.toLowerCase() ?? ''}#${number ?? ''}`)))
}

const TARGETS = [
  /https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/pull\/(\d+)/gi,
  // Not after "issue", which names something else, nor inside a word, path or character reference.
  /(?<![\w/&#.-])(?<!\b(?:issues?|tickets?|case|step|item|option|point|test|PIP|BIP|RFC|ADR) ?)([\w.-]+\/[\w.-]+)?#(\d+)\b/gi,
]
const OID = /(?<![\w/#=-])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}(?![\w-])/g
const COMMIT_URL = /https?:\/\/[^\s/]+\/[\w.-]+\/[\w.-]+\/commit\/([0-9a-f]{7,40})/gi

function listTargets(sentence: string, repository: string): NamedTarget[] {
  const reference = sentence.length > 160 ? `${sentence.slice(0, 159)}…` : sentence
  const numbered = TARGETS.flatMap((pattern) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      repository: match[1] ?? repository,
      number: Number(match[2]),
      oid: null,
      reference,
    })),
  )
  const byUrl = [...sentence.matchAll(COMMIT_URL)].map((match) => match[1] ?? '')
  // Other links hold commits too: a permalink to a line blames nobody.
  const plain = [...sentence.replace(/https?:\/\/\S+/g, ' ').matchAll(OID)].map((match) => match[0])
  const committed = [...byUrl, ...plain].map((oid) => ({ repository: null, number: null, oid: oid.toLowerCase(), reference }))
  return [...numbered, ...committed]
}

/** "Fix totals (#12)": the number a squash or a cherry-pick gave the commit itself. */
function withoutSquashNumber(message: string): string {
  return message.replace(/^([^\n]*?)[ \t]*\(#\d+\)[ \t]*(?=\n|$)/, '$1')
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

/** The words around the first defect word that is not denied ("no errors", "without failures"). */
function toEvidence(text: string): string | null {
  for (const match of text.matchAll(new RegExp(DEFECT_LEXICON.evidence, 'gi'))) {
    if (!/\b(?:no|without|zero|non)[ -]+(?:\w+ )?$/i.test(text.slice(Math.max(0, match.index - 24), match.index))) {
      return toExcerpt(text, match.index)
    }
  }
  return null
}

function toExcerpt(text: string, index: number): string {
  const start = Math.max(text.lastIndexOf('\n', index) + 1, index - 60)
  const end = text.indexOf('\n', index)
  return text.slice(start, Math.min(end === -1 ? text.length : end, index + 80)).trim()
}

/** What the author wrote themselves, outside code, quotes, comments and the template. */
function toOwnWords(body: string, template: string | null): string {
  const given = new Set((template ?? '').split(/\r?\n/).map((line) => line.trim()))
  return stripReviewerBlocks(body)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^[ \t]*(```|~~~)[\s\S]*?(?:^[ \t]*\1|$(?![\s\S]))/gm, '')
    .split(/\r?\n/)
    .filter((line) => !given.has(line.trim()) && !/^\s*>/.test(line) && !/^\s*[-*+]\s*\[[ xX]\]/.test(line))
    .join('\n')
}

function listSentences(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+|\n+/).flatMap((sentence) => (sentence.trim() === '' ? [] : [sentence.trim()]))
}
