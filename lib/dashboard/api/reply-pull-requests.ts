import { pullRequestPageSchema } from './schema'
import type { PullRequestPageAnswer } from './load-answers'
import { replyInForm } from './reply'
import { renderCsv, renderReason } from '@/lib/dashboard/download/csv'
import { nameUnlisted } from '@/lib/dashboard/download/name-unlisted'
import type { Form } from '@/lib/dashboard/download/negotiate'
import { PULL_REQUEST_COLUMNS } from '@/lib/dashboard/download/pull-request-columns'

/** A page of the API's list in either form; where a table has no place for the cursor, the Link header leads on. */
export function replyPullRequests(form: Form, answer: PullRequestPageAnswer): Response {
  const json = pullRequestPageSchema.parse(answer)
  const { status, pullRequests, nextCursor } = answer
  const csv = () =>
    status === 'withheld' ? renderReason(nameUnlisted(answer.contributors)) : renderCsv(PULL_REQUEST_COLUMNS, pullRequests)
  return replyInForm(form, { json, csv, ...(nextCursor === null ? {} : { headers: { Link: `<?cursor=${nextCursor}>; rel="next"` } }) })
}
