import { toArrayConnection } from './connection'
import type { Resolver } from './context'
import type { WorldBranchRule, WorldRepository, WorldRulesetRule } from './world'

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
    rules: repository.rulesetRules?.filter((one) => one.branch === branch) ?? [],
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

interface RefSource {
  branchProtectionRule: object | null
  rules: WorldRulesetRule[]
}

export const refResolvers: Record<string, Resolver<RefSource>> = {
  // GitHub tells a user's token without rights "none", and no error.
  branchProtectionRule: (source, _, { scopes }) => (scopes.has('administration') ? source.branchProtectionRule : null),
  rules: ({ rules }, page) =>
    toArrayConnection(
      rules.map(({ type, parameters, updatedAt }, index) => ({
        __typename: 'RepositoryRule',
        id: `RR_${index}`,
        type,
        parameters,
        repositoryRuleset: updatedAt === undefined ? null : { __typename: 'RepositoryRuleset', updatedAt },
      })),
      page,
    ),
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
