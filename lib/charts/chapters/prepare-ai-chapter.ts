import type { AiShareReading } from '@/lib/metrics/readings'
import { formatShare, formatShareRange } from '../format-figures'
import { nameStatus } from '../name-missing'
import { pickAssisted } from '../pick-weekly-points'
import { prepareFigure } from '../prepare-figures'
import { prepareWeeklyChart } from '../prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'

/** Context: its finding never takes a trend word, because no direction of it is good, bad or news. */
export function prepareAiChapter(source: ChapterSource): Chapter {
  const { readings, series } = source
  const figure = prepareFigure('ai', source, 26)
  const blocks = series.map(({ readings: week }) => week?.aiShare ?? null)
  return {
    key: 'ai',
    name: 'AI share of code',
    finding: findAi(readings.aiShare),
    trend: 'Context, not a target: no value of it is good or bad.',
    figures: [figure],
    chart: prepareWeeklyChart({
      id: 'ai',
      axis: 'Share of eligible added lines',
      weeks: [...series],
      formatTick: formatShare,
      ceiling: 1,
      marks: [
        {
          key: 'authoredToAssisted',
          label: 'written by agents to assisted',
          kind: 'range',
          tone: 'context',
          isLabelled: false,
          values: blocks.map((block) => {
            const assisted = block && pickAssisted(block)
            return block && block.lower !== null && assisted !== null ? [block.lower, assisted] : null
          }),
          format: (value) => (Array.isArray(value) ? formatShareRange(value[0], value[1]) : 'not enough evidence'),
        },
        {
          key: 'assisted',
          label: 'assisted, at least',
          kind: 'line',
          tone: 'context',
          isLabelled: true,
          values: blocks.map((block) => block && pickAssisted(block)),
          format: (value) => (typeof value === 'number' ? formatShare(value) : 'not enough evidence'),
        },
      ],
    }),
    caption: 'By week of the merge. Lines without evidence are unknown, so this is a floor.',
    facts: listFacts(readings.aiShare),
  }
}

export function findAi({ display, lower, upper, assistedAtLeast, status }: AiShareReading): string {
  if (display === 'range' && lower !== null && upper !== null) {
    const assisted = assistedAtLeast === null ? '' : `, at least ${formatShare(assistedAtLeast)} with its help`
    return `Between ${formatShare(lower)} and ${formatShare(upper)} of the added lines were written by AI${assisted}`
  }
  if (display === 'at_least' && assistedAtLeast !== null) return `At least ${formatShare(assistedAtLeast)} of the added lines were written with AI`
  if (display === 'no_lines') return 'No added lines to count'
  if (display === 'insufficient_evidence') return 'Not enough evidence to say how much was written with AI'
  return `AI share: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
}

function listFacts({ display, lower, assistedAtLeast, upper, evidenceCoverage, pullRequestsTouched }: AiShareReading): Fact[] {
  const facts: Fact[] = []
  const isShown = display === 'range' || display === 'at_least'
  if (isShown && lower !== null) facts.push(fact('Written by agents', formatShare(lower), 'of lines, low end'))
  if (isShown && assistedAtLeast !== null) facts.push(fact('Assisted, at least', formatShare(assistedAtLeast), 'of lines'))
  if (isShown && upper !== null) facts.push(fact('High end', formatShare(upper), 'all but attested human'))
  if (evidenceCoverage !== null) facts.push(fact('Lines with evidence', formatShare(evidenceCoverage), 'the rest is unknown'))
  if (pullRequestsTouched.value !== null) {
    facts.push(fact('Pull requests touched', formatShare(pullRequestsTouched.value), formatShareRange(pullRequestsTouched.low, pullRequestsTouched.high)))
  }
  return facts
}
