import type { ConfidenceReason, ConfidenceStatus, EscapeClass } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { RealSource } from './real-pull-requests'

/** What a person who read the pull request on its own says of it; only what the definitions and the source let one say. */
export interface HandVerdict {
  class?: PullRequestClass
  confidence?: ConfidenceStatus | null
  reasons?: ConfidenceReason[]
  /** Outcomes of its review cycles, in order. */
  cycles?: string[]
  escapes?: EscapeClass[]
  ai?: string
  team?: string
}

const self: ConfidenceReason[] = ['no_qualified_approval']

export const READ_BY_HAND: Record<RealSource, Record<string, HandVerdict>> = {
  'bitcoin-core-secp256k1': {
    // Years of comments, three rebases: the two approvals of the squashed commit hold, the one before it does not. The
    // request to a second reviewer came after an approval in words, so nothing new waited.
    '#337': { confidence: 'confident', cycles: ['reviewed', 'closed', 'reviewed', 'reviewed'] },
    // Opened and closed three times to start the checks, twice while an approval of that very commit stood.
    '#889': { confidence: 'confident', cycles: ['reviewed', 'closed', 'reviewed'] },
    // Reverted the day after, without a word that the list knows for a defect.
    '#1305': { confidence: 'confident', escapes: ['broad'], ai: 'L0' },
    '#1311': { class: 'revert', confidence: null },
    // Named by its number and by its commit: one escape.
    '#1327': { confidence: 'confident', escapes: ['strict'] },
    // GitHub moved an approval of June to the commit of July; another of July stands on it.
    '#1344': { confidence: 'confident' },
    // Approved with the button before the last force push, in words on the commit that it brought.
    '#1522': { confidence: 'confident', reasons: [] },
    // A workflow wants two; one of the two who approved may not push.
    '#1389': { confidence: 'merged_without_confidence', reasons: self },
    '#1614': { confidence: 'confident', escapes: ['strict'] },
    '#1692': { confidence: 'confident', escapes: ['strict'] },
    '#1694': { class: 'revert', confidence: null },
    // A workflow with one approval; repaired the next day, and its other commit taken back when it was no longer needed.
    '#1816': {
      confidence: 'merged_without_confidence',
      reasons: self,
      cycles: ['closed', 'reviewed', 'reviewed'],
      escapes: ['strict', 'broad'],
    },
    // Approvals before two force pushes, renewed after each.
    '#1821': { confidence: 'confident', cycles: ['reviewed', 'reviewed', 'reviewed'] },
    // Merged by its author, with somebody else's approval of the last push.
    '#1834': { confidence: 'confident', cycles: ['reviewed', 'reviewed'] },
    '#1852': { confidence: 'confident', cycles: ['reviewed', 'reviewed'], ai: 'L0' },
    '#1859': { confidence: 'confident' },
    '#1862': { confidence: 'excluded_closed_unmerged', ai: 'L2' },
    // An agent's; who asked for it rebased and merged it, somebody else approved.
    '#1869': { confidence: 'confident', cycles: ['reviewed', 'reviewed'], ai: 'L3', team: 'assignee' },
    '#1887': { confidence: 'confident', cycles: ['reviewed', 'reviewed'] },
    '#1904': { confidence: 'confident', cycles: ['reviewed', 'reviewed', 'reviewed', 'reviewed'] },
  },
  'agent-pull-requests': {
    // Every person who approved wrote a commit of it or asked for it.
    'microsoft/testfx#5786': { confidence: 'merged_without_confidence', reasons: self, ai: 'L3', team: 'assignee' },
    // Only bots reviewed, one of them against it.
    'yamadashy/repomix#590': { confidence: 'merged_without_confidence', reasons: self, ai: 'L3', cycles: ['merged_unreviewed'] },
    'seasonedcc/remix-forms#305': { confidence: 'merged_without_confidence', reasons: self, ai: 'L0', cycles: ['merged_unreviewed'] },
    'crewAIInc/crewAI#1937': { confidence: 'merged_without_confidence', reasons: [...self, 'changes_requested'], ai: 'L3' },
    // An approval after the last commit, whose own commit the source does not name.
    'celestiaorg/celestia-core#1904': { confidence: 'indeterminate', reasons: ['patch_unknown'], ai: 'L3', team: 'assignee' },
    'dotnet/aspire#9657': { confidence: 'indeterminate', reasons: ['patch_unknown'], ai: 'L3', team: 'assignee' },
    'liam-hq/liam#1610': { confidence: 'indeterminate', reasons: ['patch_unknown'], ai: 'L2' },
    // A later one tests its fix, which is no repair of it.
    'liam-hq/liam#1598': { escapes: [] },
    'antiwork/flexile#215': { escapes: ['strict'] },
    // Approved among commits by the minute, on none that the source names: any of them may be a rewritten one.
    'GlareDB/glaredb#3763': { confidence: 'indeterminate', reasons: ['patch_unknown'] },
    // Approved, then the base was merged in.
    'box/box-ui-elements#3892': { confidence: 'indeterminate', reasons: ['patch_unknown'] },
    'goat-sdk/goat#204': { confidence: 'merged_without_confidence', reasons: self, ai: 'L3', cycles: ['merged_unreviewed'] },
    'onlook-dev/onlook#1164': { class: 'authored', confidence: 'merged_without_confidence', reasons: self, ai: 'L3' },
  },
}
