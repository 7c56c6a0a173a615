import type { ReasoningTrailReading } from '@/lib/metrics/readings'
import { TIERS } from '@/lib/policy/tiers'
import { formatCount, formatShare, formatShareRange } from '../format-figures'
import { nameStatus } from '../name-missing'
import { prepareFigure } from '../prepare-figures'
import { prepareWeeklyChart } from '../prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'

export function prepareTrailChapter(source: ChapterSource): Chapter {
  const { readings, series } = source
  const figure = prepareFigure('trail', source, 26)
  const blocks = series.map(({ readings: week }) => week?.reasoningTrail ?? null)
  return {
    key: 'trail',
    name: 'Reasoning-trail coverage',
    finding: findTrail(readings.reasoningTrail, figure.trend.direction),
    trend: figure.trend.sentence,
    figures: [figure],
    chart: prepareWeeklyChart({
      id: 'trail',
      axis: 'Share of merges that meet the rule of their tier',
      weeks: [...series],
      formatTick: formatShare,
      ceiling: 1,
      band: figure.trend.limits,
      signals: figure.trend.signals.map(({ week }) => week),
      marks: [
        {
          key: 'interval',
          label: '95 % interval',
          kind: 'range',
          tone: 'accent',
          isLabelled: false,
          values: blocks.map((block) => (block && block.low !== null && block.high !== null ? [block.low, block.high] : null)),
          format: (value) => (Array.isArray(value) ? formatShareRange(value[0], value[1]) : 'no figure'),
        },
        {
          key: 'share',
          label: 'covered',
          kind: 'line',
          tone: 'accent',
          isLabelled: true,
          values: blocks.map((block) => block?.share ?? null),
          format: (value) => (typeof value === 'number' ? formatShare(value) : 'no figure'),
        },
      ],
    }),
    caption: 'By week of the merge, with its 95 % interval.',
    facts: listFacts(readings.reasoningTrail),
  }
}

export function findTrail(block: ReasoningTrailReading, direction: 'up' | 'down' | null): string {
  if (block.share === null || block.covered === null || block.eligible === null) {
    return `Reasoning trail: ${nameStatus(block.status === 'ok' ? 'unknown' : block.status)}`
  }
  const change = direction === null ? '' : direction === 'up' ? ', more than before' : ', fewer than before'
  return `${formatCount(block.covered)} of ${formatCount(block.eligible)} merges carry the reasoning their tier asks for${change}`
}

function listFacts({ whyOnlyShare, humanEvidencedShare, byTier, eligible }: ReasoningTrailReading): Fact[] {
  const facts: Fact[] = []
  const of = eligible === null ? null : `of ${formatCount(eligible)}`
  if (whyOnlyShare !== null) facts.push(fact('Say why', formatShare(whyOnlyShare), 'comparable between teams'))
  if (humanEvidencedShare !== null) facts.push(fact('Evidenced by a person', formatShare(humanEvidencedShare), of))
  for (const tier of TIERS) {
    const counts = byTier[tier]
    if (!counts || counts.eligible === 0) continue
    if (counts.eligible === null || counts.covered === null) facts.push(fact(`Tier ${tier}`, 'withheld', 'a group of fewer than 5'))
    else facts.push(fact(`Tier ${tier}`, formatShare(counts.covered / counts.eligible), `${formatCount(counts.covered)} of ${formatCount(counts.eligible)}`))
  }
  return facts
}
