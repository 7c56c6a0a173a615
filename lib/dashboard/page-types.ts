import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type {
  ConfidenceReason,
  ConfidenceStatus,
  EscapeClass,
  ReviewCycleOutcome,
  ThreadClass,
  TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import type { ListChoices, ListQuestion } from '@/lib/pages/list/address'
import type { RepositorySource } from '@/lib/pages/sync/prepare-repositories'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import type { TierRule } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'

/**
 * What the loaders of the pages return: plain data that a page draws without asking anything else.
 * Instants are ISO 8601 UTC, dates YYYY-MM-DD, durations say their unit. Types only: components may import them.
 */

/** What a page was asked for, as Next hands it over. */
export type PageSearch = Record<string, string | string[] | undefined>

/** The five blocks of readings that a pull request can be counted in, by their keys in the document. */
export const FIGURES = ['reviewCapacity', 'timeToConfidentMerge', 'defectCatchRate', 'reasoningTrail', 'aiShare'] as const
export type Figure = (typeof FIGURES)[number]

/** The same in the URL of a page: ?figure=confidence. */
export const FIGURE_NAMES = {
  capacity: 'reviewCapacity',
  confidence: 'timeToConfidentMerge',
  catch: 'defectCatchRate',
  trail: 'reasoningTrail',
  ai: 'aiShare',
} as const satisfies Record<string, Figure>
export type FigureName = keyof typeof FIGURE_NAMES

/** A pull request behind the figures, exactly as /api/v1/…/pull-requests gives it. */
export interface PullRequestListItem {
  number: number
  /** owner/name */
  repository: string
  url: string
  title: string
  /** Login; "ghost" for a deleted account. */
  author: string
  /** Slugs. */
  teams: string[]
  tier: Tier
  readyAt: string | null
  mergedAt: string | null
  /** Readings of the asked range that count it. */
  countedIn: Figure[]
  /** Why its class or base keeps it out of time to confident merge; null: it is not kept out. */
  excludedBecause: string | null
  confidence: {
    /** null: time to confident merge does not count it. */
    status: ConfidenceStatus | null
    reasons: ConfidenceReason[]
    confidentAt: string | null
    /** Hours from the start of the clock to a confident merge, else null. */
    hours: number | null
  }
  /** No reviewer: no latency of a person. */
  reviewCycles: { startedAt: string; endedAt: string | null; outcome: ReviewCycleOutcome }[]
  threads: { class: ThreadClass; evidence: string }[]
  escapes: { class: EscapeClass; evidence: string }[]
  /** null: not eligible. */
  trail: { elements: Record<TrailElement, { met: boolean; text: string | null }>; covered: boolean } | null
  ai: { tier: AiEvidenceTier; evidence: { signal: string; text: string }[] }
}

/** One line of a page's list: the same, and the sentences that say why. */
export interface PullRequestLine extends PullRequestListItem {
  why: {
    /** How confidence was judged, a sentence each. */
    confidence: string[]
    /** e.g. "all reported", "no checks". */
    checks: string
    approvalsNeeded: number
    /** The rule of the tier, e.g. "why ∧ (link ∨ verification ∨ dialogue)"; null: not eligible. */
    trailRequired: string | null
    /** The path that set the tier; null: no rule matched. */
    tierPath: string | null
    /** What in title, body or author made it a revert, a release, a bot's …; null: nothing. */
    classText: string | null
    /** Names of the surfaces it touches; '' stands for what no named surface holds. */
    surfaces: string[]
    /** What its tier asked for and what was there; null: not merged, or not asked to comply. */
    controls: {
      status: TierCompliance
      missing: MissingControl[]
      /** A sentence each. */
      explanation: string[]
      /** Merged although the branch's own rule was not met; null: nobody can tell. */
      bypassed: boolean | null
    } | null
    /** null: not merged, or no dependency manifest touched. */
    manifest: { review: 'reviewed' | 'not_reviewed' | 'not_assessable'; paths: string[] } | null
  }
}

export interface PullRequestPage {
  items: PullRequestLine[]
  /** For ?cursor=; null: this was the last page. */
  nextCursor: string | null
  /** null: this is the first page. */
  previousCursor: string | null
  /** The figure in force; null: all that are ready or merged in the range. */
  figure: FigureName | null
  /** Everything that the address asks of the list. */
  question: ListQuestion
  /** Names that surface and repository may be. */
  choices: ListChoices
  /** Looking further would have taken too long: the next page goes on, though this one is not full. */
  isCut: boolean
  /** What has too few contributors for its pull requests to be listed; null: nothing. */
  withheld: WithheldList | null
}

export type WithheldList = 'organization' | 'team' | 'surface' | 'cell' | 'tier'

export interface Range {
  /** YYYY-MM-DD */
  from: string
  /** Exclusive. */
  to: string
  /** ISO instant; facts after it are ignored. */
  asOf: string
  /** The last 12 complete weeks as of the last completed sync. */
  isDefault: boolean
  /** One sentence about what was asked and could not be given (a bad date, say); the default is shown instead. */
  problem: string | null
}

export type SyncState =
  /** Nothing has been read and nothing is being read. */
  | 'never'
  /** The first sync runs: figures are not there yet, or not complete. */
  | 'first'
  /** A later sync runs; what is shown is of the one before. */
  | 'catching_up'
  /** At rest, everything read. */
  | 'current'
  /** At rest, but something could not be read, or the last sync failed. */
  | 'partial'
  | 'failed'

export interface SyncProgress {
  seen: number
  stored: number
  /** null: GitHub has not told yet. */
  total: number | null
  /** 0–1 of stored and complete pull requests; null while the total is unknown. */
  share: number | null
  pullRequestsPerMinute: number | null
  secondsLeft: number | null
}

export interface SyncStatus {
  state: SyncState
  startedAt: string | null
  /** Completion of the last complete sync. */
  syncedAt: string | null
  /** Seconds since syncedAt: the age of every figure. */
  ageSeconds: number | null
  /** What the ingest waits for, e.g. "waiting 42 s: secondary rate limit". */
  message: string | null
  lastError: string | null
  pointsLeft: number | null
  pointsResetAt: string | null
  progress: SyncProgress
  /** Pull requests that are not complete, or could not be read. */
  incomplete: number
  /** Pull requests stored whose evaluation has not been made yet. */
  pendingEvaluations: number
}

export interface OrganizationName {
  login: string
  name: string
}

export interface TeamName {
  slug: string
  name: string
  members: number
}

/** One row of the surface × tier matrix. */
export interface SurfaceRow {
  /** As in ?surface=; '' stands for what no named surface holds. */
  name: string
  /** What plumbline.yml says; null for "everything else". Without surfaces there each repository is one. */
  source: 'configuration' | 'repository' | 'rest'
  tier: Tier | null
  paths: string[]
  repositories: string[]
  /** Logins, or teams as org/team, of plumbline.yml; CODEOWNERS counts as well but is not listed. */
  maintainers: string[]
  /** The same document as a team's, over the pull requests that touch the surface; null: no readings yet. */
  document: ReadingsDocument | null
  /** By tier of the pull request; a tier without pull requests is absent. */
  cells: Partial<Record<Tier, ReadingsDocument>>
}

export interface TeamRow extends TeamName {
  /** null: no readings yet. */
  document: ReadingsDocument | null
  /** 26 weeks, oldest first; empty while there are no readings. */
  series: SeriesEntry[]
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
  | { kind: 'waiting'; organization: OrganizationName; sync: SyncStatus }

export interface OrganizationPageData {
  kind: 'ready'
  organization: OrganizationName
  sync: SyncStatus
  range: Range
  document: ReadingsDocument
  /** 26 weeks, oldest first. */
  series: SeriesEntry[]
  /** null: withheld. */
  details: ScopeDetails | null
  /** Alphabetical by name. */
  teams: TeamRow[]
  /** In the order of plumbline.yml, "everything else" last. */
  surfaces: SurfaceRow[]
  /** What the last hand audit said of the rule behind the catch rate; null: nobody made one. */
  auditNote: string | null
  /** What plumbline.yml says happened on which day (YYYY-MM-DD): charts mark it. */
  events: { date: string; label: string }[]
  /** The list behind a figure of the organisation, where ?figure= asks for one. */
  pullRequests: PullRequestPage | null
}
export type OrganizationPage = OrganizationPageData | EmptyPage

export interface TeamPageData {
  kind: 'ready'
  organization: OrganizationName
  team: TeamName
  /** All teams, alphabetical, for the way to another one. */
  teams: TeamName[]
  sync: SyncStatus
  range: Range
  document: ReadingsDocument
  /** null: withheld. */
  details: ScopeDetails | null
  series: SeriesEntry[]
  /** How many repositories of the organisation switch the signs of AI off; null for a withheld team. */
  attribution: { repositories: number; suppressed: number } | null
  /** What an audit by hand found of the rules of the catch rate, in the whole organisation; null: none was finished. */
  auditNote: string | null
  /** What each tier asks for, by plumbline.yml or the defaults. */
  rules: Record<Tier, TierRule>
  /** A withheld team has no items. */
  pullRequests: PullRequestPage
}
export type TeamPage = TeamPageData | EmptyPage | { kind: 'not_found'; slug: string; teams: TeamName[] }

export type RepositorySync = RepositorySource

export type SyncPage = NoOrganization | { kind: 'ready'; organization: OrganizationName; sync: SyncStatus; repositories: RepositorySync[] }
