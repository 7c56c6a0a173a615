import type { PullRequestList, World, WorldIssue, WorldNode, WorldOrganization, WorldPullRequest } from './world'

/** Pull requests held in memory, oldest first. */
export function toPullRequestList(pullRequests: WorldPullRequest[]): PullRequestList {
  const sorted = [...pullRequests].sort((a, b) => (a.createdAt === b.createdAt ? a.number - b.number : a.createdAt < b.createdAt ? -1 : 1))
  return {
    length: sorted.length,
    at(index) {
      const pullRequest = sorted[index]
      if (pullRequest === undefined) throw new RangeError(`No pull request ${index}`)
      return pullRequest
    },
  }
}

export function listPullRequests(list: PullRequestList): WorldPullRequest[] {
  return Array.from({ length: list.length }, (_, index) => list.at(index))
}

/** A world of organisations held in memory, with every node found by its id. */
export function toMemoryWorld(organizations: WorldOrganization[], end: string): World {
  const nodes = new Map<string, WorldNode>()
  const add = (node: WorldNode) => void nodes.set(node.id, node)
  for (const organization of organizations) {
    add(organization)
    organization.members.forEach(add)
    organization.teams.forEach(add)
    for (const repository of organization.repositories) {
      add(repository)
      for (const pullRequest of listPullRequests(repository.pullRequests)) {
        add(pullRequest)
        pullRequest.threads.forEach(add)
        pullRequest.closingIssues.forEach((issue: WorldIssue) => add(issue))
      }
    }
  }
  return { organizations, end, findNode: (id) => nodes.get(id) ?? null }
}
