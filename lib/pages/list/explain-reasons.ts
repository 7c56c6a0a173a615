import type { EscapeClass, ReviewCycleOutcome, ThreadClass, TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import { formatCounted, formatHours } from '@/lib/pages/words/format-figures'
import { explainBecause } from './explain-because'
import { explainTierControls } from './explain-controls'
import { FIGURE_NAMES, type ListFigure } from './figures'
import { AI_TIER_WORDS, nameClass } from '@/lib/pages/words/name-evaluation'
import type { PullRequestLine } from './pull-request-line'
import type { AskedRange, Reason, Told } from './reason'
import { nameReason, STATUS_WORDS } from '@/lib/pages/words/name-reasons'
import { isolate } from '@/lib/pages/words/isolate'

/** Every figure's reason, in the order of the page; the range says why it does not count there. */
export function explainReasons(pullRequest: PullRequestLine, range: AskedRange | null = null): Reason[] {
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

function isCounted({ countedIn }: PullRequestLine, figure: ListFigure): boolean {
  return countedIn.includes(FIGURE_NAMES[figure])
}

const OUTCOMES: Record<ReviewCycleOutcome, string> = {
  reviewed: 'answered',
  withdrawn: 'withdrawn',
  closed: 'closed',
  merged_unreviewed: 'merged unreviewed',
  open: 'waiting',
}

function explainCapacity(pullRequest: PullRequestLine): Told {
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

function explainConfidence(pullRequest: PullRequestLine): Told {
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
    evidence: [...why.confidence, ...(why.classText ? [`class: “${isolate(why.classText)}”`] : [])],
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

function explainCatch(pullRequest: PullRequestLine): Told {
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

function explainTrail(pullRequest: PullRequestLine): Told {
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
        return text ? [`${ELEMENTS[element]}: “${isolate(text)}”`] : []
      }),
    ],
  }
}

function explainAi(pullRequest: PullRequestLine): Told {
  const { ai } = pullRequest
  return {
    figure: 'ai',
    name: 'AI share',
    isCounted: isCounted(pullRequest, 'ai'),
    outcome: AI_TIER_WORDS[ai.tier],
    evidence: ai.evidence.map(({ signal, text }) => `${signal}: “${isolate(text)}”`),
  }
}
