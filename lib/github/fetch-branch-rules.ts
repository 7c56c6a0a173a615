import type { GitHubClient } from './client'
import { AnswerError } from './errors'
import { toNodeOutcomes } from './node-outcomes'
import { BRANCH_RULES_QUERY, BRANCH_RULES_WIDTH, CLASSIC_BRANCH_RULES_QUERY } from './queries/branch-rules'
import { branchRulesSchema } from './schema/branch-rules'
import { toBranchRule, type BranchRuleFact } from './to-branch-rules'

/** What the default branches of these repositories ask of a merge: 1 point per 100. One that cannot be read is left out. */
export async function fetchBranchRules(client: GitHubClient, ids: string[]): Promise<BranchRuleFact[]> {
  const rules: BranchRuleFact[] = []
  let query = BRANCH_RULES_QUERY
  for (let from = 0; from < ids.length; from += BRANCH_RULES_WIDTH) {
    const asked = ids.slice(from, from + BRANCH_RULES_WIDTH)
    const ask = () => client.queryPatiently(query, { ids: asked }, query === BRANCH_RULES_QUERY ? asked.length : 1)
    const answer = await ask().catch((error: unknown) => {
      if (!isUnknownField(error) || query === CLASSIC_BRANCH_RULES_QUERY) throw error
      query = CLASSIC_BRANCH_RULES_QUERY
      return ask()
    })
    for (const { node, denied } of toNodeOutcomes(answer, asked, branchRulesSchema).read) {
      // A list that was refused is hidden, not empty: its field is null then, which says nothing.
      const isHidden = denied.some(({ path }) => path.includes('branchProtectionRule'))
      const rule = toBranchRule({ ...node, viewerCanAdminister: node.viewerCanAdminister && !isHidden })
      if (rule) rules.push(rule)
    }
  }
  return rules
}

/** GitHub Enterprise Server before rulesets. */
function isUnknownField(error: unknown): boolean {
  return error instanceof AnswerError && /field '?rules'? doesn't exist/i.test(error.message)
}
