import { HOUR } from '@/lib/dates'
import type { ConfidenceReason, ConfidenceStatus, PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { Tier } from '@/lib/policy/tiers'
import { Dice } from '@/lib/demo/seeded-random'

export interface BenchSize {
  pullRequests: number
  teams: number
  repositories: number
  /** Pull requests are spread evenly over the weeks before the end. */
  weeks: number
  end: Date
}

export const PEOPLE_PER_TEAM = 8
const WEEK_HOURS = 168
const WEEKDAY_SHARE = 5 / 7
const TIER_WEIGHTS: Record<Tier, number> = { T0: 10, T1: 38, T2: 38, T3: 14 }
const CLASS_WEIGHTS = { authored: 88, dependencyBot: 8, revert: 2, release: 1, backMerge: 1 }

/**
 * Evaluations of an organisation of any size, for benchmarks only: what the evaluation of real pull requests would say,
 * with waits, tiers, reasons and trails in usual proportions, so that documents and distributions have their real sizes.
 * Nothing is kept: a million of them take no memory. The same size gives the same rows.
 */
export function* makeBenchEvaluations(size: BenchSize): Generator<PullRequestEvaluation> {
  const dice = new Dice(20_261_116)
  for (let index = 0; index < size.pullRequests; index += 1) yield makeEvaluation(size, index, dice)
}

function makeEvaluation(size: BenchSize, index: number, dice: Dice): PullRequestEvaluation {
  const end = size.end.getTime()
  const team = index % size.teams
  const repository = dice.chance(0.85) ? team % size.repositories : dice.whole(0, size.repositories - 1)
  const person = () => `U_${1 + team * PEOPLE_PER_TEAM + Math.floor(PEOPLE_PER_TEAM * dice.between(0, 1) ** 2)}`
  const author = person()
  const tier = dice.weighted(TIER_WEIGHTS)
  const kind = dice.weighted(CLASS_WEIGHTS)
  const isCounted = kind === 'authored'
  const ready = end - ((index + dice.between(0, 1)) / size.pullRequests) * size.weeks * WEEK_HOURS * HOUR
  const cycles: PullRequestEvaluation['review']['cycles'] = []
  const reviews: PullRequestEvaluation['review']['reviews'] = []
  let at = ready
  for (let round = dice.chance(0.25) ? 2 : 1; round > 0; round -= 1) {
    const hours = dice.skewed(14, 1)
    const reviewed = at + hours * HOUR
    const isOpen = reviewed > end
    const outcome = isOpen ? 'open' : 'reviewed'
    cycles.push({ startedAt: at, endedAt: isOpen ? null : reviewed, outcome, weekdayHours: isOpen ? null : hours * WEEKDAY_SHARE })
    if (isOpen) break
    reviews.push({ reviewerId: otherThan(author, person), at: reviewed })
    at = reviewed + dice.skewed(4) * HOUR
  }
  const isAnswered = cycles.every(({ endedAt }) => endedAt !== null)
  const endedAt = isAnswered && at <= end && !dice.chance(0.003) ? new Date(at) : null
  const mergedAt = endedAt && !dice.chance(0.06) ? endedAt : null
  const { confidence, reasons } = toConfidence(isCounted, mergedAt, endedAt, dice)
  const isConfident = confidence === 'confident'
  const lines = dice.whole(5, 400)
  const authored = dice.chance(0.3) ? lines : 0
  const coAuthored = authored === 0 && dice.chance(0.35) ? lines : 0
  const aiTier = authored > 0 ? 'L3' : coAuthored > 0 ? 'L2' : 'L0'
  const covered = dice.chance(0.62)
  const compliance = dice.chance(isConfident ? 0.85 : 0.1) ? 'compliant' : 'not_compliant'
  return {
    pullRequestId: `PR_${index + 1}`,
    repositoryId: `R_${1 + repository}`,
    number: index + 1,
    authorId: author,
    class: kind,
    inPopulation: true,
    isStacked: false,
    tier,
    unconfigured: null,
    teamIds: [`T_${1 + team}`],
    readyAt: new Date(ready),
    mergedAt,
    via: null,
    landedOid: null,
    endedAt,
    confidence,
    reasons,
    marks: [],
    confidentAt: isConfident && mergedAt ? new Date(mergedAt.getTime() - dice.between(0, 2) * HOUR) : null,
    confidentAtExact: isConfident && dice.chance(0.8),
    clockStartAt: isCounted ? new Date(ready) : null,
    review: {
      cycles: isCounted ? cycles : [],
      reviews: isCounted ? reviews : [],
      firstReviewWeekdayHours: isCounted ? (cycles[0]?.weekdayHours ?? null) : null,
      contributorIds: isCounted ? [...new Set([author, ...reviews.map(({ reviewerId }) => reviewerId)])] : [],
      provablyFastApprovals: dice.chance(0.03) ? 1 : 0,
    },
    defects:
      mergedAt && isCounted
        ? {
            caughtStrict: dice.chance(0.12) ? 1 : 0,
            caughtBroad: dice.chance(0.16) ? 1 : 0,
            caughtByAi: dice.chance(0.04) ? 1 : 0,
            escapes: dice.chance(0.03) ? [{ at: mergedAt.getTime() + 9 * 24 * HOUR, strict: 1, broad: 1, days: 9 }] : [],
          }
        : null,
    trail:
      mergedAt && isCounted
        ? { covered, humanEvidenced: dice.chance(0.45), met: covered ? ['why', 'link', 'verification', 'dialogue'] : ['why'] }
        : null,
    ai: mergedAt && {
      lines,
      line: 0,
      authored,
      coAuthored,
      human: 0,
      touched: authored + coAuthored > 0,
      agentWritten: authored > 0,
      closedLoop: authored > 0 && dice.chance(0.2),
      tier: aiTier,
    },
    surfaces: [`bench/repository-${1 + repository}`],
    controls:
      mergedAt && isCounted ? { compliance, missing: compliance === 'compliant' ? [] : ['confidence'], bypassed: dice.chance(0.02) } : null,
    manifest: mergedAt && dice.chance(0.05) ? 'not_assessable' : null,
    unclassified: mergedAt && dice.chance(0.03) ? [`tools/part-${index % 7}`] : [],
    revertedAt: mergedAt && dice.chance(0.01) ? new Date(mergedAt.getTime() + 30 * HOUR) : null,
    evidence: {
      tier: { tier, path: 'src/part.ts', unclassified: [] },
      class: { excludedBecause: null, text: null },
      team: { via: 'author', personId: author },
      confidence: {
        explanation: [
          'One qualified approval of the last commit, given 2 h before the merge.',
          'Every check reported on the head was green.',
        ],
        approvalsNeeded: 1,
        checks: 'all_reported',
        pushes: ['none'],
        approvals: [],
      },
      threads: [],
      escapes: [],
      controls: null,
      manifests: [],
      trail: null,
      ai: { tier: aiTier, evidence: [] },
    },
  }
}

function otherThan(author: string, draw: () => string): string {
  for (;;) {
    const drawn = draw()
    if (drawn !== author) return drawn
  }
}

const REASONS: ConfidenceReason[] = ['no_qualified_approval', 'stale_approval', 'check_failed', 'thread_open']

function toConfidence(
  isCounted: boolean,
  mergedAt: Date | null,
  endedAt: Date | null,
  dice: Dice,
): { confidence: ConfidenceStatus | null; reasons: ConfidenceReason[] } {
  if (!isCounted) return { confidence: null, reasons: [] }
  if (!endedAt) return { confidence: 'open', reasons: [] }
  if (!mergedAt) return { confidence: 'excluded_closed_unmerged', reasons: [] }
  const drawn = dice.between(0, 1)
  if (drawn < 0.74) return { confidence: 'confident', reasons: [] }
  if (drawn < 0.93) return { confidence: 'merged_without_confidence', reasons: [dice.pick(REASONS)] }
  return { confidence: 'indeterminate', reasons: ['patch_unknown'] }
}
