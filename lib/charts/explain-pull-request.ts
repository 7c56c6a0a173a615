import { explainReasons, type ExplainedPullRequest, type Reason } from './explain-reasons'
import { formatDay } from './format-dates'

export interface PullRequestView {
  key: string
  number: string
  repository: string
  title: string
  url: string
  author: string
  tier: string
  /** "ready 3 Nov, merged 5 Nov" */
  dates: string
  /** The one line that stands in the list before anything is opened. */
  summary: string
  reasons: Reason[]
}

export function explainPullRequest(pullRequest: ExplainedPullRequest, figure: Reason['figure'] | null): PullRequestView {
  const { repository, number, readyAt, mergedAt } = pullRequest
  const reasons = explainReasons(pullRequest)
  const focus = reasons.find((reason) => reason.figure === (figure ?? 'confidence'))
  return {
    key: `${repository}#${number}`,
    number: `#${number}`,
    repository: repository.split('/')[1] ?? repository,
    title: pullRequest.title,
    url: pullRequest.url,
    author: pullRequest.author,
    tier: pullRequest.tier,
    dates: [readyAt && `ready ${formatDay(readyAt)}`, mergedAt ? `merged ${formatDay(mergedAt)}` : 'not merged'].filter(Boolean).join(', '),
    summary: focus ? focus.outcome : '',
    reasons,
  }
}
