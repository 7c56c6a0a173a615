import type { Estimate, ReadingBlocks, ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import type { TeamName } from '@/lib/pages/frame/page'
import type { TeamRow } from '@/lib/pages/organization/prepare-teams-table'
import type { CsvCell, CsvColumn } from './csv'

type Figure = [name: string, read: (readings: ReadingBlocks) => CsvCell]

function estimate(name: string, read: (readings: ReadingBlocks) => Estimate): Figure[] {
  return [
    [name, (readings) => read(readings).value],
    [`${name}_low`, (readings) => read(readings).low],
    [`${name}_high`, (readings) => read(readings).high],
  ]
}

/** The document of readings, a figure a column; the unit ends the name, _low and _high are its 95 % interval. */
const FIGURES: Figure[] = [
  ['contributors', ({ contributors }) => contributors],
  ['pull_requests_ready', ({ pullRequests }) => pullRequests.ready],
  ['pull_requests_merged', ({ pullRequests }) => pullRequests.merged],
  ['pull_requests_closed_unmerged', ({ pullRequests }) => pullRequests.closedUnmerged],
  ['pull_requests_open', ({ pullRequests }) => pullRequests.open],
  ['review_capacity_status', ({ reviewCapacity }) => reviewCapacity.status],
  ['demand_cycles_per_week', ({ reviewCapacity }) => reviewCapacity.demandPerWeek.mean],
  ['demand_cycles_per_week_low', ({ reviewCapacity }) => reviewCapacity.demandPerWeek.low],
  ['demand_cycles_per_week_high', ({ reviewCapacity }) => reviewCapacity.demandPerWeek.high],
  ['capacity_kind', ({ reviewCapacity }) => reviewCapacity.capacityPerWeek.kind],
  ...estimate('capacity_cycles_per_week', ({ reviewCapacity }) => reviewCapacity.capacityPerWeek),
  ...estimate('headroom_ratio', ({ reviewCapacity }) => reviewCapacity.headroom),
  ['twice', ({ reviewCapacity }) => (reviewCapacity.status === 'withheld' ? null : reviewCapacity.twice)],
  ['effective_reviewers', ({ reviewCapacity }) => reviewCapacity.effectiveReviewers],
  ['queue_open', ({ reviewCapacity }) => reviewCapacity.queue.open],
  ['queue_p50_hours', ({ reviewCapacity }) => reviewCapacity.queue.ageP50Hours],
  ['queue_p90_hours', ({ reviewCapacity }) => reviewCapacity.queue.ageP90Hours],
  ['queue_oldest_hours', ({ reviewCapacity }) => reviewCapacity.queue.oldestHours],
  ['first_review_n', ({ reviewCapacity }) => reviewCapacity.firstReview.n],
  ['first_review_p50_weekday_hours', ({ reviewCapacity }) => reviewCapacity.firstReview.p50WeekdayHours],
  ['first_review_p75_weekday_hours', ({ reviewCapacity }) => reviewCapacity.firstReview.p75WeekdayHours],
  ['slo_n', ({ reviewCapacity }) => reviewCapacity.slo.n],
  ['slo_missed', ({ reviewCapacity }) => reviewCapacity.slo.missed],
  ['slo_attainment_share', ({ reviewCapacity }) => reviewCapacity.slo.attainment],
  ['slo_budget_used_ratio', ({ reviewCapacity }) => reviewCapacity.slo.budgetUsed],
  ['confident_merge_status', ({ timeToConfidentMerge }) => timeToConfidentMerge.status],
  ['confident_merge_n', ({ timeToConfidentMerge }) => timeToConfidentMerge.n],
  ['confident', ({ timeToConfidentMerge }) => timeToConfidentMerge.confident],
  ['without_confidence', ({ timeToConfidentMerge }) => timeToConfidentMerge.withoutConfidence],
  ['indeterminate', ({ timeToConfidentMerge }) => timeToConfidentMerge.indeterminate],
  ['confident_merge_p50_hours', ({ timeToConfidentMerge }) => timeToConfidentMerge.p50Hours],
  ['confident_merge_p50_hours_low', ({ timeToConfidentMerge }) => timeToConfidentMerge.p50Low],
  ['confident_merge_p50_hours_high', ({ timeToConfidentMerge }) => timeToConfidentMerge.p50High],
  ['confident_merge_p75_hours', ({ timeToConfidentMerge }) => timeToConfidentMerge.p75Hours],
  ...estimate('without_confidence_share', ({ timeToConfidentMerge }) => timeToConfidentMerge.withoutConfidenceShare),
  ['catch_status', ({ defectCatchRate }) => defectCatchRate.status],
  ['catch_matured', ({ defectCatchRate }) => defectCatchRate.matured],
  ['caught_strict', ({ defectCatchRate }) => defectCatchRate.caughtStrict],
  ['escaped_strict', ({ defectCatchRate }) => defectCatchRate.escapedStrict],
  ['catch_share', ({ defectCatchRate }) => defectCatchRate.rate],
  ['catch_share_low', ({ defectCatchRate }) => defectCatchRate.low],
  ['catch_share_high', ({ defectCatchRate }) => defectCatchRate.high],
  ...estimate('escapes_per_100_merges', ({ defectCatchRate }) => defectCatchRate.escapesPer100),
  ['trail_status', ({ reasoningTrail }) => reasoningTrail.status],
  ['trail_eligible', ({ reasoningTrail }) => reasoningTrail.eligible],
  ['trail_covered', ({ reasoningTrail }) => reasoningTrail.covered],
  ['trail_share', ({ reasoningTrail }) => reasoningTrail.share],
  ['trail_share_low', ({ reasoningTrail }) => reasoningTrail.low],
  ['trail_share_high', ({ reasoningTrail }) => reasoningTrail.high],
  ['ai_status', ({ aiShare }) => aiShare.status],
  ['ai_display', ({ aiShare }) => aiShare.display],
  ['ai_lower_share', ({ aiShare }) => aiShare.lower],
  ['ai_assisted_at_least_share', ({ aiShare }) => aiShare.assistedAtLeast],
  ['ai_upper_share', ({ aiShare }) => aiShare.upper],
  ['ai_evidence_coverage_share', ({ aiShare }) => aiShare.evidenceCoverage],
  ...estimate('ai_pull_requests_share', ({ aiShare }) => aiShare.pullRequestsTouched),
]

function figures<Row>(read: (row: Row) => ReadingBlocks | null): CsvColumn<Row>[] {
  return FIGURES.map(([name, value]) => ({
    name,
    value: (row) => {
      const readings = read(row)
      return readings === null ? null : value(readings)
    },
  }))
}

export const DOCUMENT_COLUMNS: CsvColumn<ReadingsDocument>[] = [
  { name: 'scope', value: ({ scope }) => scope },
  { name: 'from', value: ({ from }) => from },
  { name: 'to_exclusive', value: ({ to }) => to },
  { name: 'as_of_utc', value: ({ asOf }) => asOf },
  { name: 'definitions', value: ({ definitions }) => definitions },
  ...figures<ReadingsDocument>((document) => document),
]

export const SERIES_COLUMNS: CsvColumn<SeriesEntry>[] = [
  { name: 'week', value: ({ week }) => week },
  { name: 'from', value: ({ from }) => from },
  { name: 'to_exclusive', value: ({ to }) => to },
  // The queue is that of now in every entry (the contract has it so): beside a week of the past it would read as that week's.
  ...figures<SeriesEntry>(({ readings }) => readings).filter(({ name }) => !name.startsWith('queue_')),
]

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
