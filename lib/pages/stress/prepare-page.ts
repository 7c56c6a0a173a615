import { addWeeks, toWeekStart } from '@/lib/dates'
import { computeStressTest } from '@/lib/metrics/stress/compute'
import type { TeamsPager } from '@/lib/pages/frame/page-teams'
import { explainStress, type StressAssumption } from './explain'
import { prepareStressAnswer, type StressAnswerView } from './prepare-answer'
import { prepareStressChart, type StressChartView } from './prepare-chart'
import { prepareStressNext, type StressNextView } from './prepare-drill'
import { prepareStressFigures, type StressFigure } from './prepare-figures'
import { prepareStressPager, prepareSurfaceRows, prepareTeamRows, type StressRow } from './prepare-rows'
import type { StressQuestion } from './address'
import type { StressScope, StressSource } from './source'

/**
 * Everything that the stress test shows for one question. Pure and small: the server renders the first answer with it and
 * the browser every other, so a link shows what its sender saw.
 */
export interface StressAnswerPage {
  answer: StressAnswerView
  figures: StressFigure[]
  chart: StressChartView | null
  next: StressNextView | null
  assumptions: StressAssumption[]
}

export interface StressRows {
  surfaces: StressRow[]
  teams: StressRow[]
  /** null: all teams are among the rows. */
  pager: TeamsPager | null
}

const NO_READING: StressAnswerView = {
  headline: [{ text: 'There is nothing to put under stress yet.' }],
  seen: null,
  evidence: 'No readings have been made here.',
  caveat: null,
  listHref: null,
}

export function prepareStress(source: StressSource, question: StressQuestion): StressAnswerPage {
  const scope = findScope(source, question)
  if (!scope?.reading) return { answer: NO_READING, figures: [], chart: null, next: null, assumptions: [] }
  const test = computeStressTest(scope.reading, question)
  const answer = prepareStressAnswer(scope, test, question)
  if (test.status !== 'ok') return { answer, figures: [], chart: null, next: null, assumptions: [] }
  const start = toSurgeStart(source.asOf)
  const firstSurface = scope.kind === 'organization' ? toFirst(prepareSurfaceRows(source, question)) : null
  return {
    answer,
    figures: prepareStressFigures(scope.reading, test, question),
    chart: prepareStressChart(test, question, start),
    next: prepareStressNext(scope.reading, test, question, { start, firstSurface }),
    assumptions: explainStress(scope.reading, test, question),
  }
}

/** Everything else at the same m: apart, because hundreds of rows may follow a slider a moment later. */
export function prepareStressRows(source: StressSource, question: StressQuestion): StressRows {
  return {
    surfaces: prepareSurfaceRows(source, question),
    teams: prepareTeamRows(source, question),
    pager: prepareStressPager(source, question),
  }
}

function findScope({ scopes }: StressSource, { scope }: StressQuestion): StressScope | undefined {
  return scopes.find(({ key }) => key === scope)
}

/** The name of the surface that breaks first; null: of none the limit was seen, and a lower bound names nothing. */
function toFirst(surfaces: readonly StressRow[]): string | null {
  return surfaces.find(({ figures }) => figures !== null && !figures.mark.isLowerBound)?.name ?? null
}

/** The Monday after the readings: week 1 of the surge. */
function toSurgeStart(asOf: string): Date {
  return addWeeks(toWeekStart(new Date(asOf)), 1)
}
