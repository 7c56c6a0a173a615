import type { BurnView } from '@/lib/charts/chapters/exhibit'
import { GridLines, PlotFrame } from './plot-frame'

/** The error budget as it was used, against the pace that uses exactly all of it; warm once it is overspent. */
export function BudgetBurn({ view }: { view: BurnView }) {
  const y = (share: number) => 100 - share * 100
  return (
    <div role="img" aria-label={view.description}>
      <p className="exhibit-axis">{view.axis}</p>
      <PlotFrame ticks={view.ticks} times={view.times} height="8rem">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <GridLines ticks={view.ticks} />
          <line className="burn-limit" x1={0} x2={100} y1={y(view.limit)} y2={y(view.limit)} vectorEffect="non-scaling-stroke" />
          <line className="burn-pace" x1={0} x2={100} y1={100} y2={y(view.limit)} vectorEffect="non-scaling-stroke" />
          {view.points.map((point, index) => {
            const before = view.points[index - 1]
            return (
              before && (
                <line
                  key={index}
                  className={point.isOverspent ? 'burn-over' : 'burn-line'}
                  x1={before.x * 100}
                  x2={point.x * 100}
                  y1={y(before.y)}
                  y2={y(point.y)}
                  vectorEffect="non-scaling-stroke"
                />
              )
            )
          })}
        </svg>
      </PlotFrame>
    </div>
  )
}
