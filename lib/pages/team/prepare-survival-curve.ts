import type { TimeToConfidentMergeReading } from '@/lib/metrics/document/readings'
import type { ConfidenceDetails } from '@/lib/metrics/document/scope-details'
import { keepLastAtEachPlace, type AnswerView } from '@/lib/pages/figures/answer'
import { formatCount, formatHours, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { countEstimated } from '@/lib/pages/words/name-missing'
import { prepareHoursAxis } from './hours-axis'
import type { CurveView, TableView } from './exhibit'

/**
 * The Kaplan–Meier curve as the step function it is: the share not yet merged with confidence so many hours after first
 * ready. p50 and p75 are marked where the document gives them; a quantile that was not reached has no mark.
 */
export function prepareSurvivalCurve(curve: ConfidenceDetails['curve'], block: TimeToConfidentMergeReading): CurveView {
  const last = curve.at(-1)
  const { toPosition, ticks } = prepareHoursAxis(last?.hours ?? 0)
  const steps: CurveView['steps'] = []
  const band: CurveView['band'] = []
  for (const [index, step] of curve.entries()) {
    const x = toPosition(step.hours)
    const before = curve[index - 1]
    if (before) steps.push({ x, y: before.survival })
    steps.push({ x, y: step.survival })
    if (before && before.low !== null && before.high !== null) band.push({ x, low: before.low, high: before.high })
    if (step.low !== null && step.high !== null) band.push({ x, low: step.low, high: step.high })
  }
  if (last) {
    steps.push({ x: 1, y: last.survival })
    if (last.low !== null && last.high !== null) band.push({ x: 1, low: last.low, high: last.high })
  }
  return {
    axis: 'Share not yet merged with confidence · hours since ready, logarithmic',
    description: describeCurve(block),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: formatShare(at) })),
    times: ticks.map(({ hours, label, at }) => ({ at, label, atRisk: nameAtRisk(curve, hours) })),
    steps,
    band,
    marks: [...markQuantile(0.5, 'p50', block.p50Hours, toPosition), ...markQuantile(0.25, 'p75', block.p75Hours, toPosition)],
    answer: answerCurve(curve, toPosition),
  }
}

function markQuantile(y: number, name: string, hours: number | null, toPosition: (hours: number) => number): CurveView['marks'] {
  if (hours === null) return []
  const at = toPosition(hours)
  return [{ at, y, label: `${name} ${formatHours(hours)}`, side: at > 0.8 ? 'left' : 'right' }]
}

/** How many had neither merged with confidence nor left the count just before this hour; after the last step nobody counted. */
function nameAtRisk(curve: ConfidenceDetails['curve'], hours: number): string {
  const next = curve.find((step) => step.hours >= hours)
  if (next) return formatCount(next.atRisk)
  return curve.at(-1)?.survival === 0 ? '0' : ''
}

function describeCurve(block: TimeToConfidentMergeReading): string {
  const { p50Hours, p50Low, p50High, p75Hours } = block
  const n = countEstimated(block)
  const of = n === null ? '' : ` of ${formatCount(n)} pull requests`
  const interval =
    p50Low === null ? '' : p50High === null ? ` (at least ${formatHours(p50Low)})` : ` (${formatHours(p50Low)} to ${formatHours(p50High)})`
  const half = p50Hours === null ? 'Half is not reached' : `Half${of} are merged with confidence within ${formatHours(p50Hours)}${interval}`
  return `${half}; ${p75Hours === null ? 'three quarters is not reached' : `three quarters within ${formatHours(p75Hours)}`}.`
}

/** The steps of the table: what happened within the first hour stands at one place, and its last step answers there. */
function answerCurve(curve: ConfidenceDetails['curve'], toPosition: (hours: number) => number): AnswerView {
  const { columns, rows } = tabulateCurve(curve)
  const points = listTabulated(curve).map(({ hours, survival }, index) => {
    const [head = '', ...texts] = rows[index] ?? []
    return { x: toPosition(hours), heights: [survival], title: `${head} since ready`, texts }
  })
  return { axis: 'share', domain: [0, 1], columns: columns.slice(1), points: keepLastAtEachPlace(points) }
}

const MOST_ROWS = 30

/** Up to thirty of the steps: all of them where they are few. */
function listTabulated(curve: ConfidenceDetails['curve']): ConfidenceDetails['curve'] {
  const stride = Math.max(1, Math.ceil(curve.length / MOST_ROWS))
  return curve.filter((_, index) => index % stride === 0 || index === curve.length - 1)
}

export function tabulateCurve(curve: ConfidenceDetails['curve']): TableView {
  return {
    columns: ['Hours since ready', 'Not yet', '95 % interval', 'Still counted'],
    rows: listTabulated(curve).map(({ hours, survival, low, high, atRisk }) => [
      formatHours(hours),
      formatShare(survival),
      formatShareRange(low, high),
      formatCount(atRisk),
    ]),
  }
}
