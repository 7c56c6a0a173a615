import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toReferences, type PullRequestReferences } from '@/lib/metrics/history/to-references'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { runWithin } from './run-within'

interface PullRequestToJudge {
  history: PullRequestHistory
  surroundings: PullRequestSurroundings
}

interface Verdict {
  evaluation: PullRequestEvaluation
  references: PullRequestReferences
}

interface Judged {
  verdicts: Verdict[]
  /** What could not be judged, and why, in words that follow "could not be judged: ". */
  refused: { pullRequestId: string; reason: string }[]
}

/** Thousands of times what the largest real one takes. */
const JUDGE_SECONDS = 10
/** A machine that slept or is overloaded stops work that did nothing wrong: then it is tried again. */
const TRIES = 3

/**
 * Judges a batch, each pull request within a time: a text that holds the processor, and one that our own code fails at,
 * leave out their own pull request and no other.
 */
export function judgePullRequests(given: PullRequestToJudge[], context: OrganizationContext, asOf: Date, seconds = JUDGE_SECONDS): Judged {
  const judge = ({ history, surroundings }: PullRequestToJudge): Verdict => ({
    evaluation: evaluatePullRequest(history, surroundings, context, asOf),
    references: toReferences(history, surroundings, context, asOf),
  })
  const together = attempt(seconds, () => given.map(judge))
  if ('value' in together) return { verdicts: together.value, refused: [] }
  const judged: Judged = { verdicts: [], refused: [] }
  for (const one of given) {
    const alone = attempt(seconds, () => judge(one))
    if ('value' in alone) judged.verdicts.push(alone.value)
    else judged.refused.push({ pullRequestId: one.history.id, reason: alone.reason })
  }
  return judged
}

function attempt<Result>(seconds: number, work: () => Result): { value: Result } | { reason: string } {
  try {
    for (let tries = 1; ; tries += 1) {
      const { result, seconds: taken } = runWithin(seconds, work)
      if (result) return result
      if (taken >= seconds / 2 || tries === TRIES) return { reason: `its text is too hard (more than ${seconds} s)` }
    }
  } catch (error) {
    return { reason: error instanceof Error ? `${error.name}: ${error.message.split('\n')[0] ?? ''}` : String(error) }
  }
}
