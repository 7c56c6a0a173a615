import type { PullRequestFacts } from '@/lib/facts/pull-request-facts'
import type { GitHubAnswer, GitHubClient } from './client'
import { toFetchedThreads, type FetchedThreads, type ThreadToRead } from './fetch-leaves'
import { findGap } from './ledger'
import { toNodeOutcomes, type Unread } from './node-outcomes'
import { DETAIL_CONNECTIONS, PULL_REQUESTS_AND_THREADS_QUERY, PULL_REQUESTS_QUERY } from './queries/pull-request'
import { pullRequestSchema } from './schema/pull-request'
import { toPullRequestFacts, type ReadPullRequest } from './to-pull-request-facts'

export interface FetchedPullRequests {
  facts: PullRequestFacts
  missing: string[]
  unread: Unread[]
  /** Answered with nothing: not among the facts. */
  silent: Unread[]
  /** Among the facts, and yet less than GitHub itself counts. */
  lacking: Unread[]
  broken: Unread[]
}

export interface FetchedWithThreads extends FetchedPullRequests {
  threads: FetchedThreads
}

/**
 * A batch of pull requests with the first page of everything, and comments of threads of others: 1 point where the threads
 * are no more than countSeats says.
 * @throws HeavyQueryError when the batch is too wide for GitHub just now.
 */
export async function fetchPullRequests(client: GitHubClient, ids: string[], riders: ThreadToRead[] = []): Promise<FetchedWithThreads> {
  const threads = riders.map(({ id }) => id)
  const connections = ids.length * DETAIL_CONNECTIONS + threads.length
  const answer =
    threads.length > 0
      ? await client.query(PULL_REQUESTS_AND_THREADS_QUERY, { ids, threads }, connections)
      : await client.query(PULL_REQUESTS_QUERY, { ids }, connections)
  return { ...toFetchedPullRequests(answer, ids), threads: toFetchedThreads(answer, riders, 'threads') }
}

function toFetchedPullRequests(answer: GitHubAnswer, ids: string[]): FetchedPullRequests {
  const { read, missing, unread, silent, broken } = toNodeOutcomes(answer, ids, pullRequestSchema)
  const given = read.map(({ node, denied }) => ({
    wire: node,
    checksDenied: node.statusCheckRollup === null && denied.some((error) => error.path.includes('statusCheckRollup')),
  }))
  const { facts, failed } = toFacts(given)
  const lacking = facts.pullRequests.flatMap(({ id, ledger }) => {
    const reason = findGap(ledger)
    return reason === null ? [] : [{ id, reason }]
  })
  return { facts, missing, unread, silent, lacking, broken: [...broken, ...failed] }
}

/** One that cannot be turned into facts does not take the others along. */
function toFacts(given: ReadPullRequest[]): { facts: PullRequestFacts; failed: Unread[] } {
  try {
    return { facts: toPullRequestFacts(given), failed: [] }
  } catch {
    const failed = given.flatMap((one): Unread[] => {
      try {
        toPullRequestFacts([one])
        return []
      } catch (error) {
        return [{ id: one.wire.id, reason: `unexpected answer: ${error instanceof Error ? error.message : String(error)}` }]
      }
    })
    const isFailed = new Set(failed.map(({ id }) => id))
    return { facts: toPullRequestFacts(given.filter(({ wire }) => !isFailed.has(wire.id))), failed }
  }
}
