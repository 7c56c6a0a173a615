import type { TierStateName } from '@/lib/metrics/organization/tier-states'
import type { SyncStatus } from './prepare-sync'

/**
 * What every page has around what it shows. A page's own types stand with what prepares it (lib/pages/team/prepare-page.ts
 * has TeamPage); its loader in lib/dashboard returns exactly those, plain data that is drawn without asking anything else.
 * Instants are ISO 8601 UTC, dates YYYY-MM-DD, durations say their unit.
 */

/** What a page was asked for, as Next hands it over. */
export type PageSearch = Record<string, string | string[] | undefined>

export interface OrganizationName {
  login: string
  name: string
}

export interface TeamName {
  slug: string
  name: string
  members: number
}

/** Where the path rules of a repository stand, as last decided. */
export interface RepositoryTiers {
  repositoryId: string
  /** owner/name */
  repository: string
  state: TierStateName
  /** YYYY-MM-DD: since when, and when it was last decided. */
  sinceOn: string
  decidedOn: string
  /** Merges of the 26 weeks before that, and those of them with a file that no rule knows. */
  merges: number
  unmatched: number
}

export interface SharedPageData {
  organization: OrganizationName
  sync: SyncStatus
  /** Where the path rules of each repository stand, by name; absent before the first readings. */
  tierStates?: readonly RepositoryTiers[]
}

/**
 * No organisation to show: none in the database (known is empty: say what to run), not the one GITHUB_ORG names
 * (expected), or several of them and GITHUB_ORG names none (expected null, known has them).
 */
export interface NoOrganization {
  kind: 'empty'
  expected: string | null
  /** Logins in the database. */
  known: string[]
}

/** Pages before there is anything to show. */
export type EmptyPage =
  | NoOrganization
  /** An organisation is known, its readings are not there yet: show the progress. */
  | ({ kind: 'waiting' } & SharedPageData)
