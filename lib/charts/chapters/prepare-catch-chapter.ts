import { addDays, toDateString } from '@/lib/dates'
import type { DefectCatchRateReading } from '@/lib/metrics/readings'
import { formatCount, formatRate } from '../format-figures'
import { nameStatus, nameTooFew } from '../name-missing'
import { prepareFigure } from '../prepare-figures'
import { prepareWeeklyChart, type ChartValue } from '../prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'

const MATURITY_DAYS = 30

export function prepareCatchChapter(source: ChapterSource & { asOf: string }): Chapter {
  const { readings, series } = source
  const figure = prepareFigure('catch', source, 26)
  const blocks = series.map(({ readings: week }) => week?.defectCatchRate ?? null)
  const matureBefore = toDateString(addDays(new Date(source.asOf), -MATURITY_DAYS))
  const firstYoung = series.findIndex(({ to }) => to > matureBefore)
  // A week with merges that are too young has no counts yet: a gap, although nothing was observed in it.
  const settled = (index: number, value: number | null | undefined): number | null =>
    firstYoung >= 0 && index >= firstYoung ? null : (value ?? null)
  return {
    key: 'catch',
    name: 'Defect catch rate',
    finding: findCatch(readings.defectCatchRate),
    trend: figure.trend.sentence,
    figures: [figure],
    chart: prepareWeeklyChart({
      id: 'catch',
      axis: 'Defects a week, by merge of the change',
      weeks: [...series],
      formatTick: formatRate,
      unsettled: firstYoung < 0 ? null : { from: firstYoung, label: 'younger than 30 days' },
      marks: [
        {
          key: 'caught',
          label: 'caught',
          kind: 'bar',
          tone: 'accent',
          isLabelled: false,
          values: blocks.map((block, index) => settled(index, block?.caughtStrict)),
          format: formatDefects,
        },
        {
          key: 'escaped',
          label: 'escaped',
          kind: 'bar',
          tone: 'context',
          isLabelled: false,
          values: blocks.map((block, index) => settled(index, block?.escapedStrict)),
          format: formatDefects,
        },
      ],
    }),
    caption: 'Strictly classified: caught in review (blue), escaped (grey). A rate needs ten of them.',
    facts: listFacts(readings.defectCatchRate),
  }
}

function formatDefects(value: ChartValue): string {
  return typeof value === 'number' ? formatRate(value) : 'no figure'
}

export function findCatch(block: DefectCatchRateReading): string {
  const { caughtStrict, escapedStrict, rate, status } = block
  if (rate !== null && caughtStrict !== null && escapedStrict !== null) {
    return `${formatRate(caughtStrict)} of ${formatRate(caughtStrict + escapedStrict)} observed defects were caught before the merge`
  }
  if (status === 'no_defects_observed') {
    return block.matured === null ? 'No defects observed' : `No defect was observed in ${formatCount(block.matured)} merges`
  }
  if (status === 'insufficient' && caughtStrict !== null && escapedStrict !== null) {
    return `No rate yet: ${nameTooFew(caughtStrict + escapedStrict, 10, 'defects')}`
  }
  return `Defect catch rate: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
}

function listFacts(block: DefectCatchRateReading): Fact[] {
  const { caughtStrict, caughtBroad, caughtByAi, escapedStrict, escapedBroad, escapesPer100, matured } = block
  const facts: Fact[] = []
  if (caughtStrict !== null && caughtBroad !== null) {
    facts.push(fact('Caught by people', formatRate(caughtStrict), `${formatRate(caughtBroad)} counted broadly`))
  }
  if (caughtByAi !== null) facts.push(fact('Caught by AI reviewers', formatRate(caughtByAi), 'their own column, in no rate'))
  if (escapedStrict !== null && escapedBroad !== null) {
    facts.push(fact('Escaped', formatRate(escapedStrict), `${formatRate(escapedBroad)} counted broadly`))
  }
  if (escapesPer100.value !== null) {
    const interval = escapesPer100.low === null || escapesPer100.high === null ? null : `${formatRate(escapesPer100.low)}–${formatRate(escapesPer100.high)}`
    facts.push(fact('Escapes per 100 merges', formatRate(escapesPer100.value), interval))
  }
  if (matured !== null) facts.push(fact('Merges at least 30 days old', formatCount(matured), null))
  return facts
}
