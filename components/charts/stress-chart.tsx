import type { StressChartView } from '@/lib/pages/stress/prepare-chart'
import { writeAnswer } from '@/lib/pages/figures/answer'
import { AnswerPlace } from './answer-place'
import { ReportTable } from './chart-table'

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`
const at = (share: number) => Math.round(share * 10_000) / 100

/**
 * The backlog as a fan. The drawing stretches to its frame and its strokes do not; labels are HTML around it, so letters
 * keep their size at every width. Server and browser draw the same.
 */
export function StressChart({ view }: { view: StressChartView }) {
  const upper = view.fan.map(({ x, high }) => `${at(x)},${at(1 - high)}`)
  const lower = view.fan.toReversed().map(({ x, low }) => `${at(x)},${at(1 - low)}`)
  return (
    <figure aria-labelledby="backlog-title">
      <figcaption>
        <h2 id="backlog-title" className="text-title font-[550] tracking-[-0.01em]">
          {view.title}
        </h2>
        <p className="mt-0.5 mb-4 max-w-[46em] text-small text-soft">{view.caption}</p>
      </figcaption>
      <div className="weekly stress-plot" data-chart="backlog">
        <div className="weekly-ticks" aria-hidden="true">
          {view.ticks.map((tick) => (
            <span key={tick.label} style={{ bottom: percent(tick.at) }}>
              {tick.label}
            </span>
          ))}
          {view.ticks.map(({ label }) => (
            <i key={label} className="weekly-sizer not-italic">
              {label}
            </i>
          ))}
        </div>
        <div className="weekly-plot">
          <svg className="weekly-layer size-full" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {view.ticks.map((tick) => (
              <line
                key={tick.label}
                className="plot-grid"
                x1={0}
                x2={100}
                y1={at(1 - tick.at)}
                y2={at(1 - tick.at)}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <polygon className="curve-band" points={[...upper, ...lower].join(' ')} />
            <line
              className="stress-month"
              x1={0}
              x2={100}
              y1={at(1 - view.month.at)}
              y2={at(1 - view.month.at)}
              vectorEffect="non-scaling-stroke"
            />
            <polyline
              className="curve-line"
              points={view.line.map(({ x, y }) => `${at(x)},${at(1 - y)}`).join(' ')}
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <span className="stress-month-label" style={{ bottom: percent(view.month.at) }} aria-hidden="true">
            {view.month.label}
          </span>
          {view.crossing && (
            <span className="stress-crossing" style={{ left: percent(view.crossing.x), bottom: percent(view.crossing.y) }} />
          )}
          {/* Another place for another answer: who answers reads it once. */}
          <AnswerPlace key={writeAnswer(view.answer)} answer={view.answer} label={view.title} />
        </div>
        <div className="weekly-ends" aria-hidden="true">
          <span className="font-[550] text-ink" style={{ bottom: percent(view.end.at) }}>
            {view.end.label}
          </span>
          <i className="weekly-sizer font-[550] not-italic">{view.end.label}</i>
        </div>
        <div className="weekly-months" aria-hidden="true">
          {view.weeks.map((week) => (
            <span key={week.label} style={{ left: percent(week.at) }}>
              {week.label}
            </span>
          ))}
        </div>
      </div>
      <details className="no-print mt-2 text-small">
        <summary className="w-fit list-none text-soft underline decoration-edge decoration-1 underline-offset-[0.22em]">Table</summary>
        <ReportTable table={view.table} label="Backlog, week by week" />
      </details>
    </figure>
  )
}
