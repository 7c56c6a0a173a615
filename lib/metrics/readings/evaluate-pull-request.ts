import { computeAiEvidence } from '@/lib/attribution/ai-evidence'
import { toPullRequestClass, type PullRequestClass } from '@/lib/attribution/pull-request-class'
import { listDependencyManifests } from '@/lib/policy/dependency-manifests'
import { toPullRequestTier } from '@/lib/policy/tier-policy'
import { evaluateAi } from '@/lib/metrics/ai/evaluate'
import { computeConfidence } from '@/lib/metrics/confidence/confident-merge'
import { evaluateDefects } from '@/lib/metrics/defects/evaluate'
import { evaluateMerge } from '@/lib/metrics/controls/evaluate-merge'
import { evaluateReview } from '@/lib/metrics/capacity/evaluate'
import { evaluateTrail } from '@/lib/metrics/trail/evaluate'
import { explainConfidence } from '@/lib/metrics/confidence/explain'
import { listAuthorLogins } from '@/lib/metrics/history/commit-authors'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import { listCountedBranches } from '@/lib/attribution/counted-branches'
import { toExcludedClass, toPopulation, toReadyAt } from '@/lib/metrics/history/population'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import { toJudgedHistory, toJudgedSurroundings } from '@/lib/metrics/history/judged-texts'
import { toPushes } from '@/lib/metrics/history/push-times'
import { toConfidenceInput } from '@/lib/metrics/confidence/to-input'
import { listUnqualifiedApprovals, toQualifiedReviews } from '@/lib/metrics/history/qualified-reviews'
import { toTeamAttribution } from '@/lib/metrics/history/team-attribution'
import { truncateHistory, truncateSurroundings } from '@/lib/metrics/history/truncate-history'

/**
 * Everything the product says about one pull request as of an instant: facts in, one evaluation with its evidence out.
 * This file only decides which metric counts the pull request (the table of METRICS section 1) and hands each metric
 * the facts it asks for; no metric is defined here.
 */
export function evaluatePullRequest(
  givenHistory: PullRequestHistory,
  givenSurroundings: PullRequestSurroundings,
  context: OrganizationContext,
  asOf: Date,
): PullRequestEvaluation {
  const wholeHistory = toJudgedHistory(givenHistory)
  const surroundings = truncateSurroundings(toJudgedSurroundings(givenSurroundings), asOf)
  const history = truncateHistory(wholeHistory, asOf)
  const bases = toBases(history, surroundings)
  const readyAt = toReadyAt(history)
  const population = toPopulation(history, surroundings)
  const kind = toPullRequestClass(history, surroundings)
  const paths = history.files.map(({ path }) => path)
  const tier = toPullRequestTier(paths, context.tierPolicy, history.repository)
  const ai = computeAiEvidence({ ...history, template: surroundings.pullRequestTemplate })
  const team = toTeamAttribution(history, context, readyAt ?? history.createdAt)
  const pushes = toPushes(history, bases)
  const authors = listAuthorLogins(history, bases)
  const qualified = toQualifiedReviews(wholeHistory, authors, team.requester?.login ?? null, asOf)
  const clockStartAt = toClockStart(readyAt, population.isStacked ? population.retargetedAt : null, history.mergedAt)
  const approvalsNeeded = Math.max(1, context.approvalsNeeded[tier.tier], history.branchRule?.approvals ?? 0)
  const counts = toCounts(kind.class, population, tier.tier, hasHumanRequest(history, qualified.length))
  const confidenceInput = toConfidenceInput(history, clockStartAt, qualified, bases)
  const confidence = computeConfidence(confidenceInput, asOf, approvalsNeeded)
  const unqualified = listUnqualifiedApprovals(history, authors, team.requester?.login ?? null, history.mergedAt ?? asOf)
  const review = evaluateReview({
    history,
    readyAt,
    qualified,
    pushes,
    calendar: context.calendarOf(team.teamIds[0] ?? null),
    isDemand: counts.capacity,
    isCounted: counts.any,
    asOf,
  })
  const defects = evaluateDefects({ history, surroundings, authors, pushes, bases, asOf })
  const trail = evaluateTrail({ history, surroundings, tier: tier.tier, pushes, requesterId: team.requester?.id ?? null })
  const isMerged = history.mergedAt !== null
  const manifests = listDependencyManifests(paths)
  const merge = evaluateMerge({
    history,
    surroundings,
    inPopulation: population.inPopulation,
    isAskedToComply: counts.controls,
    tier,
    manifests,
    confidence: confidence.status,
    confidenceInput,
    unqualified,
    rollbackNote: trail.evidence.elements.risk,
    context,
  })
  return {
    pullRequestId: history.id,
    repositoryId: history.repositoryId,
    number: history.number,
    authorId: history.author.id,
    class: kind.class,
    inPopulation: population.inPopulation,
    isStacked: population.isStacked,
    tier: tier.tier,
    teamIds: team.teamIds,
    readyAt,
    mergedAt: history.mergedAt,
    endedAt: history.mergedAt ?? history.closedAt,
    confidence: counts.confidence ? confidence.status : null,
    reasons: counts.confidence ? confidence.reasons : [],
    confidentAt: counts.confidence ? confidence.confidentAt : null,
    confidentAtExact: counts.confidence && confidence.confidentAtExact,
    clockStartAt: counts.confidence ? clockStartAt : null,
    review,
    defects: isMerged && counts.defects ? defects.counts : null,
    trail: isMerged && counts.trail ? trail.row : null,
    ai: counts.ai ? evaluateAi({ history, evidence: ai, requester: team.requester, qualified }) : null,
    surfaces: context.listTouchedSurfaces(paths, history.repository),
    ...merge.row,
    evidence: {
      tier,
      class: { excludedBecause: toExcludedClass({ class: kind.class, inPopulation: population.inPopulation }), text: kind.text },
      team: { via: team.via, personId: team.personId },
      confidence: {
        explanation: explainConfidence({
          confidence,
          approvalsNeeded,
          clockStartAt,
          unqualified,
        }),
        approvalsNeeded,
        checks: confidence.checksBasis ?? 'not_merged',
        pushes: pushes.length > 0 ? [...new Set(pushes.map(({ source }) => source))] : ['none'],
      },
      threads: defects.threads,
      escapes: defects.escapes,
      controls: merge.controls,
      manifests,
      trail: isMerged && counts.trail ? trail.evidence : null,
      ai: { tier: ai.tier, evidence: ai.evidence },
    },
  }
}

