import type { AiShareReading } from '@/lib/metrics/document/readings'
import type { AiDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { nameStatus } from '@/lib/pages/words/name-missing'
import { pickAssisted } from '@/lib/pages/figures/pick-weekly-points'
import { prepareWeeklyChart } from '@/lib/pages/figures/prepare-weekly-chart'
import { fact, NO_DETAILS, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, promoteWeeks, type Exhibit } from './exhibit'
import { describeSuppression, DETECTABILITY, type AttributionSetting } from './list-detectability'
import { prepareEvidenceStack } from './prepare-evidence-stack'

/** Context: its finding never takes a trend word, because no direction of it is good, bad or news. */
export function prepareAiChapter(source: ChapterSource & { attribution: AttributionSetting | null }): Chapter {
  const { readings, details, listHref, attribution } = source
  const finding = findAi(readings.aiShare)
  return {
    key: 'ai',
    name: 'AI share of code',
    finding,
    trend: 'Context, not a target: no value of it is good or bad.',
    ...promoteWeeks(prepareStack(finding, details?.ai ?? null, listHref), [prepareDetectability(attribution), prepareHistory(source)]),
    facts: listFacts(readings.aiShare, details?.ai ?? null),
    listHref: listHref({ figure: 'ai' }),
    next: null,
  }
}

function prepareStack(title: string, details: AiDetails | null, listHref: ChapterSource['listHref']): Exhibit {
  if (!details) return missing('evidence', title, NO_DETAILS)
  const view = prepareEvidenceStack(details, listHref)
  if (!view) return missing('evidence', title, 'Nothing was merged in these weeks.')
  return {
    key: 'evidence',
    title,
    caption:
      'By the strongest evidence. Without evidence nothing is known, and nobody is taken for its author: such lines are unknown, never “written by people”.',
    drawing: { kind: 'stack', view },
    table: null,
    link: null,
    isPrinted: true,
  }
}

function prepareDetectability(attribution: AttributionSetting | null): Exhibit {
  const setting = describeSuppression(attribution)
  return {
    key: 'detectability',
    title: 'What could be seen at all',
    caption: setting,
    drawing: { kind: 'terms', terms: [...DETECTABILITY] },
    table: null,
    link: null,
    isPrinted: false,
  }
}

function prepareHistory({ series }: ChapterSource): Exhibit {
  const blocks = series.map(({ readings: week }) => week?.aiShare ?? null)
  const view = prepareWeeklyChart({
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
  })
  return {
    key: 'history',
    title: nameWeeks(blocks.flatMap((block) => (block ? (pickAssisted(block) ?? []) : []))),
    caption: 'By week of the merge. Lines without evidence are unknown, so this is a floor.',
    drawing: { kind: 'weeks', view },
    table: view.table,
    link: null,
    isPrinted: false,
  }
}

/** The span of the weekly floors: what was seen, without a word on where it goes. */
function nameWeeks(shares: readonly number[]): string {
  if (shares.length === 0) return 'No week has enough evidence for a share'
  return `Week by week at least ${formatShareRange(Math.min(...shares), Math.max(...shares))} of the lines`
}

function findAi({ display, lower, upper, assistedAtLeast, status }: AiShareReading): string {
  if (display === 'range' && lower !== null && upper !== null) {
    const assisted = assistedAtLeast === null ? '' : `, at least ${formatShare(assistedAtLeast)} with its help`
    return `Between ${formatShare(lower)} and ${formatShare(upper)} of the added lines were written by AI${assisted}`
  }
  if (display === 'at_least' && assistedAtLeast !== null)
    return `At least ${formatShare(assistedAtLeast)} of the added lines were written with AI`
  if (display === 'no_lines') return 'No added lines to count'
  if (display === 'insufficient_evidence') return 'Not enough evidence to say how much was written with AI'
  return `AI share: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
}

function listFacts(block: AiShareReading, details: AiDetails | null): Fact[] {
  const { display, lower, assistedAtLeast, upper, evidenceCoverage, pullRequestsTouched } = block
  const facts: Fact[] = []
  const isShown = display === 'range' || display === 'at_least'
  if (isShown && lower !== null) facts.push(fact('Written by agents', formatShare(lower), 'of lines, low end'))
  if (isShown && assistedAtLeast !== null) facts.push(fact('Assisted, at least', formatShare(assistedAtLeast), 'of lines'))
  if (isShown && upper !== null) facts.push(fact('High end', formatShare(upper), 'all but attested human'))
  if (evidenceCoverage !== null) facts.push(fact('Lines with evidence', formatShare(evidenceCoverage), 'the rest is unknown'))
  if (pullRequestsTouched.value !== null) {
    facts.push(
      fact(
        'Pull requests touched',
        formatShare(pullRequestsTouched.value),
        formatShareRange(pullRequestsTouched.low, pullRequestsTouched.high),
      ),
    )
  }
  const loop = details?.independentEvaluation
  if (loop && loop.share.value !== null) {
    facts.push(
      fact(
        'Agents’ merges a second person judged',
        formatShare(loop.share.value),
        `${formatShareRange(loop.share.low, loop.share.high)}, ${formatCount(loop.agentWritten - loop.closedLoops - loop.unknown)} of ${formatCount(loop.agentWritten - loop.unknown)}${loop.unknown > 0 ? `; of ${formatCount(loop.unknown)} more nobody knows` : ''}`,
      ),
    )
  }
  return facts
}
