import type { TierRule } from '@/lib/policy/defaults'
import type { MissingControl } from '@/lib/policy/tier-compliance'
import { formatCounted } from '@/lib/pages/words/format-figures'

/** In the order in which a rule is read. */
export const CONTROLS: readonly MissingControl[] = ['approvals', 'maintainer', 'rollback_note', 'confidence']

export const CONTROL_NAMES: Record<MissingControl, string> = {
  approvals: 'too few approvals',
  maintainer: 'no maintainer’s approval',
  rollback_note: 'no rollback note',
  confidence: 'not confident at the merge',
}

/** "2 approvals, one of a maintainer, and a rollback note" */
export function nameRule({ approvals, maintainer, rollbackNote }: TierRule): string {
  const count = formatCounted(approvals, 'approval')
  const own = approvals === 1 && maintainer ? '1\u00a0approval, of a maintainer' : maintainer ? `${count}, one of a maintainer` : count
  return rollbackNote ? `${own}, and a rollback note` : own
}
