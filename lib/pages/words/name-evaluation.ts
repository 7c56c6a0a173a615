import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import { isolate } from './isolate'

/** What is found out about one pull request, in words a reader knows; in the order in which it is told. */

export const COMPLIANCE_WORDS: Record<TierCompliance, string> = {
  compliant: 'met',
  not_compliant: 'not met',
  not_assessable: 'not assessable',
}

export const CONTROL_WORDS: Record<MissingControl, string> = {
  approvals: 'approvals',
  maintainer: 'a maintainer’s approval',
  rollback_note: 'a rollback note',
  confidence: 'confidence',
}

export const AI_TIER_WORDS: Record<AiEvidenceTier, string> = {
  L4: 'lines measured',
  L3: 'written by an agent',
  L2: 'co-authored with AI',
  L1: 'weak sign of AI, not counted as evidence',
  L0: 'unknown: no evidence',
  human: 'attested as human',
}

export const CLASS_WORDS: Record<PullRequestClass, string> = {
  authored: 'written by a person or an agent',
  dependencyBot: 'dependency bot',
  otherBot: 'another bot',
  revert: 'revert',
  backMerge: 'back-merge',
  release: 'release',
}

export const MANIFEST_WORDS = {
  reviewed: 'approved by a maintainer',
  not_reviewed: 'no maintainer approved it',
  not_assessable: 'not assessable',
} as const

const EXCLUDED_WORDS = new Map(Object.entries({ ...CLASS_WORDS, otherBase: 'its base is no protected branch' }))

/** Why a pull request is left out: its class or its base, else what the evaluation says. */
export function nameClass(excludedBecause: string): string {
  return EXCLUDED_WORDS.get(excludedBecause) ?? isolate(excludedBecause)
}

/** "" is what no named surface holds. */
export function nameSurface(name: string): string {
  return name === '' ? 'everything else' : isolate(name)
}
