import type { PullRequestLine } from './pull-request-line'
import type { AskedRange, Reason } from './reason'
import { nameClass } from '@/lib/pages/words/name-evaluation'
import { STATUS_WORDS } from '@/lib/pages/words/name-reasons'

const MATURITY_DAYS = 30
const DAY = 86_400_000

const COUNTS: Record<Reason['figure'], string> = {
  capacity: 'it began to wait for a review in the range',
  confidence: 'it became ready in the range',
  catch: `it was merged in the range, at least ${MATURITY_DAYS} days ago`,
  trail: 'it was merged in the range',
  ai: 'it was merged in the range',
  controls: 'it was merged in the range, and its class is asked',
  manifest: 'it was merged in the range and changes one',
}

/** What follows "counts because" and "does not count because". */
export function explainBecause(
  pullRequest: PullRequestLine,
  { figure, isCounted }: Pick<Reason, 'figure' | 'isCounted'>,
  range: AskedRange | null,
): string {
  if (isCounted) return COUNTS[figure]
  if (figure === 'capacity') return explainNoCycle(pullRequest)
  if (figure === 'confidence') return explainNotConfident(pullRequest, range)
  return explainNotMerged(pullRequest, figure, range)
}

function explainNoCycle({ reviewCycles }: PullRequestLine): string {
  return reviewCycles.length === 0 ? 'it never waited for a review that counts' : 'none of its waits for a review began in the range'
}

function explainNotConfident({ confidence, excludedBecause, readyAt }: PullRequestLine, range: AskedRange | null): string {
  const { status } = confidence
  if (status !== null && status.startsWith('excluded_')) return `it was ${STATUS_WORDS[status]}`
  if (excludedBecause !== null) return `it is left out: ${nameClass(excludedBecause)}`
  if (readyAt === null) return 'it never became ready'
  return range && isWithin(readyAt, range) ? 'this figure does not look at it' : 'it became ready outside the range'
}

function explainNotMerged({ mergedAt, excludedBecause }: PullRequestLine, figure: Reason['figure'], range: AskedRange | null): string {
  if (mergedAt === null) return 'it is not merged'
  if (range && !isWithin(mergedAt, range)) return 'it was merged outside the range'
  if (excludedBecause !== null) return `it is left out: ${nameClass(excludedBecause)}`
  const isYoung = range && Date.parse(mergedAt) > Date.parse(range.asOf) - MATURITY_DAYS * DAY
  return figure === 'catch' && isYoung ? `it was merged less than ${MATURITY_DAYS} days ago` : 'this figure does not look at it'
}

export function isWithin(at: string, { from, to, asOf }: AskedRange): boolean {
  const instant = Date.parse(at)
  return instant >= Date.parse(from) && instant < Date.parse(to) && instant <= Date.parse(asOf)
}
