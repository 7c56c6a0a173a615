import type { ActorFact, CommitFact, ThreadFact } from './pull-request-facts'

interface Numbered {
  threads: ThreadFact[]
  commits: CommitFact[]
  actors: ActorFact[]
}

/**
 * The same facts without integers that are too large to be any: where nobody has to know the number, it is unknown. Where
 * it must be known (a pull request's number, the lines of a file) it stays, and the database refuses the pull request.
 * `notes` says of which pull requests something is unknown, and what.
 */
export function toKnownIntegers<Facts extends Numbered>(facts: Facts): { facts: Facts; notes: Map<string, string> } {
  const notes = new Map<string, string>()
  const keep = (pullRequestId: string, value: number | null, what: string): number | null => {
    if (value === null || (Number.isInteger(value) && Math.abs(value) <= MOST)) return value
    notes.set(pullRequestId, `is read with ${what} unknown, because GitHub gave ${value}`)
    return null
  }
  const threads = facts.threads.map((thread) => {
    const ofLine = (value: number | null) => keep(thread.pullRequestId, value, 'the line of a review thread')
    return { ...thread, line: ofLine(thread.line), originalLine: ofLine(thread.originalLine), startLine: ofLine(thread.startLine) }
  })
  const commits = facts.commits.map((commit) => {
    const ofLines = (value: number | null) => keep(commit.pullRequestId, value, 'the lines of a commit')
    return { ...commit, additions: ofLines(commit.additions), deletions: ofLines(commit.deletions) }
  })
  const actors = facts.actors.map((actor) => (Number.isSafeInteger(actor.databaseId ?? 0) ? actor : { ...actor, databaseId: null }))
  return { facts: { ...facts, threads, commits, actors }, notes }
}

/** What 32 bits hold. */
const MOST = 2_147_483_647
