import { HOUR } from '@/lib/dates'
import fc from 'fast-check'
import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import {
  CONFIDENCE_MARKS,
  type ConfidenceMark,
  type NarrowEvaluation,
  type StoredCycle,
  type TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import { TIERS } from '@/lib/policy/tiers'

export const WEEK = 168 * HOUR
export const START = Date.UTC(2026, 7, 24)

/** A pull request whose instants fall anywhere in twelve weeks. */
export const evaluation = fc
  .record({
    id: fc.integer({ min: 1, max: 1_000_000 }),
    tier: fc.constantFrom(...TIERS),
    readyHours: fc.integer({ min: 0, max: 12 * 168 - 1 }),
    hoursOpen: fc.option(fc.integer({ min: 0, max: 900 })),
    isConfident: fc.boolean(),
    author: fc.constantFrom('ana', 'bo', 'cy'),
    reviewer: fc.constantFrom('dee', 'eli', 'fay'),
    lines: fc.integer({ min: 0, max: 500 }),
    outcome: fc.constantFrom('reviewed', 'withdrawn', 'closed', 'merged_unreviewed'),
    approval: fc.constantFrom(undefined, 'fast', 'plain'),
    compliance: fc.constantFrom(null, 'compliant', 'not_compliant', 'not_assessable'),
    bypassed: fc.constantFrom(null, true, false),
    manifest: fc.constantFrom(null, 'reviewed', 'not_reviewed', 'not_assessable'),
    unclassified: fc.subarray(['tools', 'services/billing', 'x']),
    hoursToRevert: fc.option(fc.integer({ min: 0, max: 1000 })),
    met: fc.subarray<TrailElement>(['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue']),
    evidence: fc.constantFrom<AiEvidenceTier>('L3', 'L2', 'L1', 'L0', 'human'),
    marks: fc.subarray<ConfidenceMark>([...CONFIDENCE_MARKS]),
    isBot: fc.boolean(),
  })
  .map(({ id, tier, readyHours, hoursOpen, isConfident, author, reviewer, lines, ...given }): NarrowEvaluation => {
    const readyAt = START + readyHours * HOUR
    const endedAt = hoursOpen === null ? null : readyAt + hoursOpen * HOUR
    const cycle: StoredCycle = {
      startedAt: readyAt,
      endedAt,
      outcome: endedAt === null ? 'open' : given.outcome,
      weekdayHours: hoursOpen,
      ...(given.approval && { approval: given.approval }),
    }
    return {
      pullRequestId: `PR_${id}`,
      repositoryId: 'R_1',
      number: id,
      authorId: author,
      class: given.isBot ? 'dependencyBot' : 'authored',
      inPopulation: true,
      isStacked: false,
      tier,
      unconfigured: null,
      teamIds: [],
      readyAt: new Date(readyAt),
      mergedAt: endedAt === null ? null : new Date(endedAt),
      via: null,
      landedOid: null,
      endedAt: endedAt === null ? null : new Date(endedAt),
      confidence: endedAt === null ? 'open' : isConfident ? 'confident' : 'merged_without_confidence',
      reasons: isConfident ? [] : ['no_qualified_approval'],
      marks: endedAt !== null && isConfident ? given.marks : [],
      confidentAt: null,
      confidentAtExact: false,
      clockStartAt: new Date(readyAt),
      review: {
        cycles: [cycle],
        reviews: endedAt === null ? [] : [{ reviewerId: reviewer, at: endedAt }],
        firstReviewWeekdayHours: hoursOpen,
        contributorIds: [author, reviewer],
        provablyFastApprovals: 0,
      },
      defects: endedAt === null ? null : { caughtStrict: id % 2, caughtBroad: id % 3, caughtByAi: 0, escapes: [] },
      trail: endedAt === null ? null : { covered: isConfident, humanEvidenced: false, met: given.met },
      ai:
        endedAt === null
          ? null
          : {
              lines,
              line: 0,
              authored: lines,
              coAuthored: 0,
              human: 0,
              touched: true,
              agentWritten: isConfident,
              closedLoop: given.isBot,
              tier: given.evidence,
            },
      surfaces: ['org/app'],
      controls:
        endedAt === null || given.compliance === null
          ? null
          : { compliance: given.compliance, missing: isConfident ? [] : ['confidence'], bypassed: given.bypassed },
      manifest: endedAt === null ? null : given.manifest,
      unclassified: endedAt === null ? [] : given.unclassified,
      revertedAt: endedAt === null || given.hoursToRevert === null ? null : new Date(endedAt + given.hoursToRevert * HOUR),
    }
  })
