import { formatInstant } from '@/lib/pages/words/format-dates'
import type { NoOrganization, SharedPageData } from '@/lib/pages/frame/page'
import type { SetAsideRow } from './prepare-set-aside'
import { formatCount } from '@/lib/pages/words/format-figures'
import { isolate } from '@/lib/pages/words/isolate'

export interface RepositorySync {
  repository: string
  url: string
  isArchived: boolean
  pullRequestsTotal: number | null
  pullRequestsSeen: number
  pullRequestsStored: number
  incompletePullRequests: number
  /** Connections that are not read to their end, by name, e.g. {"comments": 2}. */
  incompleteConnections: Record<string, number>
  backfilledAt: string | null
  lastReadAt: string | null
  lastError: string | null
}

export type SyncPage = NoOrganization | ({ kind: 'ready'; repositories: RepositorySync[]; setAside: SetAsideRow[] } & SharedPageData)

export interface RepositoryView {
  name: string
  url: string
  state: string
  stored: string
  /** 0–1; null: GitHub has not said how many there are. */
  share: number | null
  lastRead: string
  /** What is missing, and why; null: nothing. */
  trouble: string | null
}

export function prepareRepositories(repositories: readonly RepositorySync[]): RepositoryView[] {
  return repositories.map((repository) => {
    const total = repository.pullRequestsTotal
    const stored = formatCount(repository.pullRequestsStored)
    return {
      name: repository.repository,
      url: repository.url,
      state: [
        repository.backfilledAt
          ? repository.incompletePullRequests === 0
            ? 'complete'
            : 'completing'
          : repository.lastReadAt
            ? 'reading'
            : 'waiting',
        repository.isArchived ? 'archived' : '',
      ]
        .filter(Boolean)
        .join(', '),
      stored: total === null ? stored : `${stored} of ${formatCount(total)}`,
      share: total === null ? null : total === 0 ? 1 : Math.min(1, repository.pullRequestsStored / total),
      lastRead: repository.lastReadAt ? formatInstant(repository.lastReadAt) : 'not yet',
      trouble: nameTrouble(repository),
    }
  })
}

/** The parts of a pull request that GitHub gives in pages, as people call them. */
const PARTS: Record<string, string> = {
  threadComments: 'comments of threads',
  closingIssueLabels: 'labels of linked issues',
}

/** "reviewThreads" → "review threads" */
function namePart(part: string): string {
  return PARTS[part] ?? part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function nameTrouble({ incompletePullRequests, incompleteConnections, lastError }: RepositorySync): string | null {
  const parts = Object.keys(incompleteConnections).map(namePart)
  const missing =
    incompletePullRequests === 0
      ? ''
      : `${formatCount(incompletePullRequests)} not yet whole${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`
  return [missing, isolate(lastError ?? '')].filter(Boolean).join('; ') || null
}
