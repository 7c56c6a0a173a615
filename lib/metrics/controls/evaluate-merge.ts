import { listDirectories, type PullRequestTier } from '@/lib/policy/tier-policy'
import type { ConfidenceInput } from '@/lib/metrics/confidence/confident-merge'
import { evaluateControls, evaluateManifests } from './evaluate'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import type { ConfidenceStatus, PullRequestEvaluation, PullRequestEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import type { UnqualifiedApproval } from '@/lib/metrics/history/qualified-reviews'

export interface MergeInput {
  history: PullRequestHistory
  surroundings: PullRequestSurroundings
  inPopulation: boolean
  /** Whether its class has to meet the controls of its tier. */
  isAskedToComply: boolean
  tier: PullRequestTier
  /** Touched dependency manifests. */
  manifests: string[]
  confidence: ConfidenceStatus
  confidenceInput: ConfidenceInput
  unqualified: UnqualifiedApproval[]
  /** Element "risk" of the reasoning trail. */
  rollbackNote: { met: boolean; text: string | null }
  context: Pick<OrganizationContext, 'tierRules' | 'listMaintainers' | 'includesMaintainer'>
}

export interface MergeEvaluation {
  row: Pick<PullRequestEvaluation, 'controls' | 'manifest' | 'unclassified' | 'revertedAt'>
  controls: PullRequestEvidence['controls']
}

/** What is said of merges only: the controls of their tier, their manifests, and whether they were taken back. */
export function evaluateMerge(input: MergeInput): MergeEvaluation {
  const { history, tier, context } = input
  const { mergedAt } = history
  const revertedAt = toRevertedAt(mergedAt, input.surroundings)
  if (mergedAt === null || !input.inPopulation) {
    return { row: { controls: null, manifest: null, unclassified: [], revertedAt }, controls: null }
  }
  const asked = {
    history,
    mergedAt,
    tier: tier.tier,
    rules: context.tierRules,
    confidence: input.confidence,
    confidenceInput: input.confidenceInput,
    unqualified: input.unqualified,
    rollbackNote: input.rollbackNote,
    listMaintainers: context.listMaintainers,
    includesMaintainer: context.includesMaintainer,
  }
  const controls = input.isAskedToComply ? evaluateControls(asked) : null
  return {
    row: {
      controls: controls?.row ?? null,
      manifest: evaluateManifests(asked, input.manifests),
      unclassified: listDirectories(tier.unclassified),
      revertedAt,
    },
    controls: controls?.evidence ?? null,
  }
}

/** The first revert that names it, whatever its reason; one that was merged before it repairs something else. */
function toRevertedAt(mergedAt: Date | null, { repairs }: PullRequestSurroundings): Date | null {
  if (mergedAt === null) return null
  const reverts = repairs.filter((repair) => repair.kind === 'revert' && repair.mergedAt >= mergedAt)
  return reverts.reduce<Date | null>((first, { mergedAt: at }) => (first === null || at < first ? at : first), null)
}
