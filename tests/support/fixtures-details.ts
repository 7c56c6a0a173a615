import { addWeeks, toDateString } from '@/lib/dates'
import { wilson } from '@/lib/metrics/statistics/intervals'
import type { Estimate } from '@/lib/metrics/document/readings'
import { tierComplianceCounts, type ScopeDetails, type TierComplianceCounts } from '@/lib/metrics/document/scope-details'
import { prepareWithheld } from '@/lib/metrics/document/withhold'

/**
 * The details behind makeReadings(): invented, but they agree with that document and with themselves.
 * `change` edits one copy; nothing is shared between two calls.
 */
export function makeDetails(change: (details: ScopeDetails) => void = () => {}): ScopeDetails {
  const end = new Date('2026-11-16')
  const opened = [14, 17, 20, 15, 18, 22, 16, 19, 13, 21, 17, 18, 16, 12, 19, 24, 16, 18, 21, 15, 20, 17, 22, 14, 19, 20]
  const saturated = new Map([
    [3, 28],
    [8, 31],
    [14, 29],
    [18, 32],
    [21, 30],
    [24, 30],
  ])
  const details: ScopeDetails = {
    capacity: {
      weeks: opened.map((count, index) => ({
        weekOn: toDateString(addWeeks(end, index - opened.length)),
        opened: count,
        completed: saturated.get(index) ?? Math.max(0, count - 2 + (index % 4)),
        isSaturated: saturated.has(index),
      })),
      contradiction: null,
      strain: {
        overdue: { now: 3, usual: 2.4, isAbove: false },
        reviews: 96,
        reviewers: 5,
        riskyUnanswered: { value: 0.12, low: 0.07, high: 0.2 },
      },
      reviewShares: [0.61, 0.2, 0.12, 0.06, 0.01, 0, 0],
      queue: {
        waits: [
          { hours: 2, tier: 'T1' },
          { hours: 6, tier: 'T2' },
          { hours: 14, tier: 'T1' },
          { hours: 20, tier: 'T2' },
          { hours: 45, tier: 'T3' },
          { hours: 90, tier: 'T1' },
          { hours: 190, tier: 'T3' },
        ],
        ages: { bounds: [0, 4, 8, 24, 48, 96, 168, 336, 720], counts: [1, 1, 2, 1, 1, 0, 1, 0, 0] },
      },
      firstReview: { bounds: [0, 1, 2, 4, 8, 16, 24, 48, 72, 120], counts: [4, 5, 7, 6, 4, 4, 4, 1, 1, 0] },
      outcomes: { reviewed: 37, withdrawn: 3, closed: 2, merged_unreviewed: 2, open: 1 },
      fastApprovals: { approvals: 31, flagged: 2 },
      littlesLaw: { waiting: 4.6, expected: 4.33, ratio: 4.6 / 4.33, isWarning: false },
    },
    confidence: {
      curve: [
        { hours: 0, survival: 1, low: 1, high: 1, atRisk: 197 },
        { hours: 2, survival: 0.94, low: 0.897, high: 0.966, atRisk: 197 },
        { hours: 6, survival: 0.85, low: 0.792, high: 0.893, atRisk: 184 },
        { hours: 14, survival: 0.7, low: 0.63, high: 0.76, atRisk: 160 },
        { hours: 27, survival: 0.56, low: 0.49, high: 0.63, atRisk: 124 },
        { hours: 31, survival: 0.5, low: 0.43, high: 0.57, atRisk: 105 },
        { hours: 38, survival: 0.42, low: 0.35, high: 0.49, atRisk: 92 },
        { hours: 70, survival: 0.31, low: 0.249, high: 0.38, atRisk: 70 },
        { hours: 88, survival: 0.25, low: 0.19, high: 0.32, atRisk: 56 },
        { hours: 160, survival: 0.21, low: 0.155, high: 0.275, atRisk: 44 },
        { hours: 310, survival: 0.2, low: 0.147, high: 0.265, atRisk: 38 },
      ],
      idle: { bounds: [0, 1, 2, 4, 8, 24, 48, 96, 168], counts: [38, 20, 18, 14, 22, 8, 4, 2, 1] },
      idleN: 127,
    },
    defects: {
      sensitivity90: {
        matured: 120,
        escapedStrict: 5,
        escapedBroad: 9,
        escapesPer100: perHundred(toEstimate(4, 120)),
      },
      byTier: {
        T1: { matured: 88, withEscape: 1 },
        T2: { matured: 48, withEscape: 2 },
        T3: { matured: null, withEscape: null },
      },
    },
    trail: {
      byTier: {
        T1: { eligible: 118, covered: 92, elements: { why: 104, link: 70, alternatives: 12, risk: 9, verification: 81, dialogue: 40 } },
        T2: { eligible: 60, covered: 30, elements: { why: 44, link: 31, alternatives: 8, risk: 11, verification: 42, dialogue: 25 } },
        T3: { eligible: null, covered: null, elements: null },
      },
      risky: { eligible: 72, covered: 38, share: toEstimate(38, 72) },
    },
    ai: {
      byEvidence: [
        { tier: 'L4', pullRequests: 0, lines: 0 },
        { tier: 'L3', pullRequests: 42, lines: 12_400 },
        { tier: 'L2', pullRequests: 34, lines: 5_200 },
        { tier: 'L1', pullRequests: 11, lines: 0 },
        { tier: 'L0', pullRequests: 103, lines: 22_400 },
        { tier: 'human', pullRequests: 0, lines: 0 },
      ],
      independentEvaluation: { agentWritten: 42, closedLoops: 6, unknown: 0, share: toEstimate(36, 42) },
    },
    tiers: {
      byTier: {
        T1: makeCompliance(118, { compliant: 96, missing: { approvals: 22, confidence: 20 } }),
        T2: makeCompliance(60, { compliant: 34, notAssessable: 6, missing: { maintainer: 14, confidence: 9 }, bypassed: 3, reverted: 2 }),
        T3: makeCompliance(20, {
          compliant: 9,
          notAssessable: 1,
          missing: { approvals: 6, maintainer: 3, rollback_note: 5 },
          bypassed: 1,
          reverted: 1,
        }),
      },
      manifests: { merged: 44, reviewed: 28, notReviewed: 13, notAssessable: 3, byBots: 31 },
      unclassified: [
        { directory: 'services/billing', merges: 14 },
        { directory: 'tools', merges: 5 },
      ],
      unclassifiedMerges: 17,
      judgedAsT1: [],
    },
  }
  change(details)
  return details
}

