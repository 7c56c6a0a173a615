import type { SparklineView, SparkPoint } from '@/lib/pages/figures/prepare-sparkline'

/**
 * Drawn on the server at a fixed size: it needs no script, never scales its stroke and never moves the page. Paths, as in all
 * small marks: a page holds some hundreds of them, and nothing says a line in fewer letters.
 */
export function Sparkline({ view, width = 120, height = 28 }: { view: SparklineView; width?: number; height?: number }) {
  const inset = 3
  const x = (point: SparkPoint) => round(inset + point.x * (width - 2 * inset))
  const y = (value: number) => round(height - value * height)
  const place = (point: SparkPoint) => `${x(point)} ${y(point.y)}`
  const bandHeight = ({ low, high }: { low: number; high: number }) => round(Math.max(1, y(low) - y(high)))
  const lines = view.runs.filter((run) => run.length > 1)
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={view.description}>
      {view.band && <path className="spark-band" d={`M0 ${y(view.band.high)}H${width}v${bandHeight(view.band)}H0z`} />}
      {view.mean !== null && <path className="spark-mean" d={`M0 ${y(view.mean)}H${width}`} />}
      {lines.length > 0 && <path className="spark-line" d={lines.map((run) => `M${run.map(place).join(' ')}`).join('')} />}
      {view.runs.map(
        (run) => run.length === 1 && run[0] && <circle key={run[0].x} className="spark-dot" cx={x(run[0])} cy={y(run[0].y)} r={1.3} />,
      )}
      {view.last && <circle className="spark-dot" cx={x(view.last)} cy={y(view.last.y)} r={2} />}
      {view.signal && <circle className="spark-signal" cx={x(view.signal)} cy={y(view.signal.y)} r={2.8} />}
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
