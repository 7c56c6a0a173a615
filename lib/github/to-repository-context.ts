import { toAttributionSuppression } from '@/lib/attribution/rules-settings'
import type { WireRepositoryContext } from './schema/organization'

export interface RepositoryContext {
  id: string
  pullRequestTemplate: string | null
  codeowners: string | null
  /** Names or patterns (fnmatch) of protected branches; null where the token may read neither rules nor rulesets. */
  protectedBranches: string[] | null
  suppressesAttribution: boolean
}

export function toRepositoryContext(wire: WireRepositoryContext, rulesReadable: boolean): RepositoryContext {
  return {
    id: wire.id,
    pullRequestTemplate: wire.pullRequestTemplates?.find((template) => template.body)?.body ?? null,
    // The order in which GitHub itself looks for the file.
    codeowners: wire.githubCodeowners?.text ?? wire.rootCodeowners?.text ?? wire.docsCodeowners?.text ?? null,
    protectedBranches: toProtectedBranches(wire, rulesReadable),
    suppressesAttribution: [wire.agents, wire.claude, wire.claudeSettings].some(
      (file) => toAttributionSuppression(file?.text ?? '') !== null,
    ),
  }
}

/** Classic rules need admin rights to read, rulesets only read access: either says that the others may exist. */
function toProtectedBranches(wire: WireRepositoryContext, rulesReadable: boolean): string[] | null {
  const rulesets = (wire.rulesets?.nodes ?? []).flatMap((ruleset) =>
    ruleset?.target === 'BRANCH' && ruleset.enforcement === 'ACTIVE' ? (ruleset.conditions.refName?.include ?? []) : [],
  )
  const rules = rulesReadable ? wire.branchProtectionRules?.nodes : null
  if (!rules && rulesets.length === 0) return null
  const named = rulesets
    .filter((pattern) => pattern !== '~DEFAULT_BRANCH')
    .map((pattern) => (pattern === '~ALL' ? '**' : pattern.replace(/^refs\/heads\//, '')))
  return [...new Set([...(rules ?? []).flatMap((rule) => (rule ? [rule.pattern] : [])), ...named])].sort()
}
