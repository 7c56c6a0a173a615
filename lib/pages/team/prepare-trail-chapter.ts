import type { ReasoningTrailReading } from '@/lib/metrics/document/readings'
import type { WhyKind } from '@/lib/metrics/history/pull-request-evaluation'
import type { TrailDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { nameStatus } from '@/lib/pages/words/name-missing'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { sayTrailAgreementInShort } from '@/lib/pages/figures/say-agreement'
import { pickDirection, type Trend } from '@/lib/pages/figures/prepare-trend'
import { prepareWeeklyChart } from '@/lib/pages/figures/prepare-weekly-chart'
import { fact, NO_DETAILS, titleWeeks, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, promoteWeeks, type Exhibit } from './exhibit'
import { prepareElementGrid, tabulateElements } from './prepare-element-grid'
import { pickQuotes, type QuotedPullRequest } from './prepare-quotes'

/** Coverage by element and tier, with a few of the texts that matched, from the pull requests listed on the page. */
export function prepareTrailChapter(source: ChapterSource & { listed: readonly QuotedPullRequest[] }): Chapter {
  const { readings, details, listHref } = source
  const block = readings.reasoningTrail
  const { trend } = prepareFigure('trail', source, 26)
  const finding = findTrail(block, pickDirection(trend, block.share))
  const exhibits = promoteWeeks(prepareGrid(finding, details?.trail ?? null, listHref), [
    prepareExamples(source.listed, listHref({ figure: 'trail' })),
    prepareHistory(source, trend),
  ])
  return {
    key: 'trail',
    name: 'Reasoning-trail coverage',
    finding,
    trend: trend.sentence,
    ...exhibits,
    notes: [...exhibits.notes, sayTrailAgreementInShort()],
    facts: listFacts(block, details?.trail ?? null, (filters) => listHref({ figure: 'trail', ...filters })),
    listHref: listHref({ figure: 'trail' }),
    next: null,
  }
}

function prepareGrid(title: string, details: TrailDetails | null, listHref: ChapterSource['listHref']): Exhibit {
  if (!details) return missing('elements', title, NO_DETAILS)
  const view = prepareElementGrid(details, (tier) => listHref({ figure: 'trail', tier, trail: 'covered' }))
  if (!view) return missing('elements', title, 'No merge of these weeks is asked for a trail.')
  return {
    key: 'elements',
    title,
    caption:
      'Share of the eligible merges in which the rule found the element, with its 95 % interval as a thin line. A why without a named reason is at least 25 own words, whatever they say. The rule looks for text, not for truth; what it matched stands with each pull request.',
    drawing: { kind: 'grid', view },
    table: tabulateElements(details),
    link: null,
    isPrinted: true,
  }
}

function prepareExamples(listed: readonly QuotedPullRequest[], href: string): Exhibit {
  const quotes = pickQuotes(listed)
  const title = 'What the rule matched'
  if (quotes.length === 0) return missing('examples', title, 'None of the pull requests listed below carries a text that can be quoted.')
  return {
    key: 'examples',
    title,
    caption: null,
    drawing: { kind: 'quotes', quotes },
    table: null,
    link: { label: 'Every pull request with the text that matched', href },
    isPrinted: false,
  }
}

function prepareHistory({ series }: ChapterSource, trend: Trend): Exhibit {
  const blocks = series.map(({ readings: week }) => week?.reasoningTrail ?? null)
  const view = prepareWeeklyChart({
    id: 'trail',
    axis: 'Share of merges that meet the rule of their tier',
    weeks: [...series],
    formatTick: formatShare,
    ceiling: 1,
    band: trend.limits,
    signals: trend.signals.map(({ week }) => week),
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
  })
  return {
    key: 'history',
    title: titleWeeks(trend),
    caption: 'By week of the merge, with its 95 % interval, on the band of the weeks before.',
    drawing: { kind: 'weeks', view },
    table: view.table,
    link: null,
    isPrinted: false,
  }
}

export function findTrail(block: ReasoningTrailReading, direction: 'up' | 'down' | null): string {
  if (block.share === null || block.covered === null || block.eligible === null) {
    return `Reasoning trail: ${nameStatus(block.status === 'ok' ? 'unknown' : block.status)}`
  }
  const change = direction === null ? '' : direction === 'up' ? ', more than before' : ', fewer than before'
  return `${formatCount(block.covered)} of ${formatCount(block.eligible)} merges carry the reasoning their tier asks for${change}`
}

/** Beside one tier that is withheld and one that is shown, their sum would tell the withheld one. */
function givesTierAway({ byTier: { T2, T3 } }: TrailDetails): boolean {
  return T2 !== undefined && T3 !== undefined && (T2.eligible === null) !== (T3.eligible === null)
}

function listFacts(
  block: ReasoningTrailReading,
  details: TrailDetails | null,
  toHref: (filters: { trail: 'covered' } | { why: WhyKind }) => string,
): Fact[] {
  const { whyOnlyShare, whyCuedShare, humanEvidencedShare, eligible, share } = block
  const facts: Fact[] = []
  const of = eligible === null ? null : `of ${formatCount(eligible)}`
  if (share !== null)
    facts.push(
      fact(
        'Meets the rule of its tier',
        formatShare(share),
        `${formatShareRange(block.low, block.high)}, ${of ?? ''}`,
        toHref({ trail: 'covered' }),
      ),
    )
  if (details && !givesTierAway(details)) {
    const { share: risky, covered, eligible: n } = details.risky
    if (risky.value !== null && covered !== null && n !== null) {
      facts.push(
        fact(
          'T2 and T3 together',
          formatShare(risky.value),
          `${formatShareRange(risky.low, risky.high)}, ${formatCount(covered)} of ${formatCount(n)}`,
        ),
      )
    }
  }
  if (whyOnlyShare !== null) facts.push(fact('Say why', formatShare(whyOnlyShare), 'in either way; comparable between teams'))
  if (whyOnlyShare !== null && whyCuedShare !== null) {
    facts.push(
      fact('Name a reason', formatShare(whyCuedShare), 'a heading, a reason word or a linked issue', toHref({ why: 'cued' })),
      fact(
        'Say something in own words',
        formatShare(whyOnlyShare - whyCuedShare),
        'at least 25 of them; a reader mostly finds the reason there, no rule can',
        toHref({ why: 'prose' }),
      ),
    )
  }
  if (humanEvidencedShare !== null)
    facts.push(
      fact(
        'Evidenced by a person',
        formatShare(humanEvidencedShare),
        'a dialogue, or a text last edited by a person: AI prose passes any text rule',
      ),
    )
  return facts
}
