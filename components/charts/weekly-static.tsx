import { Static } from '@/components/ui/static'
import type { WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'

/**
 * The weekly chart without scripts: first paint, print, and browsers that run none. It stretches to its frame and its
 * strokes do not, so labels live outside, in HTML.
 */
export function WeeklyStatic({ view }: { view: WeeklyChartView }) {
  const last = Math.max(1, view.rows.length - 1)
  const hasBars = view.marks.some(({ kind }) => kind === 'bar')
  const slot = 100 / Math.max(1, view.rows.length)
  const x = (index: number) => (hasBars ? (index + 0.5) * slot : (index / last) * 100)
  const y = (value: number) => 100 - (value / view.domain[1]) * 100
  const stacked = new Map<number, number>()
  return (
    <Static>
      <svg className="weekly-layer weekly-static size-full" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {view.band && <rect className="plot-band" x={0} width={100} y={y(view.band.high)} height={y(view.band.low) - y(view.band.high)} />}
        {view.unsettled && (
          <rect className="plot-unsettled" x={view.unsettled.from * slot} width={100 - view.unsettled.from * slot} y={0} height={100} />
        )}
        {view.ticks.map(({ value }) => (
          <line key={value} className="plot-grid" x1={0} x2={100} y1={y(value)} y2={y(value)} vectorEffect="non-scaling-stroke" />
        ))}
        {view.marks.map((mark) => (
          <g key={mark.key} className={`tone-${mark.tone}`}>
            {view.rows.map(({ index, values }) => {
              const value = values[mark.key] ?? null
              const next = view.rows[index + 1]?.values[mark.key] ?? null
              if (mark.kind === 'bar' && typeof value === 'number') {
                const base = stacked.get(index) ?? 0
                stacked.set(index, base + value)
                return (
                  <rect
                    key={index}
                    fill="var(--tone)"
                    x={x(index) - slot * 0.32}
                    width={slot * 0.64}
                    y={y(base + value)}
                    height={y(base) - y(base + value)}
                  />
                )
              }
              if (mark.kind === 'line' && typeof value === 'number') {
                const end = typeof next === 'number' ? next : value
                const to = typeof next === 'number' ? x(index + 1) : x(index)
                return (
                  <line
                    key={index}
                    stroke="var(--tone)"
                    strokeWidth={2}
                    strokeLinecap="round"
                    x1={x(index)}
                    x2={to}
                    y1={y(value)}
                    y2={y(end)}
                    vectorEffect="non-scaling-stroke"
                  />
                )
              }
              // A line without length has round caps: a point that keeps its shape in a stretched drawing.
              if (mark.kind === 'dot' && typeof value === 'number') {
                return (
                  <line
                    key={index}
                    className="plot-dot"
                    x1={x(index)}
                    x2={x(index)}
                    y1={y(value)}
                    y2={y(value)}
                    vectorEffect="non-scaling-stroke"
                  />
                )
              }
              if (mark.kind === 'range' && Array.isArray(value) && Array.isArray(next)) {
                const points = [
                  [x(index), value[1]],
                  [x(index + 1), next[1]],
                  [x(index + 1), next[0]],
                  [x(index), value[0]],
                ] as const
                return (
                  <polygon
                    key={index}
                    fill="var(--tone-soft)"
                    fillOpacity={0.55}
                    points={points.map(([px, value]) => `${px},${y(value)}`).join(' ')}
                  />
                )
              }
              return null
            })}
          </g>
        ))}
      </svg>
    </Static>
  )
}
