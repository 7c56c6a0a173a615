import { toAttributionSuppression } from '@/lib/attribution/rules-settings'
import { cutText } from '@/lib/facts/outside-text'
import type { WireRepositoryContext } from './schema/organization'

export interface RepositoryContext {
  id: string
  pullRequestTemplate: string | null
  codeowners: string | null
  /** The file is there and larger than GitHub reads. */
  codeownersIgnored: boolean
  /** Names or patterns (fnmatch) of protected branches; null where the token may read neither rules nor rulesets. */
  protectedBranches: string[] | null
  suppressesAttribution: boolean
}

/** GitHub ignores a CODEOWNERS file that is larger. */
const CODEOWNERS_BYTES = 3 * 1024 ** 2
/** Of a pull request's body; no more of a template can ever stand in one. */
const BODY_LENGTH = 65_536

export function toRepositoryContext(wire: WireRepositoryContext, rulesReadable: boolean): RepositoryContext {
  return {
    id: wire.id,
    pullRequestTemplate: toTemplate(wire),
    ...toCodeOwners(wire),
    protectedBranches: toProtectedBranches(wire, rulesReadable),
    suppressesAttribution: [wire.agents, wire.claude, wire.claudeSettings].some(
      (file) => toAttributionSuppression(file?.text ?? '') !== null,
    ),
  }
}

function toCodeOwners(wire: WireRepositoryContext): Pick<RepositoryContext, 'codeowners' | 'codeownersIgnored'> {
  // The order in which GitHub itself looks for the file.
  const text = wire.githubCodeowners?.text ?? wire.rootCodeowners?.text ?? wire.docsCodeowners?.text ?? null
  const codeownersIgnored = text !== null && Buffer.byteLength(text) > CODEOWNERS_BYTES
  return { codeowners: codeownersIgnored ? null : text, codeownersIgnored }
}

function toTemplate(wire: WireRepositoryContext): string | null {
  const body = wire.pullRequestTemplates?.find((template) => template.body)?.body
  return body ? cutText(body, 0, BODY_LENGTH) : null
}

/**
 * Classic rules need admin rights to read, rulesets only read access: either says that the others may exist. Without the
 * rights an app gets an error and a person's token an empty list, which hides what is there.
 */
function toProtectedBranches(wire: WireRepositoryContext, rulesReadable: boolean): string[] | null {
  const rulesets = (wire.rulesets?.nodes ?? []).flatMap((ruleset) =>
    ruleset?.target === 'BRANCH' && ruleset.enforcement === 'ACTIVE' ? (ruleset.conditions.refName?.include ?? []) : [],
  )
  const listed = rulesReadable ? wire.branchProtectionRules?.nodes : null
  const rules = wire.viewerCanAdminister || (listed?.length ?? 0) > 0 ? listed : null
  if (!rules && rulesets.length === 0) return null
  const named = rulesets
    .filter((pattern) => pattern !== '~DEFAULT_BRANCH')
    .map((pattern) => (pattern === '~ALL' ? '**' : pattern.replace(/^refs\/heads\//, '')))
  return [...new Set([...(rules ?? []).flatMap((rule) => (rule ? [rule.pattern] : [])), ...named])].sort()
}
