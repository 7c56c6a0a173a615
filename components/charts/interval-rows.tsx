import type { IntervalsView } from '@/lib/pages/team/exhibit'
import { percent } from './plot-frame'

/** Estimates with their intervals on one axis, a row each. */
export function IntervalRows({ view }: { view: IntervalsView }) {
  return (
    <div className="interval-rows mt-2">
      {view.rows.map(({ label, value, low, high, text, detail }) => (
        <div key={label}>
          <p className="flex justify-between gap-3">
            <span className="text-soft">{label}</span>
            <span className="text-right">
              <span className="font-[500]">{text}</span> {detail && <span className="text-faint">{detail}</span>}
            </span>
          </p>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <line className="plot-grid" x1={0} x2={100} y1={50} y2={50} vectorEffect="non-scaling-stroke" />
            {low !== null && high !== null && (
              <line className="interval-line" x1={low * 100} x2={high * 100} y1={50} y2={50} vectorEffect="non-scaling-stroke" />
            )}
            {value !== null && (
              <line className="interval-dot" x1={value * 100} x2={value * 100} y1={50} y2={50} vectorEffect="non-scaling-stroke" />
            )}
          </svg>
        </div>
      ))}
      <div className="interval-rows-axis" aria-hidden="true">
        {view.ticks.map(({ at, label }) => (
          <span key={label} style={{ left: percent(at) }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}
