import type { ReadingsDocument, ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatMultiple, formatMultipleRange, formatRate } from '@/lib/pages/words/format-figures'
import { nameStatus, nameWithheld } from '@/lib/pages/words/name-missing'
import { addToQuery } from '@/lib/pages/frame/prepare-range'
import { prepareIntervalMark, type IntervalMarkView } from './prepare-interval-mark'
import { isolate } from '@/lib/pages/words/isolate'

/** Surfaces by tier of their pull requests: where review would break first. Surfaces are not people, so they may be ordered. */
export interface SurfaceMatrixView {
  /** The tightest first; those without a headroom last, in the order of plumbline.yml. */
  rows: SurfaceMatrixRow[]
  /** The highest first; a tier that no shown surface has is left out. */
  tiers: Tier[]
  total: number
  /** How many more there are. */
  hidden: number
  allHref: string
  /** Nobody named surfaces in plumbline.yml: these are the repositories. */
  isOfRepositories: boolean
}

export interface SurfaceMatrixRow {
  /** '' is what no named surface holds. */
  key: string
  name: string
  /** What belongs to it, in a line. */
  paths: string
  /** As plumbline.yml says; null: the tiers of its pull requests differ by file. */
  tier: Tier | null
  headroom: HeadroomCell
  /** yes, no, not shown; null: nothing is known. */
  twice: string | null
  cells: Record<Tier, HeadroomCell | null>
  /** Named in plumbline.yml. */
  maintainers: string | null
  effectiveReviewers: string | null
  stressHref: string
  /** The pull requests that touch it. */
  listHref: string
}

export interface HeadroomCell {
  value: string | null
  interval: string | null
  mark: IntervalMarkView | null
  /** Why there is no headroom, in a few words; null where there is one. */
  absent: string | null
  /** Pull requests that became ready in the range, "n 31"; null: not known. */
  n: string | null
}

/** What a row of the surface × tier matrix is drawn from. */
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

/** More rows than this are looked up, not read. */
export const TIGHTEST_SURFACES = 12
const MOST_PATHS = 2
const REST_NAME = 'Everything else'

const HIGHEST_FIRST: readonly Tier[] = TIERS.toReversed()
const TWICE = { yes: 'yes, untried', no: 'no', not_shown: 'not shown' } as const

/** At most `limit` rows, without the `from` tightest. */
export function prepareSurfaceMatrix(rows: readonly SurfaceRow[], query: string, limit = TIGHTEST_SURFACES, from = 0): SurfaceMatrixView {
  const shown = orderByTightness(rows).slice(from, from + limit)
  return {
    rows: shown.map((row) => toRow(row, query)),
    tiers: HIGHEST_FIRST.filter((tier) => shown.some(({ cells }) => cells[tier])),
    total: rows.length,
    hidden: Math.max(0, rows.length - from - shown.length),
    allHref: `/surfaces${query}#matrix`,
    isOfRepositories: rows.length > 0 && rows.every(({ source }) => source === 'repository'),
  }
}

/** By headroom, the tightest first. A stable sort: what has none keeps its order, at the end. */
function orderByTightness<Row extends { document: ReadingsDocument | null }>(rows: readonly Row[]): Row[] {
  const headroomOf = ({ document }: Row) => document?.reviewCapacity.headroom.value ?? Infinity
  return rows.toSorted((a, b) => {
    const [first, second] = [headroomOf(a), headroomOf(b)]
    return first === second ? 0 : first - second
  })
}

function toRow(row: SurfaceRow, query: string): SurfaceMatrixRow {
  const capacity = row.document?.reviewCapacity ?? null
  const headroom = toCell(row.document, 'no readings yet')
  return {
    key: row.name,
    name: nameSurfaceRow(row),
    paths: describePaths(row),
    tier: row.tier,
    headroom,
    twice: capacity && headroom.value !== null ? TWICE[capacity.twice] : null,
    cells: {
      T0: toTierCell(row.cells.T0),
      T1: toTierCell(row.cells.T1),
      T2: toTierCell(row.cells.T2),
      T3: toTierCell(row.cells.T3),
    },
    maintainers: describeMaintainers(row),
    effectiveReviewers: capacity === null || capacity.effectiveReviewers === null ? null : formatRate(capacity.effectiveReviewers),
    stressHref: `/stress-test${addToQuery(query, { surface: row.name })}`,
    listHref: `/${addToQuery(query, { surface: row.name })}#pull-requests`,
  }
}

function nameSurfaceRow({ name, source }: Pick<SurfaceRow, 'name' | 'source'>): string {
  return source === 'rest' || name === '' ? REST_NAME : name
}

function toTierCell(document: ReadingsDocument | undefined): HeadroomCell | null {
  return document ? toCell(document, '') : null
}

function toCell(document: ReadingsDocument | null, unread: string): HeadroomCell {
  const nothing = { value: null, interval: null, mark: null, n: null }
  if (!document) return { ...nothing, absent: unread }
  const { reviewCapacity: capacity } = document
  if (capacity.headroom.value === null) return { ...nothing, absent: nameAbsent(document, capacity), n: nameCount(document) }
  const prefix = capacity.capacityPerWeek.kind === 'lower_bound' ? '≥\u00a0' : ''
  return {
    value: `${prefix}${formatMultiple(capacity.headroom.value)}`,
    interval: formatMultipleRange(capacity.headroom.low, capacity.headroom.high),
    mark: prepareIntervalMark(capacity),
    absent: null,
    n: nameCount(document),
  }
}

function nameCount({ pullRequests }: ReadingsDocument): string | null {
  return pullRequests.ready === null ? null : `n\u00a0${formatCount(pullRequests.ready)}`
}

/** A cell has room for two words; the row's own cell says how many contributors there were. */
function nameAbsent({ contributors }: ReadingsDocument, { status, demandPerWeek }: ReviewCapacityReading): string {
  if (status === 'withheld') return contributors === 0 ? 'no reviews' : nameWithheld(contributors)
  if (demandPerWeek.mean === 0) return 'no reviews arrive'
  return status === 'insufficient' ? 'too few weeks' : nameStatus(status === 'ok' ? 'unknown' : status)
}

function describePaths({ source, paths, repositories }: SurfaceRow): string {
  if (source === 'rest') return 'what no named surface holds'
  if (source === 'repository') return 'the whole repository'
  const shown = paths.slice(0, MOST_PATHS).map(isolate).join(', ')
  const more = paths.length > MOST_PATHS ? ` and ${formatCount(paths.length - MOST_PATHS)} more` : ''
  const names = repositories.map((name) => isolate(name.split('/').at(-1) ?? name)).join(', ')
  return `${shown}${more}${names ? ` in ${names}` : ''}`
}

function describeMaintainers({ source, maintainers }: SurfaceRow): string | null {
  if (maintainers.length === 0) return source === 'configuration' ? 'none named' : null
  // A team is "org/team" there; the organisation is the page's own.
  const shown = maintainers
    .slice(0, 2)
    .map((name) => (name.includes('/') ? `team ${isolate(name.split('/').at(-1) ?? name)}` : isolate(name.replace(/^@/, ''))))
  return [...shown, ...(maintainers.length > 2 ? [`${formatCount(maintainers.length - 2)} more`] : [])].join(', ')
}
