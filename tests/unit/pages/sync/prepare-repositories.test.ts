import { expect, it } from 'vitest'
import { nameWaitingComments, prepareRepositories, type RepositorySync } from '@/lib/pages/sync/prepare-repositories'

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

it('says how many comments wait to be read again, and nothing where none does', () => {
  expect(nameWaitingComments(0)).toBeNull()
  expect(nameWaitingComments(1)).toMatch(/^1.comment waits to be read again/)
  expect(nameWaitingComments(1200)).toMatch(/^1,200.comments wait to be read again/)
})
