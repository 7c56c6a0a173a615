import { CONNECTIONS, type ConnectionName, type Ledger, type LedgerEntry } from '@/lib/facts/pull-request-facts'
import { toGap, type ListPage } from './walk'

/** GitHub lists no more files of a pull request than this, and counts no more either. */
const FILES_CAP = 3_000
/** REST says so of commits; where GraphQL ends there too, `totalCount` goes on counting. */
const COMMITS_CAP = 250

const NAMES: Record<ConnectionName, string> = {
  reviews: 'reviews',
  reviewThreads: 'review threads',
  comments: 'comments',
  commits: 'commits',
  files: 'files',
  labels: 'labels',
  assignees: 'assignees',
  checks: 'checks',
  closingIssues: 'closing issues',
  timelineItems: 'timeline items',
}

export function nameConnection(name: ConnectionName): string {
  return NAMES[name]
}

/** GitHub answers null for a connection that cannot exist: then there is nothing. */
export function toLedgerEntry(page: ListPage | null): LedgerEntry {
  if (!page) return { total: 0, stored: 0, complete: true, cursor: null, capped: false }
  const { total, keys, cursor, hasNext } = page
  return { total, stored: keys.length, complete: !hasNext, cursor: hasNext ? cursor : null, capped: false }
}

/**
 * `files.totalCount` stops where the list stops, so only `changedFiles` tells that some are missing. It is the one list that
 * GitHub counts a second time elsewhere; up to its cap the larger count is what the list is held against.
 */
export function toFilesTotal(total: number, changedFiles: number): number {
  return Math.max(total, Math.min(changedFiles, FILES_CAP))
}

/** `capped`: whole as far as GitHub lists, and some are missing. A list that is null while files are counted is not whole. */
export function toFilesEntry(given: LedgerEntry, changedFiles: number): LedgerEntry {
  const entry = { ...given, total: toFilesTotal(given.total, changedFiles) }
  return { ...entry, capped: entry.complete && entry.stored >= FILES_CAP && changedFiles > entry.stored }
}

/** GitHub itself ends the list here, whatever it counts. */
export function isCapped(name: ConnectionName, stored: number): boolean {
  return (name === 'files' && stored >= FILES_CAP) || (name === 'commits' && stored === COMMITS_CAP)
}

/** What a ledger lacks that no further page will bring; null: nothing. */
export function findGap(ledger: Ledger): string | null {
  for (const name of CONNECTIONS) {
    const { total, stored, complete, cursor } = ledger[name]
    const isEndless = !complete && cursor === null
    const gap = complete || isEndless ? toGap(NAMES[name], { seen: stored, total }, isEndless) : null
    if (gap !== null && !isCapped(name, stored)) return gap
  }
  return null
}
