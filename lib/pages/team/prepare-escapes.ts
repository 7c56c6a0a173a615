import type { DefectCatchRateReading, Estimate } from '@/lib/metrics/document/readings'
import type { DefectDetails } from '@/lib/metrics/document/scope-details'
import { TIERS } from '@/lib/policy/tiers'
import { formatCount, formatCounted, formatRate, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { missing, type Exhibit, type GridView, type IntervalsView } from './exhibit'
import { nameAudit } from '@/lib/pages/figures/name-audit'
import { chooseTicks } from '@/lib/pages/figures/prepare-weekly-chart'

type EstimateRow = { label: string; estimate: Estimate; detail: string | null }

/** The rate on its own axis from none to all; the interval covers sampling and the doubt of classification. */
export function prepareRateExhibit(block: DefectCatchRateReading): Exhibit {
  const { rate, low, high, caughtStrict, escapedStrict, matured } = block
  if (matured === 0) return missing('rate', 'No catch rate is shown', 'No merge of these weeks is 30 days old.')
  const observed = caughtStrict === null || escapedStrict === null ? null : caughtStrict + escapedStrict
  if (rate === null || low === null || high === null) {
    return missing(
      'rate',
      'No catch rate is shown',
      block.status === 'no_defects_observed'
        ? 'No defect was observed, so there is nothing to take a share of.'
        : `A rate needs ten observed defects${observed === null ? '' : `, ${formatRate(observed)} are too few: it would be noise`}.`,
    )
  }
  return {
    key: 'rate',
    title: `Between ${formatShare(low)} and ${formatShare(high)} of the observed defects were caught`,
    caption:
      'The interval covers chance and the doubt whether a fix was about a defect; of the threads an audit by hand tells. Defects that nobody found are in neither count.',
    drawing: {
      kind: 'intervals',
      view: {
        ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatShare(at) })),
        rows: [
          {
            label: 'Catch rate',
            value: rate,
            low,
            high,
            text: formatShare(rate),
            detail: `${formatShareRange(low, high)}, ${observed === null ? 'n unknown' : `${formatRate(observed)} defects`}, ${nameAudit(block)}`,
          },
        ],
      },
    },
    table: null,
    link: null,
    isPrinted: true,
  }
}

/** PRs with an escape per 100 merges: after 30 days, and with a window of 90 as a line of sensitivity. */
export function prepareEscapesExhibit(block: DefectCatchRateReading, details: DefectDetails | null): Exhibit {
  const after90 = details?.sensitivity90 ?? null
  const rows: EstimateRow[] = [
    {
      label: 'Within 30 days',
      estimate: block.escapesPer100,
      detail: block.matured === null ? null : formatCounted(block.matured, 'merge'),
    },
    ...(after90
      ? [
          {
            label: 'Within 90 days',
            estimate: after90.escapesPer100,
            detail: after90.matured === 0 ? 'no merge 13 weeks earlier' : `${formatCounted(after90.matured, 'merge')} 13 weeks earlier`,
          },
        ]
      : []),
  ]
  const { value } = block.escapesPer100
  if (value === null) return missing('escapes', 'Escapes per 100 merges: not known yet', 'No merge of these weeks is 30 days old.')
  return {
    key: 'escapes',
    title: `${formatRate(value)} of 100 merges let a defect through within 30 days`,
    caption:
      'Read it beside the rate: the rate alone rises when authors make more mistakes. The second line looks at the merges of 13 weeks earlier, because only those have had 90 days.',
    drawing: { kind: 'intervals', view: toIntervals(rows) },
    table: null,
    link: null,
    isPrinted: true,
  }
}

function toIntervals(rows: readonly EstimateRow[]): IntervalsView {
  const ticks = chooseTicks(Math.max(1, ...rows.map(({ estimate }) => estimate.high ?? estimate.value ?? 0)), 100)
  const top = ticks.at(-1) ?? 1
  const place = (value: number | null) => (value === null ? null : value / top)
  return {
    ticks: ticks.map((value) => ({ at: value / top, label: formatRate(value) })),
    rows: rows.map(({ label, estimate: { value, low, high }, detail }) => ({
      label,
      value: place(value),
      low: place(low),
      high: place(high),
      text: value === null ? 'not known' : formatRate(value),
      detail:
        [value === null || low === null || high === null ? '' : `${formatRate(low)}–${formatRate(high)}`, detail ?? '']
          .filter(Boolean)
          .join(', ') || null,
    })),
  }
}

/** Both counts, strictly and broadly classified, AI reviewers in a column of their own; then escapes by tier. */
export function prepareDefectsExhibit(block: DefectCatchRateReading, details: DefectDetails | null): Exhibit {
  const cell = (value: number | null) => ({ text: value === null ? 'not known' : formatRate(value), share: null, mark: null })
  const none = { text: '–', share: null, mark: null }
  const view: GridView = {
    corner: 'Defects',
    columns: [
      { label: 'Caught', note: 'by people' },
      { label: 'Caught', note: 'by AI' },
      { label: 'Escaped', note: null },
    ],
    rows: [
      { label: 'Strictly', isTotal: false, cells: [cell(block.caughtStrict), cell(block.caughtByAi), cell(block.escapedStrict)] },
      { label: 'Broadly', isTotal: false, cells: [cell(block.caughtBroad), none, cell(block.escapedBroad)] },
    ],
    legend: null,
  }
  const byTier = TIERS.toReversed().flatMap((tier) => {
    const counts = details?.byTier[tier]
    if (!counts) return []
    if (counts.matured === null || counts.withEscape === null) return [`${tier} withheld (fewer than 5 people)`]
    return counts.matured === 0 ? [] : [`${tier}\u00a0${formatCount(counts.withEscape)} of ${formatCount(counts.matured)}`]
  })
  const caught = block.caughtByAi
  return {
    key: 'defects',
    title: caught === null || caught === 0 ? 'What was counted' : `AI reviewers caught ${formatRate(caught)}, counted apart`,
    caption: `Broadly adds verified fixes of unclear kind: a count, which enters no rate, as read by hand hardly one in ten was a defect.${byTier.length === 0 ? '' : ` Merges that let one through, by tier: ${byTier.join(', ')}.`}`,
    drawing: { kind: 'grid', view },
    table: null,
    link: null,
    isPrinted: true,
  }
}
