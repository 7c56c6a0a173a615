import type { TierRule } from '@/lib/policy/defaults'
import { TIER_RULES } from '@/lib/policy/defaults'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { isolate } from '@/lib/pages/words/isolate'

/** What is in force, and where it comes from: a sentence each. */
export interface RulesView {
  /** null: no file. */
  path: string | null
  sentences: string[]
  /** No maintainer is known anywhere, or some that are named are not. */
  warnings: string[]
  /** First lines of a file, for who has none. */
  start: string | null
}

export interface RulesInForce {
  /** null: no file, the defaults hold. */
  path: string | null
  rules: Record<Tier, TierRule>
  ownGlobs: number
  /** Maintainers of plumbline.yml that GitHub has not told of. */
  unknownMaintainers: string[]
  repositories: number
  repositoriesWithCodeOwners: number
  /** Lines of CODEOWNERS files that are no pattern: "org/name, line 3 …". */
  codeOwnersProblems: string[]
}

export function prepareRules(source: RulesInForce, named: readonly { maintainers: readonly string[] }[]): RulesView {
  const { path, rules, ownGlobs, repositories, repositoriesWithCodeOwners: withOwners } = source
  const own = TIERS.filter((tier) => JSON.stringify(toSorted(rules[tier])) !== JSON.stringify(toSorted(TIER_RULES[tier])))
  const withMaintainers = named.filter(({ maintainers }) => maintainers.length > 0).length
  const isAnyoneNamed = withMaintainers > 0 || withOwners > 0
  return {
    path,
    sentences: [
      path === null ? 'There is no plumbline.yml: the defaults hold.' : `In force is ${isolate(path)}.`,
      own.length === 0
        ? 'What each tier asks for is the default.'
        : `${own.join(', ')} ${own.length === 1 ? 'asks' : 'ask'} for what the file says, the other tiers for the default.`,
      ownGlobs === 0
        ? 'Paths get their tier from the surfaces and the default path rules.'
        : `${formatCounted(ownGlobs, 'path rule')} of the file ${ownGlobs === 1 ? 'decides' : 'decide'} before surfaces and defaults.`,
      `CODEOWNERS was read in ${formatCount(withOwners)} of ${formatCounted(repositories, 'repository', 'repositories')}${named.length > 0 ? `, and ${formatCount(withMaintainers)} of ${formatCounted(named.length, 'surface')} ${named.length === 1 ? 'names' : 'name'} maintainers` : ''}.`,
    ],
    warnings: [...nameUnknown(source.unknownMaintainers), ...nameProblems(source.codeOwnersProblems), ...(isAnyoneNamed ? [] : [NOBODY])],
    start: path === null ? START : null,
  }
}

const NOBODY =
  'No maintainer is known: where a tier asks for one, a merge that has everything else is “not assessable”, never a failure. Name maintainers in plumbline.yml, or in CODEOWNERS.'

/** A misspelt team would silently turn every merge of its surface into one without a maintainer's approval. */
function nameUnknown(names: readonly string[]): string[] {
  if (names.length === 0) return []
  const [is, them] = names.length === 1 ? ['is', 'its approvals are'] : ['are', 'their approvals are']
  return [
    `${names.map(isolate).join(', ')} ${is} named as maintainer, but GitHub has told of no such person or team: ${them} not recognised. A team is written as org/team, by its slug.`,
  ]
}

const NAMED_PROBLEMS = 5

function nameProblems(problems: readonly string[]): string[] {
  if (problems.length === 0) return []
  const more = problems.length > NAMED_PROBLEMS ? `, and ${formatCount(problems.length - NAMED_PROBLEMS)} more` : ''
  return [`In CODEOWNERS these lines own nothing: ${problems.slice(0, NAMED_PROBLEMS).map(isolate).join('; ')}${more}.`]
}

const START = `# yaml-language-server: $schema=./public/plumbline.schema.json
surfaces:
  - name: billing
    paths: [services/billing/**]
    tier: T3
    maintainers: [your-org/payments]`

function toSorted({ approvals, maintainer, rollbackNote }: TierRule): TierRule {
  return { approvals, maintainer, rollbackNote }
}
