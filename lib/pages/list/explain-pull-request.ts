import { explainReasons } from './explain-reasons'
import type { PullRequestLine } from './pull-request-line'
import type { AskedRange, Reason } from './reason'
import { formatDay } from '@/lib/pages/words/format-dates'
import { nameSurface } from '@/lib/pages/words/name-evaluation'
import { isolate } from '@/lib/pages/words/isolate'

export interface PullRequestView {
  key: string
  number: string
  repository: string
  title: string
  url: string
  author: string
  tier: string
  /** "payouts and refunds, sign-in"; empty where a repository is its only surface. */
  surfaces: string
  /** "ready 3 Nov, merged 5 Nov" */
  dates: string
  /** The one line that stands in the list before anything is opened. */
  summary: string
  reasons: Reason[]
}

export function explainPullRequest(
  pullRequest: PullRequestLine,
  figure: Reason['figure'] | null,
  range: AskedRange | null = null,
): PullRequestView {
  const { repository, number, readyAt, mergedAt } = pullRequest
  const reasons = explainReasons(pullRequest, range)
  const focus = reasons.find((reason) => reason.figure === (figure ?? 'confidence'))
  return {
    key: `${repository}#${number}`,
    number: `#${number}`,
    repository: isolate(repository.split('/')[1] ?? repository),
    title: pullRequest.title,
    url: pullRequest.url,
    author: isolate(pullRequest.author),
    tier: pullRequest.tier,
    surfaces: pullRequest.why.surfaces
      .filter((name) => name !== repository && name !== '')
      .map(nameSurface)
      .join(', '),
    dates: [readyAt && `ready ${formatDay(readyAt)}`, mergedAt ? `merged ${formatDay(mergedAt)}` : 'not merged'].filter(Boolean).join(', '),
    summary: focus ? focus.outcome : '',
    reasons,
  }
}
