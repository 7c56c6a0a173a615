import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type {
  ConfidenceReason,
  ConfidenceStatus,
  EscapeClass,
  ReviewCycleOutcome,
  ThreadClass,
  TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import { formatCounted, formatHours } from '@/lib/pages/words/format-figures'
import { explainBecause } from './explain-because'
import { explainTierControls } from './explain-controls'
import { AI_TIER_WORDS, nameClass } from './name-filters'
import { nameReason, STATUS_WORDS } from '@/lib/pages/words/name-reasons'

/** The part of a listed pull request that the explanation reads. */
export interface ExplainedPullRequest {
  number: number
  repository: string
  url: string
  title: string
  author: string
  tier: string
  readyAt: string | null
  mergedAt: string | null
  countedIn: readonly string[]
  excludedBecause: string | null
  confidence: { status: ConfidenceStatus | null; reasons: readonly ConfidenceReason[]; hours: number | null }
  reviewCycles: readonly { outcome: ReviewCycleOutcome }[]
  threads: readonly { class: ThreadClass; evidence: string }[]
  escapes: readonly { class: EscapeClass; evidence: string }[]
  trail: { elements: Record<TrailElement, { met: boolean; text: string | null }>; covered: boolean } | null
  ai: { tier: AiEvidenceTier; evidence: readonly { signal: string; text: string }[] }
  why: {
    confidence: readonly string[]
    checks: string
    approvalsNeeded: number
    trailRequired: string | null
    tierPath: string | null
    classText: string | null
    surfaces: readonly string[]
    controls: {
      status: TierCompliance
      missing: readonly MissingControl[]
      explanation: readonly string[]
      bypassed: boolean | null
    } | null
    manifest: { review: 'reviewed' | 'not_reviewed' | 'not_assessable'; paths: readonly string[] } | null
  }
}

/** Dates, `to` exclusive; `asOf` is an instant. */
export interface ExplainedRange {
  from: string
  to: string
  asOf: string
}

export interface Reason {
  figure: 'capacity' | 'confidence' | 'catch' | 'trail' | 'ai' | 'controls' | 'manifest'
  name: string
  isCounted: boolean
  /** Follows "counts because" or "does not count because". */
  because: string
  /** What it counts as, in a few words. */
  outcome: string
  /** The evidence, a line each; quoted texts come from GitHub. */
  evidence: string[]
}

/** Every figure's reason, in the order of the page; the range says why it does not count there. */
export function explainReasons(pullRequest: ExplainedPullRequest, range: ExplainedRange | null = null): Reason[] {
  const reasons = [
    explainCapacity(pullRequest),
    explainConfidence(pullRequest),
    explainCatch(pullRequest),
    explainTrail(pullRequest),
    explainAi(pullRequest),
    ...explainTierControls(pullRequest, range),
  ]
  return reasons.map((reason) => ({ ...reason, because: explainBecause(pullRequest, reason, range) }))
}

type Told = Omit<Reason, 'because'>

const KEYS = {
  capacity: 'reviewCapacity',
  confidence: 'timeToConfidentMerge',
  catch: 'defectCatchRate',
  trail: 'reasoningTrail',
  ai: 'aiShare',
} as const

function isCounted({ countedIn }: ExplainedPullRequest, figure: keyof typeof KEYS): boolean {
  return countedIn.includes(KEYS[figure])
}

const OUTCOMES: Record<ReviewCycleOutcome, string> = {
  reviewed: 'answered',
  withdrawn: 'withdrawn',
  closed: 'closed',
  merged_unreviewed: 'merged unreviewed',
  open: 'waiting',
}

function explainCapacity(pullRequest: ExplainedPullRequest): Told {
  const { reviewCycles } = pullRequest
  const tally = new Map<string, number>()
  for (const { outcome } of reviewCycles) tally.set(OUTCOMES[outcome], (tally.get(OUTCOMES[outcome]) ?? 0) + 1)
  const outcomes = [...tally].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
  return {
    figure: 'capacity',
    name: 'Review capacity',
    isCounted: isCounted(pullRequest, 'capacity'),
    outcome: reviewCycles.length === 0 ? 'no review cycle' : `${formatCounted(reviewCycles.length, 'review cycle')}: ${outcomes}`,
    evidence: [],
  }
}

function explainConfidence(pullRequest: ExplainedPullRequest): Told {
  const { confidence, excludedBecause, why } = pullRequest
  const status =
    confidence.status === null
      ? `left out: ${excludedBecause === null ? 'not counted here' : nameClass(excludedBecause)}`
      : STATUS_WORDS[confidence.status]
  const hours = confidence.hours === null ? '' : ` after ${formatHours(confidence.hours)}`
  const reasons = confidence.reasons.length === 0 ? '' : `: ${confidence.reasons.map(nameReason).join(', ')}`
  return {
    figure: 'confidence',
    name: 'Time to confident merge',
    isCounted: isCounted(pullRequest, 'confidence'),
    outcome: `${status}${hours}${reasons}`,
    evidence: [...why.confidence, ...(why.classText ? [`class: “${why.classText}”`] : [])],
  }
}

export const THREADS: Record<ThreadClass, string> = {
  not_review: 'not a review thread',
  raised_not_verified: 'raised, no verified fix',
  evolvability_fix: 'evolvability, fixed',
  caught_strict: 'caught',
  caught_broad: 'caught, broadly',
  caught_ai_strict: 'caught by an AI reviewer',
  caught_ai_broad: 'caught by an AI reviewer, broadly',
}

export const ESCAPES: Record<EscapeClass, string> = {
  strict: 'escaped',
  broad: 'escaped, broadly',
  not_defect: 'undone for another reason',
  not_attributed: 'not attributed',
  outside_window: 'escaped after 30 days, not counted',
}

function explainCatch(pullRequest: ExplainedPullRequest): Told {
  const { threads, escapes } = pullRequest
  const caught = threads.filter((thread) => thread.class === 'caught_strict').length
  const escaped = escapes.filter((escape) => escape.class === 'strict').length
  const found = [
    caught > 0 ? `${formatCounted(caught, 'defect')} caught` : '',
    escaped > 0 ? `${formatCounted(escaped, 'defect')} escaped` : '',
  ]
  return {
    figure: 'catch',
    name: 'Defect catch rate',
    isCounted: isCounted(pullRequest, 'catch'),
    outcome: found.filter(Boolean).join(', ') || 'no defect observed',
    evidence: [
      ...threads.filter((thread) => thread.class !== 'not_review').map((thread) => `${THREADS[thread.class]}: ${thread.evidence}`),
      ...escapes.map((escape) => `${ESCAPES[escape.class]}: ${escape.evidence}`),
    ],
  }
}

const ELEMENTS: Record<TrailElement, string> = {
  why: 'why',
  link: 'link',
  alternatives: 'alternatives',
  risk: 'risk or rollback',
  verification: 'verification',
  dialogue: 'dialogue',
}

const ELEMENT_ORDER: readonly TrailElement[] = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue']

function explainTrail(pullRequest: ExplainedPullRequest): Told {
  const { trail, why, tier } = pullRequest
  const base = { figure: 'trail' as const, name: 'Reasoning trail', isCounted: isCounted(pullRequest, 'trail') }
  if (!trail) return { ...base, outcome: 'not eligible', evidence: [] }
  const met = ELEMENT_ORDER.filter((element) => trail.elements[element].met)
  return {
    ...base,
    outcome: `${trail.covered ? 'covered' : 'not covered'} at ${tier}: ${met.length === 0 ? 'nothing found' : met.map((element) => ELEMENTS[element]).join(', ')}`,
    evidence: [
      ...(why.trailRequired ? [`${tier} asks for ${why.trailRequired}`] : []),
      ...met.flatMap((element) => {
        const { text } = trail.elements[element]
        return text ? [`${ELEMENTS[element]}: “${text}”`] : []
      }),
    ],
  }
}

function explainAi(pullRequest: ExplainedPullRequest): Told {
  const { ai } = pullRequest
  return {
    figure: 'ai',
    name: 'AI share',
    isCounted: isCounted(pullRequest, 'ai'),
    outcome: AI_TIER_WORDS[ai.tier],
    evidence: ai.evidence.map(({ signal, text }) => `${signal}: “${text}”`),
  }
}
