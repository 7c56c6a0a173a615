import { describe, expect, it } from 'vitest'
import { computeTierCompliance, type TierComplianceInput } from '@/lib/policy/tier-compliance'

describe('tier compliance', () => {
  const full: TierComplianceInput = { tier: 'T3', approvals: 2, hasMaintainerApproval: true, hasRollbackNote: true, isConfident: true }

  it.each([
    [full, 'compliant', []],
    [{ ...full, hasMaintainerApproval: null }, 'not_assessable', []],
    [{ ...full, hasMaintainerApproval: null, approvals: 1 }, 'not_compliant', ['approvals']],
    [{ ...full, tier: 'T1', approvals: 1, hasMaintainerApproval: null, hasRollbackNote: false }, 'compliant', []],
    [
      { ...full, isConfident: false, approvals: 0, hasMaintainerApproval: false, hasRollbackNote: false },
      'not_compliant',
      ['confidence', 'approvals', 'maintainer', 'rollback_note'],
    ],
  ] as const)('%j is %s', (input, compliance, missing) => {
    expect(computeTierCompliance(input)).toEqual({ compliance, missing })
  })
})
