import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatHoursRange,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatRated,
  formatShare,
  formatShareRange,
} from '@/lib/pages/words/format-figures'
import { nameAudit } from './name-audit'
import { sayCatchAgreement, sayTrailAgreement } from './say-agreement'
import type { FigureKey } from './pick-weekly-points'

/**
 * What stands behind "how": the definition in a few sentences, the formula with the numbers of this very figure,
 * and what GitHub's data cannot tell. METRICS.md is the source; lib/metrics computes.
 */
export interface FigureDefinition {
  name: string
  meaning: string
  formula: string
  /** The formula with the actual numbers; null: there is no figure to take apart. */
  withNumbers: string | null
  cannotKnow: string[]
  /** What a hand audit said of the rule behind it; absent: nobody made one. */
  audit?: string
}

export function defineFigure(key: FigureKey, readings: ReadingBlocks): FigureDefinition {
  return definitions[key](readings)
}

const definitions: Record<FigureKey, (readings: ReadingBlocks) => FigureDefinition> = {
  capacity: ({ reviewCapacity }) => ({
    name: 'Review headroom',
    meaning:
      'A review cycle opens when a pull request starts to wait on a reviewer: first ready, ready again, reopened, or pushed after a review. ' +
      'Any review by a qualified person closes it. Headroom is what reviewers give in a week against what is asked for in a week. Skipped are those that ended in a merge nobody had answered.',
    formula: 'reviews given in a week in which every reviewer had fresh work ÷ reviews asked for in a week',
    withNumbers: divideCapacity(reviewCapacity),
    cannotKnow: [
      'How many minutes a review took: GitHub keeps when it was sent, nothing else.',
      'A limit that was never reached. Unless fresh work for every reviewer waited each day of enough weeks, what was given is a lower bound.',
      'Whether reviewers hurried, or had other work: what was given in full weeks is what was given then, not what could be.',
      'Load that is shed: a review that is skipped waits in no queue. So the skipped share stands beside headroom, and beyond 5 % no headroom is called room.',
    ],
  }),
  confidence: ({ timeToConfidentMerge }) => ({
    name: 'Time to confident merge',
    meaning:
      'Hours from first ready for review to a merge that was confident at that instant: enough qualified approvals on the final patch, ' +
      'no standing request for changes, required checks green, every thread resolved.',
    formula: 'Kaplan–Meier median; merges without confidence and open pull requests count as still waiting',
    withNumbers: countConfidence(timeToConfidentMerge),
    cannotKnow: [
      'Whether a reviewer understood the change: an approval is a statement.',
      'When a thread was resolved, where only the API was read; such a merge keeps its hours but shows no idle time.',
    ],
  }),
  withoutConfidence: ({ timeToConfidentMerge: { confident, withoutConfidence, withoutConfidenceShare } }) => ({
    name: 'Merged without confidence',
    meaning:
      'Merges at whose instant something was missing: an approval of the final patch, a green required check, a resolved thread, or the end of a request for changes.',
    formula: 'merged without confidence ÷ (confident + without); 95 % Wilson interval',
    withNumbers:
      withoutConfidenceShare.value === null || confident === null || withoutConfidence === null
        ? null
        : `${formatCount(withoutConfidence)} ÷ (${formatCount(confident)} + ${formatCount(withoutConfidence)}) = ${formatShare(withoutConfidenceShare.value)}`,
    cannotKnow: [
      'Reviews held in a call or at a desk and never written down.',
      'Merges whose checks or patch can no longer be read: they are counted as indeterminate, on neither side.',
    ],
  }),
  catch: ({ defectCatchRate }) => ({
    name: 'Defect catch rate',
    meaning:
      'Of the defects anyone observed, the share that review caught: a person other than the author claims a functional problem in a thread and a later commit changes those lines before the merge. ' +
      'Escaped are defects that a revert or a named fix repaired within 30 days. Only merges at least 30 days old count.',
    formula: 'caught ÷ (caught + escaped), strict on both sides; the interval spans chance and strict or broad escapes',
    withNumbers: countDefects(defectCatchRate),
    cannotKnow: [
      sayCatchAgreement(),
      'Defects that nobody has found yet, and reverts pushed without a pull request.',
      'Whether authors got better: the rate alone rises when they make more mistakes. Read it with escapes per 100 merges.',
    ],
  }),
  trail: ({ reasoningTrail: { covered, eligible, share, whyOnlyShare, whyCuedShare, humanEvidencedShare } }) => ({
    name: 'Reasoning-trail coverage',
    meaning:
      'Merges that leave behind what their risk tier asks for: why, a link, alternatives, risk or rollback, verification, dialogue. ' +
      'T0 needs a why or a link; T3 needs a why, risk, verification, dialogue, and a link or alternatives. ' +
      'A why names a reason, or says something in at least 25 own words; the two are shown apart.',
    formula: 'merges that meet the rule of their tier ÷ eligible merges; 95 % Wilson interval',
    withNumbers:
      share === null || covered === null || eligible === null
        ? null
        : [
            `${formatCount(covered)} ÷ ${formatCount(eligible)} = ${formatShare(share)}`,
            whyOnlyShare === null ? '' : `a why alone: ${formatShare(whyOnlyShare)}`,
            whyCuedShare === null ? '' : `with the reason named: ${formatShare(whyCuedShare)}`,
            humanEvidencedShare === null ? '' : `evidenced by a person: ${formatShare(humanEvidencedShare)}`,
          ]
            .filter(Boolean)
            .join('; '),
    audit: sayTrailAgreement(),
    cannotKnow: [
      'Whether the reasons are good, or who thought of them: fluent text passes any rule about text.',
      'Whether 25 own words give a reason: no rule reads them.',
      'Decisions written down elsewhere and never linked.',
    ],
  }),
  ai: ({ aiShare: { lower, assistedAtLeast, upper, evidenceCoverage } }) => ({
    name: 'AI share of code',
    meaning:
      'Added lines, less generated, vendored and lock files, by the strongest evidence on their commits: written by an agent, co-authored with one, attested as human, or unknown. ' +
      'Context for the other figures; no value is good or bad.',
    formula: 'low end: agent-written ÷ all lines; assisted at least: with co-authored ones; high end: 1 − attested human',
    withNumbers:
      assistedAtLeast === null || evidenceCoverage === null
        ? null
        : [
            lower === null ? '' : `low end ${formatShare(lower)}`,
            `assisted at least ${formatShare(assistedAtLeast)}`,
            upper === null ? '' : `high end ${formatShare(upper)}`,
            `evidence for ${formatShare(evidenceCoverage)} of lines`,
          ]
            .filter(Boolean)
            .join('; '),
    cannotKnow: [
      'Who really wrote unmarked code. Without evidence a line is unknown, never human.',
      'How much of an assisted commit the person wrote.',
    ],
  }),
}

