import { DAY } from '@/lib/dates'
import { toDatabaseId, toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import { makeScalePullRequest } from './pull-request'
import {
  toInstant,
  type World,
  type WorldActor,
  type WorldNode,
  type WorldOrganization,
  type WorldPullRequest,
  type WorldRepository,
} from '@/lib/demo/stand-in/world'

export interface ScaleWorldOptions {
  pullRequests: number
  repositories?: number
  login?: string
  /** The last instant; pull requests are spread evenly over the three years before it. */
  end?: Date
  /** Review threads of the pull request of this index; default: 1 or 2. */
  countThreads?: (index: number) => number
}

const YEARS = 3

/**
 * An organisation of any size whose pull requests are made when they are asked for and forgotten soon after:
 * 100,000 of them take no memory. Every one has 2 reviews, 1 or 2 threads, 3 commits, 5 files and a few events.
 */
export function makeScaleWorld({
  pullRequests,
  repositories = 4,
  login = 'scale',
  end = new Date('2026-11-16T00:00:00Z'),
  countThreads = (index) => 1 + (index % 2),
}: ScaleWorldOptions): World {
  const people = Array.from({ length: 24 }, (_, index): WorldActor => ({
    __typename: 'User',
    id: toNodeId('U', login, index),
    login: `person-${index + 1}`,
    databaseId: toDatabaseId('U', login, index),
    name: `Person ${index + 1}`,
  }))
  const organization: WorldOrganization = {
    __typename: 'Organization',
    id: toNodeId('O', login),
    databaseId: toDatabaseId('O', login),
    login,
    name: 'Scale',
    members: people,
    teams: [],
    repositories: [],
  }
  organization.teams = ['first', 'second', 'third'].map((slug, index) => ({
    __typename: 'Team',
    id: toNodeId('T', login, slug),
    databaseId: toDatabaseId('T', login, slug),
    slug,
    name: slug,
    description: '',
    parentTeam: null,
    members: people.slice(index * 8, index * 8 + 8).map((user) => ({ user, role: 'MEMBER' as const, from: null, to: null })),
    organization,
  }))
  const start = end.getTime() - YEARS * 365 * DAY
  const perRepository = Math.ceil(pullRequests / repositories)
  organization.repositories = Array.from({ length: repositories }, (_, ordinal) => {
    const length = Math.max(0, Math.min(perRepository, pullRequests - ordinal * perRepository))
    const step = (end.getTime() - start - 10 * DAY) / Math.max(1, length)
    return makeRepository(organization, ordinal, length, toInstant(start), (repository, index) =>
      makeScalePullRequest(repository, ordinal, index, start + index * step, people, countThreads(index)),
    )
  })
  return { organizations: [organization], end: toInstant(end), findNode: makeFinder(organization) }
}

function makeRepository(
  owner: WorldOrganization,
  ordinal: number,
  length: number,
  createdAt: string,
  make: (repository: WorldRepository, index: number) => WorldPullRequest,
): WorldRepository {
  const name = `repository-${ordinal + 1}`
  // A page and a detail call look at the same hundred; more is not worth keeping.
  const recent = new Map<number, WorldPullRequest>()
  const repository: WorldRepository = {
    __typename: 'Repository',
    id: toNodeId('R', owner.login, name),
    databaseId: toDatabaseId('R', owner.login, name),
    name,
    nameWithOwner: `${owner.login}/${name}`,
    owner,
    isArchived: false,
    isPrivate: true,
    isFork: false,
    createdAt,
    defaultBranch: 'main',
    branches: [],
    rules: [],
    files: {},
    pullRequestTemplates: [],
    pullRequests: {
      length,
      at(index) {
        let pullRequest = recent.get(index)
        if (pullRequest === undefined) {
          if (recent.size >= 300) recent.clear()
          pullRequest = make(repository, index)
          recent.set(index, pullRequest)
        }
        return pullRequest
      },
    },
  }
  return repository
}

/** Ids of pull requests and threads say where they are, so that no index is needed: PR_scale_2_17, PRRT_scale_2_17_0. */
function makeFinder(organization: WorldOrganization) {
  const others: WorldNode[] = [organization, ...organization.repositories, ...organization.teams, ...organization.members]
  const byId = new Map(others.map((node) => [node.id, node]))
  return (id: string): WorldNode | null => {
    const match = /^(PR|PRRT)_scale_(\d+)_(\d+)(?:_(\d+))?$/.exec(id)
    if (!match) return byId.get(id) ?? null
    const repository = organization.repositories[Number(match[2])]
    if (!repository || Number(match[3]) >= repository.pullRequests.length) return null
    const pullRequest = repository.pullRequests.at(Number(match[3]))
    return match[1] === 'PR' ? pullRequest : (pullRequest.threads[Number(match[4])] ?? null)
  }
}
