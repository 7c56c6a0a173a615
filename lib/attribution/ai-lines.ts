import picomatch from 'picomatch'
import type { AiEvidenceTier } from './ai-evidence-tier'
import { isMatchable } from '@/lib/policy/hard-globs'
import { NOT_ELIGIBLE_LINES } from '@/lib/policy/defaults'
import type { AiEvidence } from './ai-evidence'
import { isMergeCommit } from './merge-commits'

/** Eligible added lines, summed over merged pull requests. */
export interface AiLineSums {
  lines: number
  /** L4: measured line by line; 0 until notes are read from a clone. */
  line: number
  /** L3: an agent is the author. */
  authored: number
  /** L2: an agent contributed. */
  coAuthored: number
  /** Attested human. */
  human: number
}

export interface AiLines extends AiLineSums {
  /** Evidence that an agent wrote or contributed (L4, L3, L2). */
  touched: boolean
}

interface LineCommit {
  oid: string
  message: string
  additions: number | null
}

const isListed = picomatch(NOT_ELIGIBLE_LINES, { dot: true })
const isNotEligible = (path: string) => isMatchable(path) && isListed(path)

/**
 * Eligible added lines of a merged pull request by tier of evidence (METRICS section 6).
 *
 * Eligible: added lines of files that are not generated, vendored or lock files. GitHub does not say which commit added
 * which of them, so they are split in proportion to the commits' additions; merges of the base are left out, and where a
 * commit's additions are unknown, or all are 0, each commit counts alike. Without commits everything has the tier of the
 * pull request. L4 stays 0 until line notes are read from a clone.
 */
export function computeAiLines(evidence: AiEvidence, commits: LineCommit[], files: { path: string; additions: number }[]): AiLines {
  let lines = 0
  for (const { path, additions } of files) if (additions > 0 && !isNotEligible(path)) lines += additions
  const shares = toShares(evidence, commits)
  return {
    lines,
    line: lines * (shares.L4 ?? 0),
    authored: lines * (shares.L3 ?? 0),
    coAuthored: lines * (shares.L2 ?? 0),
    human: lines * (shares.human ?? 0),
    touched: evidence.tier === 'L4' || evidence.tier === 'L3' || evidence.tier === 'L2',
  }
}

function toShares(evidence: AiEvidence, commits: LineCommit[]): Partial<Record<AiEvidenceTier, number>> {
  const written = commits.filter(({ message }) => !isMergeCommit(message))
  const counted = written.length > 0 ? written : commits
  if (counted.length === 0) return { [evidence.tier]: 1 }
  const tierOf = new Map(evidence.perCommit.map(({ oid, tier }) => [oid, tier]))
  const total = counted.reduce((sum, { additions }) => sum + (additions ?? 0), 0)
  const isKnown = total > 0 && counted.every(({ additions }) => additions !== null)
  const shares: Partial<Record<AiEvidenceTier, number>> = {}
  // Lines are summed before they are divided: one tier's share of its own is then exactly 1.
  for (const { oid, additions } of counted) {
    const tier = tierOf.get(oid) ?? 'L0'
    shares[tier] = (shares[tier] ?? 0) + (isKnown ? (additions ?? 0) : 1)
  }
  const whole = isKnown ? total : counted.length
  for (const [tier, sum] of Object.entries(shares) as [AiEvidenceTier, number][]) shares[tier] = sum / whole
  return shares
}
