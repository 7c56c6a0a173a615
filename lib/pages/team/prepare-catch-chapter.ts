import { addDays, toDateString } from '@/lib/dates'
import type { DefectCatchRateReading } from '@/lib/metrics/document/readings'
import { formatCount, formatCounted, formatRate, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { nameStatus } from '@/lib/pages/words/name-missing'
import { sayCatchAgreementInShort } from '@/lib/pages/figures/say-agreement'
import { nameAudit } from '@/lib/pages/figures/name-audit'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { prepareWeeklyChart, type ChartValue } from '@/lib/pages/figures/prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'
import type { Exhibit } from './exhibit'
import { prepareDefectsExhibit, prepareEscapesExhibit, prepareRateExhibit } from './prepare-escapes'

const MATURITY_DAYS = 30

export interface CatchSource extends ChapterSource {
  asOf: string
  /** What an audit by hand said of the rules, with precision and recall; null: none was entered. */
  auditNote: string | null
}

export function prepareCatchChapter(source: CatchSource): Chapter {
  const { readings, details, listHref, auditNote } = source
  const block = readings.defectCatchRate
  const defects = details?.defects ?? null
  const { trend } = prepareFigure('catch', source, 26)
  const finding = findCatch(block)
  return {
    key: 'catch',
    name: 'Defect catch rate',
    finding,
    trend: trend.sentence,
    lead: prepareHistory(finding, source),
    facts: listFacts(block, (defects) => listHref({ figure: 'catch', defects })),
    exhibits: [prepareRateExhibit(block), prepareEscapesExhibit(block, defects), prepareDefectsExhibit(block, defects)],
    notes: [`${auditNote ?? 'Not yet audited by hand: how often the rule is right here is not known.'} ${sayCatchAgreementInShort()}`],
    listHref: listHref({ figure: 'catch' }),
    next: null,
  }
}

function prepareHistory(title: string, { series, asOf }: CatchSource): Exhibit {
  const blocks = series.map(({ readings: week }) => week?.defectCatchRate ?? null)
  const matureBefore = toDateString(addDays(new Date(asOf), -MATURITY_DAYS))
  const firstYoung = series.findIndex(({ to }) => to > matureBefore)
  // A week with merges that are too young has no counts yet: a gap, although nothing was observed in it.
  const settled = (index: number, value: number | null | undefined): number | null =>
    firstYoung >= 0 && index >= firstYoung ? null : (value ?? null)
  const view = prepareWeeklyChart({
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
  })
  return {
    key: 'weeks',
    title,
    caption: 'Strictly classified: caught in review (blue), escaped (grey). A rate needs ten of them.',
    drawing: { kind: 'weeks', view },
    table: view.table,
    link: null,
    isPrinted: true,
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
  if (block.matured === 0) return 'No rate yet: no merge of these weeks is 30 days old'
  if (status === 'insufficient' && caughtStrict !== null && escapedStrict !== null) {
    const observed = formatRate(caughtStrict + escapedStrict)
    return `No rate yet: ${observed} of the ten defects it needs ${observed === '1' ? 'was' : 'were'} observed`
  }
  return `Defect catch rate: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
}

function listFacts(block: DefectCatchRateReading, toDefects: (defects: 'caught' | 'escaped') => string): Fact[] {
  const { caughtStrict, escapedStrict, escapesPer100, matured, rate } = block
  const facts: Fact[] = []
  if (rate !== null) facts.push(fact('Catch rate', formatShare(rate), `${formatShareRange(block.low, block.high)}, ${nameAudit(block)}`))
  if (caughtStrict !== null) facts.push(fact('Caught in review', formatRate(caughtStrict), 'by people, strictly', toDefects('caught')))
  if (escapedStrict !== null) facts.push(fact('Escaped', formatRate(escapedStrict), 'within 30 days, strictly', toDefects('escaped')))
  if (escapesPer100.value !== null) {
    const interval =
      escapesPer100.low === null || escapesPer100.high === null
        ? null
        : `${formatRate(escapesPer100.low)}–${formatRate(escapesPer100.high)}`
    facts.push(fact('Escapes per 100 merges', formatRate(escapesPer100.value), interval))
  }
  if (matured !== null) facts.push(fact('Rests on', formatCounted(matured, 'merge'), 'at least 30 days old'))
  return facts
}
