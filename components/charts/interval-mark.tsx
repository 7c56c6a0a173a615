import type { IntervalMarkView } from '@/lib/pages/figures/prepare-interval-mark'

interface IntervalMarkProps {
  view: IntervalMarkView
  width?: number
  hasLabels?: boolean
  /** Under a number within a cell: lower, with a smaller point. */
  isSmall?: boolean
}

/** Headroom on its logarithmic axis: a line at today, a dashed one at twice, a hollow point for a lower bound. */
export function IntervalMark({ view, width = 120, hasLabels = false, isSmall = false }: IntervalMarkProps) {
  const inset = 5
  const height = isSmall ? 12 : 18
  const x = (share: number) => Math.round((inset + share * (width - 2 * inset)) * 10) / 10
  const middle = height / 2
  const frame = hasLabels ? height + 12 : height + 4
  return (
    <svg
      className="interval"
      width={width}
      height={frame}
      viewBox={`0 ${hasLabels ? 0 : -2} ${width} ${frame}`}
      role="img"
      aria-label={view.description}
    >
      <path className="interval-one" d={`M${x(view.one)} 2V${height - 2}`} />
      <path className="interval-two" d={`M${x(view.two)} 2V${height - 2}`} />
      <path className="interval-line" d={`M${x(view.low)} ${middle}H${x(view.high)}`} />
      {view.isOpenHigh && (
        <path className="interval-arrow" d={`M${x(view.high) - 3.5} ${middle - 3.5}L${x(view.high)} ${middle}l-3.5 3.5`} />
      )}
      {view.isOpenLow && <path className="interval-arrow" d={`M${x(view.low) + 3.5} ${middle - 3.5}L${x(view.low)} ${middle}l3.5 3.5`} />}
      <circle
        className="interval-point"
        data-lower-bound={view.isLowerBound || undefined}
        cx={x(view.value)}
        cy={middle}
        r={isSmall ? 2.6 : 3.4}
      />
      {hasLabels && (
        <g className="interval-label">
          <text x={x(view.one)} y={height + 10}>
            1×
          </text>
          <text x={x(view.two)} y={height + 10}>
            2×
          </text>
        </g>
      )}
    </svg>
  )
}
