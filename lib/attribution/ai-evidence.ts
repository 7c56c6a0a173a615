import type { AiEvidenceTier } from './ai-evidence-tier'
import { shorten } from '@/lib/facts/outside-text'
import type { Actor, PullRequestHistory } from '@/lib/facts/pull-request-history'
import { toDisclosure } from './disclosure'
import { isToolEmail, toCommitAccount } from './commit-account'
import { toAgentName } from './identity-kind'
import { withoutFencedCode } from './markdown'
import { stripReviewerBlocks } from './reviewer-blocks'
import { CO_AUTHOR_RULES, COMMIT_EMAIL_RULES, COMMIT_NAME_RULES, MESSAGE_RULES, TRAILER_RULES } from './rules-commits'
import { BODY_RULES, BRANCH_RULES, LABEL_RULES } from './rules-pull-request'
import type { RuleTier, TextRule } from './attribution-rules'
import { listTrailers, toCoAuthor } from './trailers'

export interface AiSignal {
  signal: string
  /** The text that matched, at most 200 characters. */
  text: string
  tier: AiEvidenceTier
}

export interface AiEvidence {
  /** The strongest of the pull request and its commits; L0 is unknown, never human. */
  tier: AiEvidenceTier
  evidence: AiSignal[]
  perCommit: { oid: string; tier: AiEvidenceTier }[]
  /** An agent opened the pull request, or wrote each of its commits: the population of the closed loop. */
  isAgentWritten: boolean
}

export type AiEvidenceInput = Pick<PullRequestHistory, 'author' | 'headRefName' | 'labels' | 'body'> & {
  /** The repository's pull request template. */
  template: string | null
  /** The pull request's own commits, not the squash: squashing drops trailers. */
  commits: Pick<PullRequestHistory['commits'][number], 'oid' | 'message' | 'authorName' | 'authorEmail' | 'author'>[]
}

const STRENGTH: Record<AiEvidenceTier, number> = { L4: 5, L3: 4, L2: 3, human: 2, L1: 1, L0: 0 }
const SHOWN_CHARACTERS = 200

/**
 * Signs of AI authorship in one pull request (METRICS section 6): author, branch, labels, body, and its commits'
 * authors, trailers and messages. The strongest sign wins, per commit.
 *
 * - Blocks of reviewing bots are stripped from the body first; reviewers, commenters and mergers are not looked at.
 * - A sign of the pull request holds for every commit, except that a person's commits in an agent's pull request stand
 *   by their own signs.
 * - An attestation ("no AI used") gives way to stronger signs and beats weak ones.
 */
export function computeAiEvidence(input: AiEvidenceInput): AiEvidence {
  const agent = toAgentName(input.author)
  const ofPullRequest: AiSignal[] = agent
    ? [{ signal: `author: ${agent}`, text: input.author.login, tier: 'L3' }, ...listPullRequestSignals(input)]
    : listPullRequestSignals(input)
  const shared = toStrongest(ofPullRequest)
  const evidence = [...ofPullRequest]
  const perCommit = input.commits.map((commit) => {
    const own = listCommitSignals(commit)
    evidence.push(...own)
    const stands = agent !== null && isPersonsCommit(commit)
    return { oid: commit.oid, tier: toStronger(toStrongest(own), stands ? 'L0' : shared) }
  })
  const tier = perCommit.reduce((strongest, commit) => toStronger(strongest, commit.tier), shared)
  return {
    tier,
    evidence: toDistinct(evidence),
    perCommit,
    isAgentWritten: agent !== null || (perCommit.length > 0 && perCommit.every((commit) => commit.tier === 'L3')),
  }
}

function listPullRequestSignals(input: AiEvidenceInput): AiSignal[] {
  const body = stripReviewerBlocks(input.body)
  // An example in a code block is nobody's signature.
  const prose = withoutFencedCode(body)
  const signals = [
    ...matchRules(BRANCH_RULES, toHeadBranch(input)),
    ...input.labels.flatMap((label) => matchRules(LABEL_RULES, label.trim())),
    ...matchRules(BODY_RULES, prose),
    ...listTrailerSignals(prose),
  ]
  const disclosure = toDisclosure(prose, input.template)
  if (disclosure) {
    signals.push({
      signal: disclosure.kind === 'human' ? 'body: declared without AI' : 'body: declared with AI',
      text: disclosure.text,
      tier: disclosure.kind === 'human' ? 'human' : 'L1',
    })
  }
  return signals.map(toShown)
}

