import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatCounted, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import type { SentencePart, Verdict } from '@/lib/pages/figures/prepare-verdict'
import { estimateCompliance, sumCompliance, type Compliance } from './estimate-compliance'
import { CONTROL_NAMES, CONTROLS } from './name-controls'

const RISKY = ['T2', 'T3'] as const

/** How many of the risky merges had what their tier asks for; it claims no more than can be judged. */
export function prepareTierVerdict(byTier: TierDetails['byTier'] | null, href: string): Verdict {
  if (!byTier) return { headline: [{ text: 'Too few people work here for a statement about their merges.' }], evidence: '' }
  // A tier that is withheld is left out of the sum and of the sentence; nothing follows about it from the other one.
  const tiers = RISKY.filter((tier) => byTier[tier]?.merged !== null)
  if (tiers.length === 0)
    return { headline: [{ text: 'Too few people merge T2 and T3 changes for a statement about them.' }], evidence: '' }
  const sum = sumCompliance(tiers.map((tier) => byTier[tier]))
  if (!sum || sum.merged === 0) return { headline: [{ text: `No ${tiers.join(' or ')} change was merged in these weeks.` }], evidence: '' }
  return { headline: nameHeadline(sum, tiers.join(' and '), href), evidence: nameEvidence(sum, tiers, byTier) }
}

function nameHeadline({ merged, compliant, notAssessable }: Compliance, tiers: string, href: string): SentencePart[] {
  const kind = `${tiers} ${merged === 1 ? 'merge' : 'merges'}`
  if (notAssessable === merged) {
    return [
      {
        text: `Whether ${merged === 1 ? 'the one' : `the ${formatCount(merged)}`} ${kind} had what ${merged === 1 ? 'its' : 'their'} tier asks for cannot be judged.`,
      },
    ]
  }
  const subject: SentencePart = { text: `${formatCount(compliant)} of ${formatCount(merged)}`, isSubject: true, href }
  const had = ` ${kind} had what their tier asks for`
  if (notAssessable === 0) return [subject, { text: `${had}.` }]
  return [{ text: compliant > 0 ? 'At least ' : '' }, subject, { text: `${had}; ${formatCount(notAssessable)} cannot be judged.` }]
}

function nameEvidence(sum: Compliance, tiers: readonly (typeof RISKY)[number][], byTier: TierDetails['byTier']): string {
  const { value, low, high } = estimateCompliance(sum)
  const sentences: string[] = []
  if (sum.notAssessable === 0 && value !== null) sentences.push(`That is ${formatShare(value)}, interval ${formatShareRange(low, high)}.`)
  else if (sum.notAssessable < sum.merged) {
    sentences.push(`The share lies in ${formatShareRange(low, high)}, whichever way those go.`)
  }
  const missing = CONTROLS.map((control) => ({
    name: CONTROL_NAMES[control],
    count: tiers.reduce((total, tier) => total + (byTier[tier]?.missing?.[control] ?? 0), 0),
  }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
  const [first, second] = missing
  if (first) {
    const others = second ? `, then ${second.name} (${formatCount(second.count)})` : ''
    sentences.push(`What was missing most: ${first.name} (${formatCount(first.count)})${others}.`)
  }
  const bypassed = tiers.reduce((total, tier) => total + (byTier[tier]?.bypassed ?? 0), 0)
  if (bypassed > 0) {
    sentences.push(`${formatCounted(bypassed, 'was', 'were')} merged past the branch’s own rule, as that rule was last read.`)
  }
  return sentences.join(' ')
}
