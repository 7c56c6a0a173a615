import { countAsOf, membersAsOf, stateAsOf, updatedAtAsOf } from './as-of'
import { toRef, toProtectionRule } from './branch'
import { toArrayConnection, toConnection, type PageArguments, type Sequence } from './connection'
import type { Resolver, StandInContext } from './context'
import { typedError } from './errors'
import type { Instant, WorldIssue, WorldNode, WorldOrganization, WorldPullRequest, WorldRepository, WorldTeam } from './world'

// Resolvers from the root down to a repository's list of pull requests.

function requireScope(context: StandInContext, scope: 'read:org' | 'administration', field: string) {
  if (context.scopes.has(scope)) return
  if (scope === 'administration') throw typedError('FORBIDDEN', 'Resource not accessible by integration')
  throw typedError(
    'INSUFFICIENT_SCOPES',
    `Your token has not been granted the required scopes to execute this query. The '${field}' field requires one of the ` +
      `following scopes: ['read:org'], but your token has only been granted the: ` +
      `['${[...context.scopes].join("', '")}'] scopes.`,
  )
}

function findOrganization(context: StandInContext, login: string): WorldOrganization {
  const organization = context.world.organizations.find((candidate) => candidate.login.toLowerCase() === login.toLowerCase())
  if (!organization) throw typedError('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`)
  if (!context.scopes.has('sso')) {
    throw typedError(
      'FORBIDDEN',
      'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
      { saml_failure: true },
    )
  }
  return organization
}

function findRepository(context: StandInContext, owner: string, name: string): WorldRepository {
  const fullName = `${owner}/${name}`.toLowerCase()
  for (const organization of context.world.organizations) {
    const repository = organization.repositories.find((candidate) => candidate.nameWithOwner.toLowerCase() === fullName)
    if (repository) return repository
  }
  throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`)
}

function findNode(context: StandInContext, id: string): WorldNode {
  const node = context.world.findNode(id)
  const bornAt =
    node?.__typename === 'PullRequest'
      ? node.createdAt
      : node?.__typename === 'PullRequestReviewThread'
        ? node.comments[0]?.createdAt
        : null
  if (node && (bornAt === null || bornAt === undefined || bornAt <= context.asOf)) return node
  throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
}

export const queryResolvers: Record<string, Resolver<unknown>> = {
  rateLimit: (_, __, context) => context.rateLimit,
  viewer: () => ({ __typename: 'User', id: 'U_stand_in', login: 'stand-in-viewer', databaseId: 1 }),
  organization: (_, args, context) => findOrganization(context, String(args['login'])),
  repositoryOwner: (_, args, context) => findOrganization(context, String(args['login'])),
  repository: (_, args, context) => findRepository(context, String(args['owner']), String(args['name'])),
  node: (_, args, context) => findNode(context, String(args['id'])),
  // A node that cannot be found is null with an error of its own; graphql-js takes an Error in a list as that.
  nodes: (_, args, context) =>
    (args['ids'] as string[]).map((id) => {
      try {
        return findNode(context, id)
      } catch (error) {
        return error
      }
    }),
}

export const organizationResolvers: Record<string, Resolver<WorldOrganization>> = {
  url: (source) => `https://github.com/${source.login}`,
  teams: (source, page, context) => {
    requireScope(context, 'read:org', 'teams')
    return toArrayConnection(source.teams, page)
  },
  team: (source, args, context) => {
    requireScope(context, 'read:org', 'team')
    return source.teams.find((team) => team.slug === args['slug']) ?? null
  },
  membersWithRole: (source, page) => {
    const connection = toArrayConnection(source.members, page)
    return { ...connection, edges: connection.edges.map((edge) => ({ ...edge, role: 'MEMBER' })) }
  },
  repositories: (source, page, { asOf }) =>
    toArrayConnection(
      source.repositories.filter((repository) => repository.createdAt <= asOf),
      page,
    ),
  repository: (source, args) => source.repositories.find((repository) => repository.name === args['name']) ?? null,
}

function childrenOf(team: WorldTeam): WorldTeam[] {
  return team.organization.teams.filter((candidate) => candidate.parentTeam === team)
}

function familyOf(team: WorldTeam): WorldTeam[] {
  return [team, ...childrenOf(team).flatMap(familyOf)]
}

export const teamResolvers: Record<string, Resolver<WorldTeam>> = {
  url: (source) => `https://github.com/orgs/${source.organization.login}/teams/${source.slug}`,
  combinedSlug: (source) => `${source.organization.login}/${source.slug}`,
  privacy: () => 'VISIBLE',
  childTeams: (source, page) => toArrayConnection(childrenOf(source), page),
  members: (source, page: PageArguments & { membership?: string }, { asOf }) => {
    const teams =
      page.membership === 'IMMEDIATE' ? [source] : page.membership === 'CHILD_TEAM' ? familyOf(source).slice(1) : familyOf(source)
    const members = new Map(teams.flatMap((team) => membersAsOf(team, asOf)).map((member) => [member.user.id, member]))
    const connection = toArrayConnection([...members.values()], page)
    return {
      ...connection,
      nodes: connection.nodes.map((member) => member.user),
      edges: connection.edges.map(({ node, cursor }) => ({ cursor, node: node.user, role: node.role })),
    }
  },
}

export const repositoryResolvers: Record<string, Resolver<WorldRepository>> = {
  url: (source) => `https://github.com/${source.nameWithOwner}`,
  viewerCanAdminister: (_, __, { scopes }) => scopes.has('administration'),
  visibility: (source) => (source.isPrivate ? 'PRIVATE' : 'PUBLIC'),
  updatedAt: (_, __, { asOf }) => asOf,
  defaultBranchRef: (source) => toRef(source, source.defaultBranch),
  ref: (source, args) => toRef(source, String(args['qualifiedName']).replace(/^refs\/heads\//, '')),
  refs: (source, page) =>
    toArrayConnection(
      [source.defaultBranch, ...source.branches].map((branch) => toRef(source, branch)),
      page,
    ),
  branchProtectionRules: (source, page, context) => {
    requireScope(context, 'administration', 'branchProtectionRules')
    return toArrayConnection(
      source.rules.map((rule) => toProtectionRule(source, rule)),
      page,
    )
  },
  rulesets: (_, page) => toArrayConnection([], page),
  codeowners: () => ({ errors: [] }),
  pullRequestTemplates: (source) => source.pullRequestTemplates.map((template) => ({ ...template, repository: source })),
  labels: (_, page) => toArrayConnection([], page),
  object: (source, args) => {
    const { expression } = args
    const path = typeof expression === 'string' ? expression.replace(/^[^:]*:/, '') : ''
    const text = source.files[path]
    if (text === undefined) return null
    return {
      __typename: 'Blob',
      id: `B_${source.id}_${path}`,
      oid: '0'.repeat(40),
      text,
      byteSize: text.length,
      isBinary: false,
      isTruncated: false,
    }
  },
  pullRequest: (source, args, { asOf }) => {
    for (let index = countAsOf(source, asOf) - 1; index >= 0; index -= 1) {
      const candidate = source.pullRequests.at(index)
      if (candidate.number === args['number']) return candidate
    }
    throw typedError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(args['number'])}.`)
  },
  pullRequests: (source, args, { asOf }) => {
    const order = (args['orderBy'] ?? { field: 'CREATED_AT', direction: 'ASC' }) as { field: string; direction: string }
    const states = args['states'] as string[] | null | undefined
    const sequence =
      order.field === 'UPDATED_AT' || states?.length
        ? toSorted(source, asOf, order.field === 'UPDATED_AT', order.direction === 'DESC', states)
        : toCreated(source, asOf, order.direction === 'DESC')
    return toConnection(sequence, args)
  },
}

/** By creation: straight from the list, so that a large one is never walked. */
function toCreated(repository: WorldRepository, asOf: Instant, isDescending: boolean): Sequence<WorldPullRequest> {
  const length = countAsOf(repository, asOf)
  const position = (index: number) => (isDescending ? length - 1 - index : index)
  return {
    length,
    at: (index) => repository.pullRequests.at(position(index)),
    keyAt: (index) => String(position(index)),
    indexAfter: (key) => (isDescending ? length - Number(key) : Number(key) + 1),
  }
}

const sorted = new WeakMap<WorldRepository, { key: string; items: { key: string; pullRequest: WorldPullRequest }[] }>()

function toSorted(
  repository: WorldRepository,
  asOf: Instant,
  byUpdate: boolean,
  isDescending: boolean,
  states: string[] | null | undefined,
): Sequence<WorldPullRequest> {
  const key = [asOf, byUpdate, isDescending, ...(states ?? [])].join()
  let known = sorted.get(repository)
  if (known?.key !== key) {
    const items: { key: string; pullRequest: WorldPullRequest }[] = []
    for (let index = countAsOf(repository, asOf) - 1; index >= 0; index -= 1) {
      const pullRequest = repository.pullRequests.at(index)
      if (states?.length && !states.includes(stateAsOf(pullRequest, asOf))) continue
      const at = byUpdate ? updatedAtAsOf(pullRequest, asOf) : pullRequest.createdAt
      items.push({ key: `${at}#${String(pullRequest.number).padStart(9, '0')}`, pullRequest })
    }
    const sign = isDescending ? -1 : 1
    items.sort((a, b) => (a.key < b.key ? -sign : sign))
    known = { key, items }
    sorted.set(repository, known)
  }
  const { items } = known
  return {
    length: items.length,
    at: (index) => required(items[index]).pullRequest,
    keyAt: (index) => required(items[index]).key,
    indexAfter: (after) => {
      const index = items.findIndex((item) => (isDescending ? item.key < after : item.key > after))
      return index < 0 ? items.length : index
    },
  }
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('Past the end of the list')
  return value
}

export const issueResolvers: Record<string, Resolver<WorldIssue>> = {
  url: (source) => `https://github.com/${source.repository.nameWithOwner}/issues/${source.number}`,
  fullDatabaseId: (source) => String(source.databaseId),
  closed: (source) => source.state === 'CLOSED',
  updatedAt: (source) => source.createdAt,
  labels: (source, page) => toArrayConnection(source.labels, page),
}
