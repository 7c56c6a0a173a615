import type { AiLineSums } from '@/lib/attribution/ai-lines'
import { THRESHOLDS } from '@/lib/policy/defaults'

export type AiDisplay = 'range' | 'at_least' | 'insufficient_evidence' | 'no_lines'

export interface AiShare {
  display: AiDisplay
  lower: number | null
  assistedAtLeast: number | null
  upper: number | null
  evidenceCoverage: number | null
}

/**
 * AI share of code (METRICS section 6), a range with its evidence.
 *
 * Population: merged pull requests; unit: added lines that are not generated, vendored or lock files, as shares 0–1.
 * lower = (L4 + L3)/lines; assisted at least = (L4 + L3 + L2)/lines; upper = 1 − attested human/lines; evidence
 * coverage = (L4 + L3 + L2 + human)/lines. Unmarked lines are unknown, never human, and stay between lower and upper.
 * Display: coverage of 80 % and more the range, 20 to 80 % "at least", below "not enough evidence".
 * Null case: no eligible lines. It works from sums, so that weeks and teams are added up and divided once.
 */
export function computeAiShare({ lines, line, authored, coAuthored, human }: AiLineSums): AiShare {
  if (lines <= 0) return { display: 'no_lines', lower: null, assistedAtLeast: null, upper: null, evidenceCoverage: null }
  const written = line + authored
  const evidenceCoverage = (written + coAuthored + human) / lines
  return {
    display: toDisplay(evidenceCoverage),
    lower: written / lines,
    assistedAtLeast: (written + coAuthored) / lines,
    upper: 1 - human / lines,
    evidenceCoverage,
  }
}

function toDisplay(coverage: number): AiDisplay {
  // Shares of mixed pull requests are sums of fractions: a hair below the limit is the limit.
  const given = coverage + 1e-9
  if (given >= THRESHOLDS.aiCoverage.range) return 'range'
  return given >= THRESHOLDS.aiCoverage.atLeast ? 'at_least' : 'insufficient_evidence'
}
