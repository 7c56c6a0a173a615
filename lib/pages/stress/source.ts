import type { StressReading } from '@/lib/metrics/stress/compute'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import type { Range } from '@/lib/pages/frame/prepare-range'

/** One thing that can be put under stress. Plain data: it crosses from the server to the browser. */
export interface StressScope {
  /** "organization", "team:SLUG" or "surface:NAME". */
  key: string
  kind: 'organization' | 'team' | 'surface'
  name: string
  /** The risk tier of a surface. */
  tier: string | null
  /** null: no readings yet. */
  reading: StressReading | null
  contributors: number | null
  /** Weekday hours; the SLO that the form starts with. */
  sloWeekdayHours: number
  /** The pull requests behind λ and C; null where there are none to show. */
  listHref: string | null
}

export interface StressSource {
  organization: string
  /**
   * What can be answered without asking the server again: the organisation, surfaces in the order of plumbline.yml, teams
   * alphabetical: those of one page, and the one that was asked for.
   */
  scopes: StressScope[]
  /** Every team as [slug, name], alphabetical: each can be asked for. */
  teams: [slug: string, name: string][]
  /** The page of them whose rows are shown, from 1. */
  teamsPage: number
  /** ISO instant of the readings. */
  asOf: string
  /** from, to and asOf of the address, where it names them, and the page of teams, where it is not the one that is shown anyway. */
  keep: Record<string, string>
}

export type StressPage = EmptyPage | (SharedPageData & { kind: 'ready'; range: Range; source: StressSource })
