import type { ConfidenceStatus } from '@/lib/metrics/history/pull-request-evaluation'
import type { TimeToConfidentMergeReading } from '@/lib/metrics/document/readings'
import type { ConfidenceDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatHours, formatHoursRange, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { countEstimated, nameStatus, nameTooFew } from '@/lib/pages/words/name-missing'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { pickDirection, type Trend } from '@/lib/pages/figures/prepare-trend'
import { prepareWeeklyChart, type ChartValue } from '@/lib/pages/figures/prepare-weekly-chart'
import { fact, NO_DETAILS, titleWeeks, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, promoteWeeks, type Exhibit } from './exhibit'
import { MEDIAN, prepareHistogram, tabulateHistogram } from './prepare-histogram'
import { prepareReasonsExhibit } from './prepare-reasons'
import { prepareSurvivalCurve, tabulateCurve } from './prepare-survival-curve'

export function prepareConfidenceChapter(source: ChapterSource): Chapter {
  const { readings, details, listHref } = source
  const block = readings.timeToConfidentMerge
  const { trend } = prepareFigure('confidence', source, 26)
  const finding = findConfidence(block, pickDirection(trend, block.p50Hours))
  return {
    key: 'confidence',
    name: 'Time to confident merge',
    finding,
    trend: trend.sentence,
    ...promoteWeeks(prepareCurve(finding, block, details?.confidence ?? null), [
      prepareReasonsExhibit(block, listHref),
      prepareIdle(block, details?.confidence ?? null),
      prepareHistory(source, trend),
    ]),
    facts: listFacts(block, (status) => listHref({ figure: 'confidence', status })),
    listHref: listHref({ figure: 'confidence' }),
    next: null,
  }
}

function prepareCurve(title: string, block: TimeToConfidentMergeReading, details: ConfidenceDetails | null): Exhibit {
  if (!details) return missing('curve', title, NO_DETAILS)
  if (details.curve.length < 2) return missing('curve', title, 'No pull request of these weeks has reached a confident merge.')
  return {
    key: 'curve',
    title,
    caption:
      'Kaplan–Meier curve with its 95 % band. A merge without confidence never lets the curve fall: it stays in the count as if it still waited, so skipping review cannot make this figure better.',
    drawing: { kind: 'curve', view: prepareSurvivalCurve(details.curve, block) },
    table: tabulateCurve(details.curve),
    link: null,
    isPrinted: true,
  }
}

/** What is lost after everything was in place: the one wait that no reviewer can shorten. */
function prepareIdle({ idleAfterConfidenceP50Hours: median }: TimeToConfidentMergeReading, details: ConfidenceDetails | null): Exhibit {
  const title =
    median === null
      ? 'Idle time after confidence: not enough evidence'
      : `Half of the confident merges followed within ${formatHours(median)} of being ready to merge`
  if (!details) return missing('idle', title, NO_DETAILS)
  const view = prepareHistogram({
    axis: 'Hours from confidence to the merge',
    distribution: details.idle,
    marks: [{ value: median, label: MEDIAN }],
  })
  if (!view) return missing('idle', title, 'No confident merge tells the exact instant from which it was confident.')
  return {
    key: 'idle',
    title,
    caption: `Only merges whose instant of confidence is exact, n\u00a0${formatCount(details.idleN)}.`,
    drawing: { kind: 'histogram', view },
    table: tabulateHistogram(details.idle, 'h'),
    link: null,
    isPrinted: true,
  }
}

function prepareHistory({ series }: ChapterSource, trend: Trend): Exhibit {
  const blocks = series.map(({ readings: week }) => week?.timeToConfidentMerge ?? null)
  const view = prepareWeeklyChart({
    id: 'confidence',
    axis: 'Hours from ready to confident merge, median of the week',
    weeks: [...series],
    formatTick: (value) => formatHours(value),
    band: trend.limits,
    signals: trend.signals.map(({ week }) => week),
    marks: [
      {
        key: 'interval',
        label: '95 % interval',
        kind: 'range',
        tone: 'accent',
        isLabelled: false,
        values: blocks.map((block) => toInterval(block)),
        format: (value) => (Array.isArray(value) ? formatHoursRange(value[0], value[1]) : 'open or none'),
      },
      {
        key: 'median',
        label: 'median',
        kind: 'line',
        tone: 'accent',
        isLabelled: true,
        values: blocks.map((block) => block?.p50Hours ?? null),
        format: formatMedian,
      },
    ],
  })
  return {
    key: 'history',
    title: titleWeeks(trend),
    caption: 'By the week a pull request became ready, on the band of the weeks before. A week whose median is not reached is a gap.',
    drawing: { kind: 'weeks', view },
    table: view.table,
    link: null,
    isPrinted: false,
  }
}

/** Intervals that are open above are left out of the drawing: their end is unknown, not large. */
function toInterval(block: TimeToConfidentMergeReading | null): ChartValue {
  if (!block || block.p50Low === null || block.p50High === null || block.p50Hours === null) return null
  return [block.p50Low, block.p50High]
}

function formatMedian(value: ChartValue): string {
  return typeof value === 'number' ? formatHours(value) : 'not reached or too few'
}

export function findConfidence(block: TimeToConfidentMergeReading, direction: 'up' | 'down' | null): string {
  if (block.p50Status === 'insufficient') return `No median yet: ${nameTooFew(countEstimated(block), 6, 'pull requests')}`
  if (block.p50Status === 'not_reached') return 'Fewer than half of the changes have reached a confident merge'
  if (block.p50Hours === null) return `Time to confident merge: ${nameStatus(block.p50Status)}`
  const change = direction === null ? '' : direction === 'up' ? ', longer than before' : ', sooner than before'
  return `Half of the changes are merged with confidence within ${formatHours(block.p50Hours)}${change}`
}

/** What stands beside the curve: how many it rests on, and the plain figure only second. */
function listFacts(block: TimeToConfidentMergeReading, toStatus: (status: ConfidenceStatus) => string): Fact[] {
  const facts: Fact[] = []
  const { withoutConfidenceShare: share } = block
  facts.push(
    fact(
      'Half',
      block.p50Hours === null ? nameStatus(block.p50Status) : formatHours(block.p50Hours),
      block.p50Low === null ? null : formatHoursRange(block.p50Low, block.p50High),
    ),
  )
  facts.push(
    fact(
      'Three quarters',
      block.p75Hours === null ? nameStatus(block.p75Status) : formatHours(block.p75Hours),
      block.p75Low === null ? null : formatHoursRange(block.p75Low, block.p75High),
    ),
  )
  if (block.confident !== null)
    facts.push(
      fact(
        'Merged with confidence',
        formatCount(block.confident),
        block.n === null ? null : `of ${formatCount(block.n)} that became ready and were not closed unmerged`,
        toStatus('confident'),
      ),
    )
  if (block.inWords)
    facts.push(fact('Of these, approved in words', formatCount(block.inWords), 'by a comment or a merge command, not with GitHub’s button'))
  if (share.value !== null && block.withoutConfidence !== null) {
    facts.push(
      fact(
        'Merged without confidence',
        formatShare(share.value),
        `${formatCount(block.withoutConfidence)}, ${formatShareRange(share.low, share.high)}`,
        toStatus('merged_without_confidence'),
      ),
    )
  }
  if (block.indeterminate !== null)
    facts.push(
      fact('Indeterminate', formatCount(block.indeterminate), 'left out of the median: GitHub no longer tells', toStatus('indeterminate')),
    )
  if (block.open !== null) facts.push(fact('Still open', formatCount(block.open), 'counted as waiting', toStatus('open')))
  if (block.plainTimeToMergeP50Hours !== null) {
    facts.push(fact('Plain time to merge', formatHours(block.plainTimeToMergeP50Hours), 'median, confident or not'))
  }
  return facts
}
