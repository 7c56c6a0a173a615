import type { ReadingsDocument } from '@/lib/metrics/readings'
import type { Tier } from '@/lib/policy/tiers'
import { formatCount } from '../format-figures'
import { nameWithheld } from '../name-missing'
import { prepareFigure, type FigureView } from '../prepare-figures'
import { isWithheld } from '../print-figure'
import type { ListHref } from './prepare-tier-rows'

export interface SurfaceSource {
  name: string
  source: 'configuration' | 'repository' | 'rest'
  tier: Tier | null
  paths: string[]
  repositories: string[]
  maintainers: string[]
  document: ReadingsDocument | null
}

export interface SurfaceTableRow {
  key: string
  name: string
  href: string
  /** Paths, and the repositories where they are not all. */
  paths: string[]
  repositories: string[]
  tier: string
  maintainers: string[]
  /** Why no maintainer stands there. */
  noMaintainers: string | null
  merged: string | null
  /** null: `hidden` says why. */
  headroom: FigureView | null
  hidden: string | null
}

export interface SurfaceTable {
  rows: SurfaceTableRow[]
  /** "12 more repositories are not shown." */
  rest: string | null
}

/** A list of repositories may be long; surfaces of plumbline.yml are all shown. */
const MOST_REPOSITORIES = 50

export function prepareSurfaceTable(
  surfaces: readonly SurfaceSource[],
  range: { from: string; to: string },
  hasCodeOwners: boolean,
  toHref: ListHref,
): SurfaceTable {
  const isCapped = surfaces.every(({ source }) => source === 'repository')
  const shown = isCapped ? surfaces.slice(0, MOST_REPOSITORIES) : surfaces
  const left = surfaces.length - shown.length
  return {
    rows: shown.map((surface) => prepareRow(surface, range, hasCodeOwners, toHref)),
    rest: left > 0 ? `${formatCount(left)} more repositories had pull requests in these weeks and are not listed here.` : null,
  }
}

function prepareRow(surface: SurfaceSource, range: { from: string; to: string }, hasCodeOwners: boolean, toHref: ListHref): SurfaceTableRow {
  const { name, source, tier, paths, repositories, maintainers, document } = surface
  const isHidden = document === null || isWithheld(document)
  return {
    key: `${source} ${name}`,
    name: source === 'rest' ? 'Everything else' : name,
    href: toHref({ surface: name }),
    paths: source === 'rest' ? ['what no surface holds'] : source === 'repository' ? ['the whole repository'] : paths,
    repositories: source === 'configuration' ? repositories : [],
    tier: tier ?? 'by path',
    maintainers,
    noMaintainers: maintainers.length > 0 ? null : hasCodeOwners ? 'whom CODEOWNERS names' : 'none named',
    merged: isHidden || document.pullRequests.merged === null ? null : formatCount(document.pullRequests.merged),
    headroom: isHidden ? null : prepareFigure('capacity', { readings: document, series: [], range }, 12),
    hidden: document === null ? 'no readings yet' : isHidden ? nameWithheld(document.contributors) : null,
  }
}
