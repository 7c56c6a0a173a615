import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { AiDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatCounted, formatShare } from '@/lib/pages/words/format-figures'
import type { StackView } from './exhibit'

/** The strongest claim first; what is unknown comes last and is drawn unfilled, because it claims nothing. */
const CLAIMS: [tier: AiEvidenceTier, claim: string][] = [
  ['L4', 'Measured line by line'],
  ['L3', 'An agent wrote the commit'],
  ['L2', 'An agent contributed'],
  ['L1', 'Weak sign, not counted'],
  ['human', 'Attested as written by people'],
  ['L0', 'No evidence: unknown'],
]

/** Lines beside pull requests by the same tiers of evidence; null: nothing was merged. */
export function prepareEvidenceStack({ byEvidence }: AiDetails, listHref: (more: Record<string, string>) => string): StackView | null {
  const of = (tier: AiEvidenceTier) => byEvidence.find((part) => part.tier === tier) ?? { pullRequests: 0, lines: 0 }
  const lines = byEvidence.reduce((sum, part) => sum + part.lines, 0)
  const pullRequests = byEvidence.reduce((sum, part) => sum + part.pullRequests, 0)
  if (pullRequests === 0) return null
  const seen = CLAIMS.filter(([tier]) => tier === 'L0' || of(tier).pullRequests > 0 || of(tier).lines > 0)
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  const print = (part: number, whole: number) => (whole === 0 ? 'no lines' : `${formatShare(part / whole)}`)
  return {
    bars: [
      {
        label: 'Lines',
        total: formatCount(Math.round(lines)),
        parts: seen.map(([tier]) => ({ key: tier, share: share(of(tier).lines, lines) })),
      },
      {
        label: 'Pull requests',
        total: formatCount(pullRequests),
        parts: seen.map(([tier]) => ({ key: tier, share: share(of(tier).pullRequests, pullRequests) })),
      },
    ],
    columns: [`of ${formatCounted(Math.round(lines), 'line')}`, `of ${formatCounted(pullRequests, 'merge')}`],
    rows: seen.map(([tier, claim]) => ({
      key: tier,
      href: of(tier).pullRequests === 0 ? null : listHref({ figure: 'ai', ai: tier }),
      label: tier === 'human' ? claim : `${tier} · ${claim}`,
      // Weak signs are not summed by line: those lines stand among the unknown.
      cells: [tier === 'L1' ? 'among unknown' : print(of(tier).lines, lines), print(of(tier).pullRequests, pullRequests)],
    })),
  }
}