function listCommitSignals(commit: AiEvidenceInput['commits'][number]): AiSignal[] {
  const signals = [
    ...matchRules(COMMIT_EMAIL_RULES, commit.authorEmail ?? ''),
    ...matchRules(COMMIT_NAME_RULES, commit.authorName ?? ''),
    ...listTrailerSignals(commit.message),
    ...matchRules(MESSAGE_RULES, commit.message),
    ...matchRules(BRANCH_RULES, toMergedBranch(commit.message)),
  ]
  const agent = commit.author ? toAgentName(commit.author) : null
  if (agent && commit.author) signals.push({ signal: `commit author: ${agent}`, text: commit.author.login, tier: 'L3' })
  return signals.map(toShown)
}

function listTrailerSignals(text: string): AiSignal[] {
  return listTrailers(text).flatMap((trailer) => {
    const coAuthor = toCoAuthor(trailer)
    const rule: { signal: string; tier: RuleTier } | undefined = coAuthor
      ? CO_AUTHOR_RULES.find(
          ({ name, email }) => (!name || name.test(coAuthor.name)) && (!email || (coAuthor.email !== null && email.test(coAuthor.email))),
        )
      : TRAILER_RULES.find(({ key, value }) => key.test(trailer.key) && value.test(trailer.value) && !isPerson(trailer.value))
    return rule ? [{ signal: rule.signal, text: trailer.line, tier: rule.tier }] : []
  })
}

/** "Assisted-by: Full Name <mail>" thanks a person, whatever the name. */
function isPerson(value: string): boolean {
  return /<[^<>@\s]+@[^<>\s]+>/.test(value) && !/^(claude|codex|copilot|cursor|gemini|devin|aider|opencode|amp)\b/i.test(value)
}

/**
 * The branch, or where GitHub no longer names it the one that the pull request's own merges went into
 * ("Merge branch 'main' into codex/…").
 */
function toHeadBranch({ headRefName, commits }: AiEvidenceInput): string {
  if (headRefName) return headRefName
  for (const { message } of commits) {
    const into = /^Merge (?:remote-tracking )?branch '[^'\n]+'(?: of \S+)? into (\S+)/.exec(message)
    if (into?.[1]) return into[1]
  }
  return ''
}

/** The branch that a merge brought in: an agent's branch brings its work along. */
function toMergedBranch(message: string): string {
  const merged = /^Merge (?:pull request #\d+ from [\w-]+\/(\S+)|(?:remote-tracking )?branch '(?:origin\/)?([^'\n]+)')/.exec(message)
  return merged?.[1] ?? merged?.[2] ?? ''
}

/** Written under a person's account, or under a name and e-mail that no rule knows as an agent's. */
function isPersonsCommit(commit: AiEvidenceInput['commits'][number]): boolean {
  const account = toCommitAccount(commit)
  if (account) return toAgentName(account) === null && isPersonAccount(account)
  const email = commit.authorEmail ?? ''
  const name = commit.authorName ?? ''
  if (email === '' && name === '') return false
  return !isToolEmail(email) && !/\[bot\]/i.test(`${name} ${email}`) && matchRules(COMMIT_EMAIL_RULES, email).length === 0
}

function isPersonAccount(actor: Actor): boolean {
  return actor.type !== 'Bot'
}

function matchRules(rules: TextRule[], text: string): AiSignal[] {
  if (text === '') return []
  return rules.flatMap(({ signal, tier, pattern }) => {
    const match = pattern.exec(text)
    return match ? [{ signal, text: match[0].trim(), tier }] : []
  })
}

function toStrongest(signals: AiSignal[]): AiEvidenceTier {
  return signals.reduce<AiEvidenceTier>((strongest, { tier }) => toStronger(strongest, tier), 'L0')
}

function toStronger(a: AiEvidenceTier, b: AiEvidenceTier): AiEvidenceTier {
  return STRENGTH[b] > STRENGTH[a] ? b : a
}

/** A sign that twenty commits repeat is shown once, strongest signs first. */
function toDistinct(signals: AiSignal[]): AiSignal[] {
  const distinct = new Map(signals.map((signal) => [`${signal.signal}\n${signal.text}`, signal]))
  return [...distinct.values()].sort((a, b) => STRENGTH[b.tier] - STRENGTH[a.tier])
}

function toShown(signal: AiSignal): AiSignal {
  return { ...signal, text: shorten(signal.text, SHOWN_CHARACTERS) }
}
