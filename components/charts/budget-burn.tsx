import { Budget } from '@/components/metrics/budget'
import type { BurnPlot, BurnView } from '@/lib/pages/team/exhibit'
import { AnswerPlace } from './answer-place'
import { GridLines, PlotFrame } from './plot-frame'

/** The error budget as it was used, against the pace that uses exactly all of it; then as it stands by tier. */
export function BudgetBurn({ view }: { view: BurnView }) {
  return (
    <>
      {view.plot && <Burn plot={view.plot} />}
      {view.tiers.length > 0 && <Budget lines={view.tiers} />}
    </>
  )
}

/** Warm once it is overspent. */
function Burn({ plot }: { plot: BurnPlot }) {
  const y = (share: number) => 100 - share * 100
  return (
    <div role="group" aria-label={plot.description}>
      <p className="exhibit-axis">{plot.axis}</p>
      <PlotFrame ticks={plot.ticks} times={plot.times} height="8rem">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <GridLines ticks={plot.ticks} />
          <line className="burn-limit" x1={0} x2={100} y1={y(plot.limit)} y2={y(plot.limit)} vectorEffect="non-scaling-stroke" />
          <line className="burn-pace" x1={0} x2={100} y1={100} y2={y(plot.limit)} vectorEffect="non-scaling-stroke" />
          {plot.points.map((point, index) => {
            const before = plot.points[index - 1]
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
        <AnswerPlace answer={plot.answer} label={plot.axis} />
      </PlotFrame>
    </div>
  )
}
