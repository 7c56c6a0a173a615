import type { ExplainedPullRequest, ExplainedRange, Reason } from './explain-reasons'
import { nameClass } from './name-filters'

const MATURITY_DAYS = 30
const DAY = 86_400_000

/** What keeps a pull request out of a figure of the range; null: the outcome says it. */
export function explainWhyNot(pullRequest: ExplainedPullRequest, figure: Reason['figure'], range: ExplainedRange | null): string | null {
  const { mergedAt, readyAt, excludedBecause, confidence, reviewCycles } = pullRequest
  if (figure === 'capacity') {
    return reviewCycles.length === 0 ? 'it never waited for a review that counts' : 'none of its waits for a review began in the range'
  }
  if (figure === 'confidence') {
    if (confidence.status === null || confidence.status.startsWith('excluded_')) return null
    return range && readyAt !== null && !isWithin(readyAt, range) ? 'it became ready outside the range' : null
  }
  if (mergedAt === null) return 'it is not merged'
  if (range && !isWithin(mergedAt, range)) return 'it was merged outside the range'
  if (excludedBecause !== null) return `it is left out: ${nameClass(excludedBecause)}`
  if (figure === 'catch' && range && Date.parse(mergedAt) > Date.parse(range.asOf) - MATURITY_DAYS * DAY) {
    return `it was merged less than ${MATURITY_DAYS} days ago`
  }
  return null
}

function isWithin(at: string, { from, to, asOf }: ExplainedRange): boolean {
  const instant = Date.parse(at)
  return instant >= Date.parse(from) && instant < Date.parse(to) && instant <= Date.parse(asOf)
}
