import type { CurveView } from '@/lib/pages/team/exhibit'
import { AnswerPlace } from './answer-place'
import { GridLines, percent, PlotFrame } from './plot-frame'

/** A Kaplan–Meier curve on a logarithmic axis of hours, its band, its quantiles, and how many are still counted. */
export function SurvivalCurve({ view }: { view: CurveView }) {
  const points = (corners: { x: number; y: number }[]) => corners.map(({ x, y }) => `${x * 100},${100 - y * 100}`).join(' ')
  const band = [...view.band.map(({ x, high }) => ({ x, y: high })), ...view.band.toReversed().map(({ x, low }) => ({ x, y: low }))]
  return (
    <div role="group" aria-label={view.description}>
      <p className="exhibit-axis">{view.axis}</p>
      <PlotFrame
        ticks={view.ticks}
        times={view.times}
        height="15rem"
        counted={{ label: 'Pull requests still in the count', times: view.times.map(({ at, atRisk }) => ({ at, label: atRisk })) }}
      >
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <GridLines ticks={view.ticks} />
          <polygon className="curve-band" points={points(band)} />
          {view.times.map(({ at }) => (
            <line key={at} className="plot-grid" x1={at * 100} x2={at * 100} y1={0} y2={100} vectorEffect="non-scaling-stroke" />
          ))}
          {view.marks.map(({ at, y, label }) => (
            <line
              key={label}
              className="curve-drop"
              x1={at * 100}
              x2={at * 100}
              y1={100 - y * 100}
              y2={100}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          <polyline className="curve-line" points={points(view.steps)} vectorEffect="non-scaling-stroke" />
        </svg>
        {view.marks.map(({ at, y, label, side }) => (
          <span key={label} aria-hidden="true">
            <span className="curve-mark" style={{ left: percent(at), bottom: percent(y) }} />
            {/* To the left the curve is higher, so a label there hangs below its point. */}
            <span
              className="curve-label"
              style={side === 'right' ? { left: percent(at), bottom: percent(y) } : { right: percent(1 - at), top: percent(1 - y) }}
            >
              {label}
            </span>
          </span>
        ))}
        <AnswerPlace answer={view.answer} label={view.axis} />
      </PlotFrame>
    </div>
  )
}
