import type { HistogramView } from '@/lib/pages/team/exhibit'
import { AnswerPlace } from './answer-place'
import { percent } from './plot-frame'

/** Counts between bounds, each bar with its count, the limit as a line and the quantiles as dashed ones. */
export function DistributionBars({ view }: { view: HistogramView }) {
  const lines = [...(view.limit ? [{ ...view.limit, kind: 'limit' }] : []), ...view.marks.map((mark) => ({ ...mark, kind: 'mark' }))]
  return (
    <div role="group" aria-label={view.description}>
      <p className="exhibit-axis">{view.axis}</p>
      <div className="relative">
        <div className="histogram" aria-hidden="true">
          {view.bars.map(({ count, height, tone }, index) => (
            <div key={index} data-tone={tone}>
              {count > 0 && <span>{count}</span>}
              <i style={{ height: percent(height * 0.82), minHeight: count > 0 ? 2 : 0 }} />
            </div>
          ))}
          {lines.map(({ at, label, kind, side }, index) => (
            <span key={index} className="histogram-line" data-kind={kind} data-side={side} style={{ left: percent(at) }}>
              {label && <span>{label}</span>}
            </span>
          ))}
        </div>
        <AnswerPlace answer={view.answer} label={view.axis} />
      </div>
      <div className="histogram-edges" aria-hidden="true">
        {view.edges.map((edge, index) => (
          <span key={edge}>
            {edge}
            {index === view.edges.length - 1 && '+'}
          </span>
        ))}
      </div>
    </div>
  )
}