/** What a merge of the base may call it: "main", or "owner:main", as GitHub writes where a fork is synchronised. */
function toBases({ repository, baseRefName }: PullRequestHistory, surroundings: PullRequestSurroundings): string[] {
  const names = [...listCountedBranches(surroundings), ...(baseRefName ? [baseRefName] : [])]
  const owner = repository.split('/')[0] ?? ''
  return names.flatMap((name) => [name, `${owner}:${name}`])
}

interface Counts {
  capacity: boolean
  confidence: boolean
  defects: boolean
  trail: boolean
  ai: boolean
  controls: boolean
  any: boolean
}

/** The table of METRICS section 1: which class counts where. Drafts and unmerged ones are told apart by each metric. */
function toCounts(
  kind: PullRequestClass,
  { inPopulation, isStacked }: { inPopulation: boolean; isStacked: boolean },
  tier: string,
  isReviewRequested: boolean,
): Counts {
  const isBot = kind === 'dependencyBot' || kind === 'otherBot'
  const isAuthored = kind === 'authored'
  const capacity = (inPopulation || isStacked) && (!isBot || isReviewRequested)
  const defects = inPopulation && (isAuthored || (isBot && tier >= 'T2'))
  const confidence = inPopulation && isAuthored
  return { capacity, confidence, defects, trail: confidence, ai: confidence, controls: confidence, any: capacity || defects || confidence }
}

/** A bot's pull request waits on people only where a person was asked, or answered unasked. */
function hasHumanRequest(history: PullRequestHistory, qualifiedReviews: number): boolean {
  return (
    qualifiedReviews > 0 ||
    history.timeline.some(
      ({ type, subject, subjectId }) =>
        type === 'ReviewRequestedEvent' && subjectId !== null && (subject === null || subject.type === 'User'),
    )
  )
}

/** Never after the merge: what GitHub says was merged before it was ready, as an imported history does, waited for nothing. */
function toClockStart(readyAt: Date | null, retargetedAt: Date | null, mergedAt: Date | null): Date | null {
  if (readyAt === null) return null
  const start = retargetedAt !== null && retargetedAt > readyAt ? retargetedAt : readyAt
  return mergedAt !== null && mergedAt < start ? mergedAt : start
}
