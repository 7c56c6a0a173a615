import type { PullRequestFacts } from './pull-request-facts'

/** The facts of some pull requests of a batch, with the accounts that these name and no others. */
export function pickFacts(facts: PullRequestFacts, isPicked: (pullRequestId: string) => boolean): PullRequestFacts {
  const pick = <Row extends { pullRequestId: string }>(rows: Row[]) => rows.filter((row) => isPicked(row.pullRequestId))
  const pullRequests = facts.pullRequests.filter(({ id }) => isPicked(id))
  if (pullRequests.length === facts.pullRequests.length) return facts
  const picked = {
    pullRequests,
    reviews: pick(facts.reviews),
    threads: pick(facts.threads),
    comments: pick(facts.comments),
    commits: pick(facts.commits),
    files: pick(facts.files),
    timeline: pick(facts.timeline),
    checks: pick(facts.checks),
  }
  const named = new Set<string | null>([
    ...pullRequests.flatMap(({ authorId, editorId, mergedById, assigneeIds }) => [authorId, editorId, mergedById, ...assigneeIds]),
    ...[...picked.reviews, ...picked.comments, ...picked.commits].map(({ authorId }) => authorId),
    ...picked.threads.map(({ resolvedById }) => resolvedById),
    ...picked.timeline.flatMap(({ actorId, subjectId }) => [actorId, subjectId]),
  ])
  return { ...picked, actors: facts.actors.filter(({ id }) => named.has(id)) }
}
