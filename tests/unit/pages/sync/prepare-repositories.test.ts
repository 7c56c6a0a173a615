import { expect, it } from 'vitest'
import { prepareRepositories, type RepositorySync } from '@/lib/pages/sync/prepare-repositories'

const repository: RepositorySync = {
  repository: 'northwind/shop',
  url: 'https://github.com/northwind/shop',
  isArchived: false,
  pullRequestsTotal: 730,
  pullRequestsSeen: 730,
  pullRequestsStored: 730,
  incompletePullRequests: 0,
  incompleteConnections: {},
  backfilledAt: '2026-11-16T09:00:00Z',
  lastReadAt: '2026-11-16T09:00:00Z',
  lastError: null,
}

it('calls nothing complete that is not, and names what is missing in words', () => {
  const [whole, partial] = prepareRepositories([
    repository,
    { ...repository, incompletePullRequests: 3, incompleteConnections: { threadComments: 1, closingIssueLabels: 2, reviewThreads: 1 } },
  ])
  expect(whole).toMatchObject({ state: 'complete', trouble: null })
  expect(partial).toMatchObject({
    state: 'completing',
    trouble: '3 not yet whole (comments of threads, labels of linked issues, review threads)',
  })
})
