import type { MissingControl } from '@/lib/policy/tier-compliance'
import type { Tier } from '@/lib/policy/tiers'
import type { ConfidenceStatus } from '@/lib/metrics/history/pull-request-evaluation'

export interface Bypass {
  bypassed: boolean | null
  /** The rule was first read after the merge. */
  isRuleAssumed: boolean
  /** null: no rule readable. */
  approvalsAsked: number | null
  /** Approvals that GitHub may have counted. */
  approvalsThere: number
  areChecksMet: boolean | null
}

export interface ControlsToExplain {
  tier: Tier
  required: { approvals: number; maintainer: boolean; rollbackNote: boolean }
  missing: MissingControl[]
  /** Qualified approvals that held on the final patch, and those of which nobody can tell. */
  held: number
  unknown: number
  hasMaintainerApproval: boolean | null
  areMaintainersNamed: boolean
  /** Its author is a maintainer of a touched path. */
  isOwnMaintainer: boolean
  hasRollbackNote: boolean
  confidence: ConfidenceStatus
  bypass: Bypass
}

/** One sentence a control: what the tier asked for, and what was there. Nobody is named. */
export function explainControls(controls: ControlsToExplain): string[] {
  const { required, hasRollbackNote } = controls
  return [
    explainRule(controls),
    explainApprovals(controls),
    ...(required.maintainer ? [explainMaintainer(controls)] : []),
    ...(required.rollbackNote
      ? [hasRollbackNote ? 'It says how to take it back.' : 'It does not say what may break or how to take it back.']
      : []),
    ...explainConfidenceStatus(controls),
    ...explainBypass(controls.bypass),
  ]
}

function explainRule({ tier, required }: ControlsToExplain): string {
  const parts = [
    toCount(required.approvals, 'qualified approval'),
    ...(required.maintainer
      ? [required.approvals === 1 ? 'by a maintainer of a touched path' : 'one of them by a maintainer of a touched path']
      : []),
    ...(required.rollbackNote ? ['and a rollback note'] : []),
  ]
  return `${tier} asks for ${parts.join(required.approvals === 1 ? ' ' : ', ')}.`
}

function explainApprovals({ held, unknown }: ControlsToExplain): string {
  const holding = held === 0 ? 'No qualified approval' : toCount(held, 'qualified approval')
  const doubt = unknown > 0 ? `; of ${unknown} more nobody can tell, because what was approved cannot be compared with what was merged` : ''
  return `${holding} held on the final patch${doubt}.`
}

function explainMaintainer({ hasMaintainerApproval, areMaintainersNamed, isOwnMaintainer, unknown }: ControlsToExplain): string {
  if (hasMaintainerApproval) return 'A maintainer of a touched path approved it, by plumbline.yml or CODEOWNERS as they read today.'
  if (hasMaintainerApproval === false) {
    return isOwnMaintainer
      ? 'No maintainer of a touched path besides its author approved it.'
      : 'No maintainer of a touched path approved it.'
  }
  if (!areMaintainersNamed) return 'Nobody is named as maintainer of a touched path: name one in plumbline.yml or CODEOWNERS.'
  if (unknown > 0) return 'Whether a maintainer approved the final patch cannot be told.'
  return 'Whether a maintainer approved cannot be told: a team that is named has no members we can see.'
}

function explainConfidenceStatus({ confidence }: ControlsToExplain): string[] {
  if (confidence === 'merged_without_confidence') return ['The merge was not confident.']
  return confidence === 'confident' ? [] : ['Whether the merge was confident cannot be told.']
}

function explainBypass({ bypassed, isRuleAssumed, approvalsAsked, approvalsThere, areChecksMet }: Bypass): string[] {
  if (isRuleAssumed) {
    return ['The rule of the branch was first read after the merge, so nobody can tell whether the one of that day was bypassed.']
  }
  if (approvalsAsked === null) return ['No rule of the branch can be read, so nobody can tell whether one was bypassed.']
  if (bypassed === false) return []
  if (bypassed === null) return ["Whether the branch's rule was met cannot be told from what GitHub keeps."]
  const short = `it asks for ${toCount(approvalsAsked, 'approval')} and had ${approvalsThere === 0 ? 'none' : approvalsThere}`
  const unmet = [
    ...(approvalsThere < approvalsAsked ? [short] : []),
    ...(areChecksMet === false ? ['a required check was missing or not green'] : []),
  ]
  return [`The branch's rule, as last read before the merge, was bypassed: ${unmet.join(', and ')}.`]
}

function toCount(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
