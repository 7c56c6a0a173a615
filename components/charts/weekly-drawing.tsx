import type { ChartMarkView, ChartRow, WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'
import { splitAtGaps } from '@/lib/pages/figures/pick-weekly-points'

/**
 * The marks of a weekly chart, with and without scripts. It stretches to its frame and its strokes do not, so labels live
 * outside, in HTML. A mark is one path, because a page sends every element to every reader.
 */
export function WeeklyDrawing({ view }: { view: WeeklyChartView }) {
  const y = (value: number) => 100 - (value / view.domain[1]) * 100
  const bars = view.marks.filter(({ kind }) => kind === 'bar')
  return (
    <svg className="weekly-layer weekly-drawing size-full" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {view.band && <rect className="plot-band" x={0} width={100} y={y(view.band.high)} height={y(view.band.low) - y(view.band.high)} />}
      {view.unsettled && (
        <rect
          className="plot-unsettled"
          x={view.unsettled.from * view.slot * 100}
          width={100 - view.unsettled.from * view.slot * 100}
          y={0}
          height={100}
        />
      )}
      {view.ticks.map(({ value }) => (
        <line key={value} className="plot-grid" x1={0} x2={100} y1={y(value)} y2={y(value)} vectorEffect="non-scaling-stroke" />
      ))}
      {view.marks.map((mark) => (
        <path
          key={mark.key}
          className={`plot-${mark.kind} tone-${mark.tone}`}
          d={mark.kind === 'bar' ? drawBars(view, bars, bars.indexOf(mark), y) : drawMark(mark, view.rows, y)}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {view.marks
        .filter(({ kind }) => kind === 'ring')
        .map((mark) => (
          <path key={mark.key} className="plot-hole" d={drawMark(mark, view.rows, y)} vectorEffect="non-scaling-stroke" />
        ))}
    </svg>
  )
}

type Scale = (value: number) => number

const round = (value: number) => Math.round(value * 100) / 100
const point = (x: number, y: number) => `${round(x * 100)} ${round(y)}`

/** The part of its week that a bar fills. */
const BAR = 0.64

/** Bars stand on those of the marks before. */
function drawBars({ rows, slot }: WeeklyChartView, bars: readonly ChartMarkView[], index: number, y: Scale): string {
  return rows
    .map(({ at, values }) => {
      const heights = bars.slice(0, index + 1).map(({ key }) => {
        const value = values[key]
        return typeof value === 'number' ? value : 0
      })
      const top = heights.reduce((sum, height) => sum + height, 0)
      const base = top - (heights.at(-1) ?? 0)
      const width = round(slot * BAR * 100)
      return top === base ? '' : `M${point(at - (slot * BAR) / 2, y(base))}V${round(y(top))}h${width}V${round(y(base))}z`
    })
    .join('')
}

/** A missing week breaks lines and bands. A point alone is a line without length: its round caps keep their shape. */
function drawMark({ key, kind }: ChartMarkView, rows: readonly ChartRow[], y: Scale): string {
  const runs = splitAtGaps(rows, ({ values }) => (values[key] ?? null) === null)
  if (kind === 'range') {
    return runs
      .map((run) => {
        const ends = run.flatMap(({ at, values }) => {
          const value = values[key]
          return Array.isArray(value) ? [{ at, low: y(value[0]), high: y(value[1]) }] : []
        })
        const corners = [...ends.map(({ at, high }) => point(at, high)), ...ends.toReversed().map(({ at, low }) => point(at, low))]
        return ends.length > 1 ? `M${corners.join('L')}z` : ''
      })
      .join('')
  }
  return runs
    .map((run) => {
      const places = run.flatMap(({ at, values }) => {
        const value = values[key]
        return typeof value === 'number' ? [point(at, y(value))] : []
      })
      const isAlone = kind === 'dot' || kind === 'ring' || places.length === 1
      return isAlone ? places.map((place) => `M${place}h0`).join('') : `M${places.join('L')}`
    })
    .join('')
}