interface ComplianceParts extends Pick<TierComplianceCounts, 'missing'> {
  compliant: number
  notAssessable?: number
  bypassed?: number
  reverted?: number
}

/** One tier's row whose parts add up; three quarters of its merges are old enough for the revert rate. */
export function makeCompliance(merged: number, parts: ComplianceParts): TierComplianceCounts {
  const { compliant, notAssessable = 0, bypassed = 0, reverted = 0, missing } = parts
  const matured = Math.floor(merged * 0.75)
  return {
    merged,
    compliant,
    notCompliant: merged - compliant - notAssessable,
    notAssessable,
    share: toEstimate(compliant, merged - notAssessable),
    missing,
    bypassed,
    ruleKnown: Math.max(bypassed, merged - notAssessable),
    reverts: { matured, reverted, rate: toEstimate(reverted, matured), medianHours: reverted > 0 ? 26 : null },
  }
}

/** A tier with fewer than five contributors. */
export function makeWithheldCompliance(): TierComplianceCounts {
  return prepareWithheld(tierComplianceCounts)()
}

function toEstimate(k: number, n: number): Estimate {
  return wilson(k, n) ?? { value: null, low: null, high: null }
}

function perHundred({ value, low, high }: Estimate): Estimate {
  const times = (share: number | null) => (share === null ? null : share * 100)
  return { value: times(value), low: times(low), high: times(high) }
}
