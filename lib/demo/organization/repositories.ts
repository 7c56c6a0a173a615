import { toDatabaseId, toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import type { RepositoryName } from './teams'
import type { WorldBranchRule, WorldOrganization, WorldRepository, WorldRulesetRule } from '@/lib/demo/stand-in/world'
import { toPullRequestList } from '@/lib/demo/stand-in/memory-world'

// The five repositories: rules, owners, templates.

export const TEMPLATE = `## Why

<!-- What made this change necessary? Link the issue. -->

## What changed

<!-- The parts a reviewer should look at first. -->

## Risk and rollback

<!-- What may break, who would notice, how to take it back. -->

## Test plan

<!-- How you know that it works. -->

- [ ] I have read the review contract
- [ ] No AI was used for this change
`

interface RepositoryPlan {
  requiredContexts: string[]
  approvals: number
  resolvesConversations: boolean
  codeowners: string
  hasRule: boolean
}

const ORG = '@larkspur-freight'

const PLANS: Record<RepositoryName, RepositoryPlan> = {
  marketplace: {
    requiredContexts: ['build', 'test'],
    approvals: 1,
    resolvesConversations: false,
    hasRule: true,
    codeowners: [
      `* ${ORG}/booking ${ORG}/portal`,
      `/src/booking/ ${ORG}/booking`,
      `/src/portal/ ${ORG}/portal`,
      `/research/ ${ORG}/pricing-research`,
    ].join('\n'),
  },
  'payments-core': {
    requiredContexts: ['build', 'test', 'ledger-consistency'],
    approvals: 1,
    resolvesConversations: true,
    hasRule: true,
    codeowners: `* ${ORG}/payments\n/db/migrations/ ${ORG}/payments\n`,
  },
  tracking: {
    requiredContexts: ['build', 'test'],
    approvals: 1,
    resolvesConversations: false,
    hasRule: true,
    codeowners: `* ${ORG}/tracking\n/src/connectors/ ${ORG}/carriers\n`,
  },
  infrastructure: {
    requiredContexts: ['plan', 'policy'],
    approvals: 1,
    resolvesConversations: false,
    hasRule: true,
    codeowners: `* ${ORG}/platform\n`,
  },
  // No rule here: every check that is reported must be green.
  'driver-app': {
    requiredContexts: [],
    approvals: 0,
    resolvesConversations: false,
    hasRule: false,
    codeowners: `* ${ORG}/mobile\n`,
  },
}

/** Names of the checks that run on every push. */
export function listChecks(name: RepositoryName): string[] {
  return name === 'driver-app' ? ['build', 'unit-tests', 'lint'] : [...PLANS[name].requiredContexts, 'lint']
}

export function makeRepositories(owner: WorldOrganization, createdAt: string): Record<RepositoryName, WorldRepository> {
  const make = (name: RepositoryName): WorldRepository => {
    const plan = PLANS[name]
    const nameWithOwner = `${owner.login}/${name}`
    const rule: WorldBranchRule = {
      id: toNodeId('BPR', nameWithOwner, 'main'),
      pattern: 'main',
      requiredApprovingReviewCount: plan.approvals,
      requiredStatusCheckContexts: plan.requiredContexts,
      requiresConversationResolution: plan.resolvesConversations,
      requiresCodeOwnerReviews: false,
    }
    return {
      __typename: 'Repository',
      id: toNodeId('R', nameWithOwner),
      databaseId: toDatabaseId('R', nameWithOwner),
      name,
      nameWithOwner,
      owner,
      isArchived: false,
      isPrivate: true,
      isFork: false,
      createdAt,
      defaultBranch: 'main',
      branches: ['release/2'],
      rules: plan.hasRule ? [rule, { ...rule, id: toNodeId('BPR', nameWithOwner, 'release'), pattern: 'release/*' }] : [],
      // As old as the repository: what it asks today it asked of every merge of the demo.
      rulesetRules: plan.hasRule ? toRulesetRules(plan, createdAt) : [],
      files: {
        '.github/CODEOWNERS': plan.codeowners,
        '.github/pull_request_template.md': TEMPLATE,
        'README.md': `# ${name}\n`,
        ...(name === 'marketplace' ? { 'AGENTS.md': '# Working here\n\nRun the tests before you open a pull request.\n' } : {}),
      },
      pullRequestTemplates: [{ filename: 'pull_request_template.md', body: TEMPLATE }],
      pullRequests: toPullRequestList([]),
    }
  }
  return {
    marketplace: make('marketplace'),
    'payments-core': make('payments-core'),
    tracking: make('tracking'),
    infrastructure: make('infrastructure'),
    'driver-app': make('driver-app'),
  }
}

function toRulesetRules({ approvals, requiredContexts }: RepositoryPlan, updatedAt: string): WorldRulesetRule[] {
  return [
    {
      branch: 'main',
      type: 'PULL_REQUEST',
      parameters: { __typename: 'PullRequestParameters', requiredApprovingReviewCount: approvals },
      updatedAt,
    },
    {
      branch: 'main',
      type: 'REQUIRED_STATUS_CHECKS',
      parameters: {
        __typename: 'RequiredStatusChecksParameters',
        requiredStatusChecks: requiredContexts.map((context) => ({ __typename: 'StatusCheckConfiguration', context })),
      },
      updatedAt,
    },
  ]
}
