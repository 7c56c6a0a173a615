import type { WorldBranchRule, WorldRepository } from './world'

/** The branch protection rule that matches a branch: the exact name first, then a pattern with a final star. */
function findRule(repository: WorldRepository, branch: string): WorldBranchRule | null {
  const exact = repository.rules.find((rule) => rule.pattern === branch)
  if (exact) return exact
  return repository.rules.find((rule) => rule.pattern.endsWith('*') && branch.startsWith(rule.pattern.slice(0, -1))) ?? null
}

/** A Ref of the schema, or null where the branch has been deleted. */
export function toRef(repository: WorldRepository, branch: string) {
  if (branch !== repository.defaultBranch && !repository.branches.includes(branch)) return null
  const rule = findRule(repository, branch)
  return {
    __typename: 'Ref',
    id: `REF_${repository.id}_${branch}`,
    name: branch,
    prefix: 'refs/heads/',
    repository,
    target: null,
    branchProtectionRule: rule === null ? null : toProtectionRule(repository, rule),
    // What the asking person is held to; readable without administration rights.
    refUpdateRule:
      rule === null
        ? null
        : {
            ...flags,
            pattern: rule.pattern,
            requiredApprovingReviewCount: rule.requiredApprovingReviewCount,
            requiredStatusCheckContexts: rule.requiredStatusCheckContexts,
            requiresCodeOwnerReviews: rule.requiresCodeOwnerReviews,
            requiresConversationResolution: rule.requiresConversationResolution,
          },
  }
}

const flags = { allowsDeletions: false, allowsForcePushes: false, blocksCreations: false, requiresLinearHistory: false }

export function toProtectionRule(repository: WorldRepository, rule: WorldBranchRule) {
  return {
    __typename: 'BranchProtectionRule',
    ...flags,
    ...rule,
    repository,
    requiresApprovingReviews: rule.requiredApprovingReviewCount !== null,
    requiresStatusChecks: rule.requiredStatusCheckContexts.length > 0,
    requiredStatusChecks: rule.requiredStatusCheckContexts.map((context) => ({ context, app: null })),
  }
}
