import { listLeaves, readLeaf, type Leaf } from '@/lib/metrics/document/leaves'
import {
  readingBlocksSchema,
  readingsDocumentSchema,
  seriesEntrySchema,
  type ReadingBlocks,
  type ReadingsDocument,
  type SeriesEntry,
} from '@/lib/metrics/document/readings'
import type { SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import type { TeamName } from '@/lib/pages/frame/page'
import type { TeamRow } from '@/lib/pages/organization/prepare-teams-table'
import type { CsvCell, CsvColumn } from './csv'

/**
 * The document of readings, a figure a column, named and ordered as it is declared (lib/metrics/document); the unit ends the
 * name, _low and _high are its 95 % interval.
 */
function toColumns<Row>(leaves: Leaf[], read: (row: Row) => object | null): CsvColumn<Row>[] {
  return leaves.flatMap(({ column, path }) => (column ? [{ name: column, value: (row: Row) => toCell(read(row), path) }] : []))
}

function toCell(document: object | null, path: string[]): CsvCell {
  const value = readLeaf(document, path)
  if (value === null || typeof value === 'number') return value
  if (typeof value !== 'string') throw new Error(`${path.join('.')} is no cell of a table: its declaration must leave it out`)
  // A withheld block says that and nothing else: "not shown" beside it would read as a finding.
  return value !== 'withheld' && readLeaf(document, [...path.slice(0, 1), 'status']) === 'withheld' ? null : value
}

function figures<Row>(read: (row: Row) => ReadingBlocks | null): CsvColumn<Row>[] {
  return toColumns(listLeaves(readingBlocksSchema), read)
}

export const DOCUMENT_COLUMNS = toColumns<ReadingsDocument>(listLeaves(readingsDocumentSchema), (document) => document)

export const SERIES_COLUMNS = toColumns<SeriesEntry>(
  // The queue is that of now in every entry (the contract has it so): beside a week of the past it would read as that week's.
  listLeaves(seriesEntrySchema).filter(({ path }) => !path.includes('queue')),
  (entry) => entry,
)

export const TEAM_NAME_COLUMNS: CsvColumn<TeamName>[] = [
  { name: 'slug', value: ({ slug }) => slug },
  { name: 'name', value: ({ name }) => name },
  { name: 'members', value: ({ members }) => members },
]

export const TEAM_COLUMNS: CsvColumn<TeamRow>[] = [...TEAM_NAME_COLUMNS, ...figures<TeamRow>(({ document }) => document)]

/** One cell of the matrix, or the whole surface where the tier is null. */
export interface SurfaceCell {
  surface: SurfaceRow
  tier: string | null
  document: ReadingsDocument | null
}

export const SURFACE_COLUMNS: CsvColumn<SurfaceCell>[] = [
  { name: 'surface', value: ({ surface }) => surface.name || 'everything else' },
  { name: 'from_configuration', value: ({ surface }) => surface.source === 'configuration' },
  { name: 'paths', value: ({ surface }) => surface.paths.join('; ') },
  { name: 'repositories', value: ({ surface }) => surface.repositories.join('; ') },
  { name: 'tier', value: ({ tier }) => tier ?? 'all' },
  ...figures<SurfaceCell>(({ document }) => document),
]

export function toSurfaceCells(surfaces: SurfaceRow[]): SurfaceCell[] {
  return surfaces.flatMap((surface) => [
    { surface, tier: null, document: surface.document },
    ...Object.entries(surface.cells).map(([tier, document]) => ({ surface, tier, document })),
  ])
}
