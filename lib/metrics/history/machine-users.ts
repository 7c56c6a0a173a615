import type { Actor, PullRequestHistory } from '@/lib/facts/pull-request-history'

/**
 * The history with every machine user as what it is, a bot: an account that GitHub lists as a person, and that is none,
 * reviews nothing, holds no dialogue and claims no defect (METRICS section 1, "Person"). Every room then needs to know
 * bots alone. Nearly always the same object.
 */
export function toHistoryOfPeople(history: PullRequestHistory, machineIds: ReadonlySet<string>): PullRequestHistory {
  if (machineIds.size === 0) return history
  const judge = (actor: Actor): Actor => (machineIds.has(actor.id) ? { ...actor, type: 'Bot' } : actor)
  const judgeOptional = (actor: Actor | null) => actor && judge(actor)
  const judgeAuthor = <Remark extends { author: Actor }>(remark: Remark) => ({ ...remark, author: judge(remark.author) })
  return {
    ...history,
    author: judge(history.author),
    editor: judgeOptional(history.editor),
    mergedBy: judgeOptional(history.mergedBy),
    assignees: history.assignees.map(judge),
    reviews: history.reviews.map(judgeAuthor),
    comments: history.comments.map(judgeAuthor),
    threads: history.threads.map((thread) => ({ ...thread, comments: thread.comments.map(judgeAuthor) })),
    commits: history.commits.map((commit) => ({ ...commit, author: judgeOptional(commit.author) })),
    timeline: history.timeline.map((event) => ({ ...event, actor: judgeOptional(event.actor), subject: judgeOptional(event.subject) })),
  }
}