function divideCapacity({ headroom, capacityPerWeek, demandPerWeek }: ReadingBlocks['reviewCapacity']): string | null {
  if (headroom.value === null || capacityPerWeek.value === null || demandPerWeek.mean === null) return null
  const atLeast = capacityPerWeek.kind === 'lower_bound' ? '≥ ' : ''
  const source =
    capacityPerWeek.kind === 'lower_bound'
      ? `${capacityPerWeek.saturatedWeeks ?? 0} of 26 weeks are known as full, 4 are needed and not denied by the queue; so the best four weeks in a row stand as a lower bound`
      : `mean of the ${formatCounted(capacityPerWeek.saturatedWeeks ?? 0, 'week')} of the last 26 in which fresh work waited for every reviewer`
  return (
    `${atLeast}${formatRate(capacityPerWeek.value)} ÷ ${formatRate(demandPerWeek.mean)} = ${atLeast}${formatMultiple(headroom.value)}, ` +
    `interval ${formatMultipleRange(headroom.low, headroom.high)}; ${source}; asked for over the last 13 weeks`
  )
}

function countConfidence(block: ReadingBlocks['timeToConfidentMerge']): string | null {
  const { n, confident, withoutConfidence, open, indeterminate } = block
  if (n === null || confident === null || withoutConfidence === null || open === null || indeterminate === null) return null
  const counts =
    `${formatCounted(n, 'pull request')} ready and not closed unmerged: ${formatCount(confident)} confident, ${formatCount(withoutConfidence)} without confidence, ` +
    `${formatCount(open)} open, ${formatCount(indeterminate)} indeterminate and left out`
  const median =
    block.p50Hours === null
      ? 'fewer than half reached a confident merge'
      : `median ${formatHours(block.p50Hours)}, limits ${formatHoursRange(block.p50Low, block.p50High)}`
  const plain =
    block.plainTimeToMergeP50Hours === null
      ? ''
      : `; plain time to merge, which skipping review shortens: ${formatHours(block.plainTimeToMergeP50Hours)}`
  return `${counts}; ${block.p50Status === 'insufficient' ? 'a median needs 6' : median}${plain}`
}

function countDefects(block: ReadingBlocks['defectCatchRate']): string | null {
  const { matured, caughtStrict, caughtBroad, escapedStrict, escapedBroad, escapesPer100 } = block
  if (matured === null || caughtStrict === null || escapedStrict === null || caughtBroad === null || escapedBroad === null) return null
  const rate =
    block.rate === null
      ? `${formatRate(caughtStrict + escapedStrict)} of 10 defects needed`
      : `${formatRate(caughtStrict)} ÷ (${formatRate(caughtStrict)} + ${formatRate(escapedStrict)}) = ${formatShare(block.rate)}, interval ${formatShareRange(block.low, block.high)}, ${nameAudit(block)}`
  const per100 = escapesPer100.value === null ? '' : `; ${formatRated(escapesPer100.value, 'merge')} with an escape per 100`
  return `${rate}; broadly ${formatRate(caughtBroad)} caught, ${formatRate(escapedBroad)} escaped; ${formatCounted(matured, 'merge')} at least 30 days old${per100}`
}
