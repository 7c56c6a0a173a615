import type { CSSProperties, ReactNode } from 'react'
import type { AxisTick } from '@/lib/pages/team/exhibit'

export const percent = (share: number) => `${Math.round(share * 1000) / 10}%`

export interface PlotFrameProps {
  ticks: AxisTick[]
  times: AxisTick[]
  height: string
  /** A second row of figures under the same places. */
  counted?: { label: string; times: AxisTick[] }
  children: ReactNode
}

/** A plot with its ticks at the left and its labels below, all in HTML: only the drawing stretches. */
export function PlotFrame({ ticks, times, height, counted, children }: PlotFrameProps) {
  return (
    <div className="plot" style={{ '--plot-height': height } as CSSProperties}>
      <div className="weekly-ticks" aria-hidden="true">
        {ticks.map(({ at, label }) => (
          <span key={label} style={{ bottom: percent(at) }}>
            {label}
          </span>
        ))}
        {ticks.map(({ label }) => (
          <i key={label} className="weekly-sizer not-italic">
            {label}
          </i>
        ))}
      </div>
      <div className="plot-area">{children}</div>
      <TimeLabels times={times} />
      {counted && (
        <>
          <p className="plot-row-name">{counted.label}</p>
          <TimeLabels times={counted.times} />
        </>
      )}
    </div>
  )
}

/** Labels under a plot; the outermost ones stay inside it. */
export function TimeLabels({ times }: { times: AxisTick[] }) {
  return (
    <div className="plot-times" aria-hidden="true">
      {times.map(({ at, label }, index) => (
        <span key={index} data-end={at < 0.04 ? 'left' : at > 0.94 ? 'right' : undefined} style={{ left: percent(at) }}>
          {label}
        </span>
      ))}
    </div>
  )
}

export function GridLines({ ticks }: { ticks: AxisTick[] }) {
  return ticks.map(({ at }) => (
    <line key={at} className="plot-grid" x1={0} x2={100} y1={100 - at * 100} y2={100 - at * 100} vectorEffect="non-scaling-stroke" />
  ))
}
