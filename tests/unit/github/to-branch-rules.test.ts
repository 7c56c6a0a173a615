import { describe, expect, it } from 'vitest'
import type { WireBranchRules } from '@/lib/github/schema/branch-rules'
import { toBranchRule } from '@/lib/github/to-branch-rules'

type Ref = NonNullable<WireBranchRules['defaultBranchRef']>

const NO_RULES = { pageInfo: { hasNextPage: false }, nodes: [] }
const pullRequest = (count: number) => ({ type: 'PULL_REQUEST', parameters: { requiredApprovingReviewCount: count } })
const checks = (...names: string[]) => ({
  type: 'REQUIRED_STATUS_CHECKS',
  parameters: { requiredStatusChecks: names.map((context) => ({ context })) },
})
const rulesets = (...nodes: NonNullable<Ref['rules']>['nodes'] & {}) => ({ pageInfo: { hasNextPage: false }, nodes })
const classic = (approvals: number | null, contexts: string[] | null) => ({
  requiresApprovingReviews: approvals !== null,
  requiredApprovingReviewCount: approvals,
  requiresStatusChecks: contexts !== null,
  requiredStatusCheckContexts: contexts,
})
const held = (approvals: number | null, contexts: string[]) => ({
  requiredApprovingReviewCount: approvals,
  requiredStatusCheckContexts: contexts,
})

/** Without rights and with a server that knows rulesets, unless said otherwise. */
function merged(given: Partial<Ref> & { isAdmin?: boolean }) {
  const { isAdmin = false, ...ref } = given
  const defaultBranchRef = { name: 'main', rules: NO_RULES, branchProtectionRule: null, refUpdateRule: null, ...ref }
  const rule = toBranchRule({ id: 'R_1', viewerCanAdminister: isAdmin, defaultBranchRef })
  return rule && [rule.approvals, rule.contexts]
}

describe('the rules of a branch', () => {
  it('are none only where every source that decides says so', () => {
    expect(merged({ isAdmin: true })).toEqual([0, []])
    expect(merged({ isAdmin: false })).toEqual([null, null])
    expect(merged({ isAdmin: true, rules: null })).toEqual([null, null])
  })

  it('are those of rulesets even where the classic rule is hidden', () => {
    expect(merged({ rules: rulesets(pullRequest(2), checks('sast', 'ci')) })).toEqual([2, ['ci', 'sast']])
    expect(merged({ rules: rulesets(pullRequest(2)) })).toEqual([2, null])
  })

  it('are the larger number and all the checks where several sources ask', () => {
    const rules = rulesets(pullRequest(1), checks('ci'), pullRequest(0))
    expect(merged({ isAdmin: true, rules, branchProtectionRule: classic(2, ['lint', 'ci']) })).toEqual([2, ['ci', 'lint']])
  })

  it('are what the asking account is held to, which affirms and never denies', () => {
    expect(merged({ refUpdateRule: held(1, ['ci']) })).toEqual([1, ['ci']])
    expect(merged({ refUpdateRule: held(1, []) })).toEqual([1, null])
    expect(merged({ refUpdateRule: held(null, []) })).toEqual([null, null])
    expect(merged({ isAdmin: true, branchProtectionRule: classic(1, ['ci']), refUpdateRule: null })).toEqual([1, ['ci']])
  })

  it('are unknown where a list goes on, holds something hidden, or asks for checks that nobody names', () => {
    const isAdmin = true
    expect(merged({ isAdmin, rules: { pageInfo: { hasNextPage: true }, nodes: [] } })).toEqual([null, null])
    expect(merged({ isAdmin, rules: rulesets(null) })).toEqual([null, null])
    expect(merged({ isAdmin, rules: rulesets({ type: 'WORKFLOWS', parameters: null }) })).toEqual([0, null])
    expect(merged({ isAdmin, branchProtectionRule: { ...classic(1, []), requiredStatusCheckContexts: null } })).toEqual([1, null])
  })

  it('are none of a repository without a branch', () => {
    expect(toBranchRule({ id: 'R_1', viewerCanAdminister: true, defaultBranchRef: null })).toBeNull()
  })
})
