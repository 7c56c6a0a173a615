import { toPlainLogin } from '@/lib/attribution/identity-kind'
import { shorten } from '@/lib/facts/outside-text'
import type { Actor, Comment, PullRequestHistory } from '@/lib/facts/pull-request-history'
import { MERGE_BOTS } from '@/lib/policy/defaults'

/**
 * Landed though closed (METRICS section 1, `merge_state`): merge bots and people who land by hand push the commits and
 * close the pull request, and GitHub shows it as closed, not merged. It is judged as merged at `closedAt` if, within
 * 10 minutes of it, before or after,
 * (a) a known merge bot says so in a comment: `merge_bot`; else
 * (b) a member, owner, collaborator or bot writes "landed/merged/pushed in|as <commit>": `landed_commit`; where the
 *     commits of the default branch are known, it must be one of them.
 * A title alone merges nothing, nor does the bot's word that it failed. Lines that quote are nobody's word here.
 * The stored fact stays GitHub's: this is derived before every judgement, as of its instant.
 */
export const MERGE_VIAS = ['merge_bot', 'landed_commit'] as const
export type MergeVia = (typeof MERGE_VIAS)[number]

export interface Landing {
  via: MergeVia
  mergedAt: Date
  /** Who says so. */
  by: Actor
  /** The line that says so. */
  text: string
  /** The commit it names, as written; null: none. */
  commitOid: string | null
}

export interface LandingRules {
  /** Plain logins. */
  mergeBots: ReadonlySet<string>
  /** Commits of the default branch; null where they are not known. */
  defaultBranchHas: readonly string[] | null
}

type LandingInput = Pick<PullRequestHistory, 'mergedAt' | 'closedAt'> & {
  comments: Pick<Comment, 'author' | 'authorAssociation' | 'body' | 'createdAt'>[]
}

const INSIDERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])
const SHOWN_CHARACTERS = 200
const MINUTE = 60_000

/** Null: open, merged by GitHub's own account, or closed without a word that it landed. */
export function findLanding({ mergedAt, closedAt, comments }: LandingInput, rules: LandingRules): Landing | null {
  if (mergedAt !== null || closedAt === null) return null
  const near = comments.filter(({ createdAt }) => Math.abs(createdAt.getTime() - closedAt.getTime()) <= MERGE_BOTS.withinMinutes * MINUTE)
  const said = (via: MergeVia, comment: LandingInput['comments'][number], line: string): Landing => ({
    via,
    mergedAt: closedAt,
    by: comment.author,
    text: shorten(line.trim(), SHOWN_CHARACTERS),
    commitOid: toLandedCommit(line),
  })
  for (const comment of near) {
    if (!rules.mergeBots.has(toPlainLogin(comment.author.login))) continue
    const line = listOwnLines(comment.body).find((text) => MERGE_BOTS.says.test(text) && !MERGE_BOTS.saysNot.test(text))
    if (line !== undefined) return said('merge_bot', comment, line)
  }
  for (const comment of near) {
    if (comment.author.type !== 'Bot' && !INSIDERS.has(comment.authorAssociation ?? '')) continue
    const line = listOwnLines(comment.body).find((text) => isLandedLine(text, rules.defaultBranchHas))
    if (line !== undefined) return said('landed_commit', comment, line)
  }
  return null
}

/** The history as it is judged: what landed though closed is merged, by who says so. */
export function toLandedHistory(
  history: PullRequestHistory,
  mergeBots: ReadonlySet<string>,
): { history: PullRequestHistory; landing: Landing | null } {
  // Nobody reads the default branch's own commits yet.
  const landing = findLanding(history, { mergeBots, defaultBranchHas: null })
  if (landing === null) return { history, landing }
  const { mergedAt, by, commitOid } = landing
  return { history: { ...history, mergedAt, mergedBy: by, mergeCommitOid: commitOid ?? history.mergeCommitOid }, landing }
}

// "Landed in 3f9a1c2", "merged as [`3f9a1c2`](…)", "pushed in https://…/commit/3f9a1c2", "landed as owner/name@3f9a1c2".
const LANDED =
  /\b(?:landed|merged|pushed) (?:in|as) (?:commit )?[`[(*]{0,3}(?:https?:\/\/[^\s/]{1,100}\/[\w.-]{1,100}\/[\w.-]{1,100}\/commits?\/|[\w.-]{1,40}\/[\w.-]{1,100}@)?([0-9a-f]{7,40})\b/i
const NOT_LANDED = /\b(?:not|never|cannot|could|can't|will|would|should|to|once|if|until|be) (?:be |been |yet )?(?:landed|merged|pushed)\b/i

function isLandedLine(line: string, defaultBranchHas: readonly string[] | null): boolean {
  const oid = LANDED.exec(line)?.[1]?.toLowerCase()
  if (oid === undefined || NOT_LANDED.test(line)) return false
  return defaultBranchHas === null || defaultBranchHas.some((known) => known.startsWith(oid) || oid.startsWith(known))
}

const NAMED_COMMIT = /(?:^|[^0-9a-z])([0-9a-f]{7,40})(?![0-9a-z])/i

function toLandedCommit(line: string): string | null {
  return (LANDED.exec(line) ?? NAMED_COMMIT.exec(line))?.[1]?.toLowerCase() ?? null
}

function listOwnLines(body: string): string[] {
  return body.split('\n').filter((line) => !/^\s*>/.test(line))
}
