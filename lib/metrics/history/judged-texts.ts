import { MOST_CHARACTERS, toJudgedText } from '@/lib/facts/outside-text'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'

/** The history with each text cut to what is judged of it (lib/facts/outside-text.ts); nearly always the same object. */
export function toJudgedHistory(history: PullRequestHistory): PullRequestHistory {
  if (!isTooLong(history)) return history
  const withBody = <Remark extends { body: string }>(remark: Remark) => ({ ...remark, body: toJudgedText(remark.body) })
  return {
    ...history,
    title: toJudgedText(history.title),
    body: toJudgedText(history.body),
    labels: history.labels.map(toJudgedText),
    reviews: history.reviews.map(withBody),
    comments: history.comments.map(withBody),
    threads: history.threads.map((thread) => ({ ...thread, comments: thread.comments.map(withBody) })),
    commits: history.commits.map((commit) => ({ ...commit, message: toJudgedText(commit.message) })),
  }
}

/** The same for what stands around it. */
export function toJudgedSurroundings(surroundings: PullRequestSurroundings): PullRequestSurroundings {
  const { pullRequestTemplate: template } = surroundings
  if (template === null || template.length <= MOST_CHARACTERS) return surroundings
  return { ...surroundings, pullRequestTemplate: toJudgedText(template) }
}

function isTooLong({ title, body, labels, reviews, comments, threads, commits }: PullRequestHistory): boolean {
  const isLong = (text: string) => text.length > MOST_CHARACTERS
  const hasLong = (remarks: { body: string }[]) => remarks.some((remark) => isLong(remark.body))
  return (
    isLong(title) ||
    isLong(body) ||
    labels.some(isLong) ||
    hasLong(reviews) ||
    hasLong(comments) ||
    threads.some((thread) => hasLong(thread.comments)) ||
    commits.some(({ message }) => isLong(message))
  )
}
