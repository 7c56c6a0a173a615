import { pullRequestPageSchema } from '@/lib/dashboard/api/schema'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load'
import { replyInForm } from '@/lib/dashboard/api/reply'
import { renderCsv, renderReason } from './csv'
import { nameUnlisted } from './name-unlisted'
import type { Form } from './negotiate'
import { PULL_REQUEST_COLUMNS } from './pull-request-columns'

/** A page of the API's list in either form; where a table has no place for the cursor, the Link header leads on. */
export function replyPullRequests(form: Form, answer: PullRequestPageAnswer): Response {
  const json = pullRequestPageSchema.parse(answer)
  const { status, pullRequests, nextCursor } = answer
  const csv = () =>
    status === 'withheld' ? renderReason(nameUnlisted(answer.contributors)) : renderCsv(PULL_REQUEST_COLUMNS, pullRequests)
  return replyInForm(form, { json, csv, ...(nextCursor === null ? {} : { headers: { Link: `<?cursor=${nextCursor}>; rel="next"` } }) })
}
