import type { SparklineView, SparkPoint } from '@/lib/pages/figures/prepare-sparkline'

/** Drawn on the server at a fixed size: it needs no script, never scales its stroke and never moves the page. */
export function Sparkline({ view, width = 120, height = 28 }: { view: SparklineView; width?: number; height?: number }) {
  const inset = 3
  const x = (point: SparkPoint) => round(inset + point.x * (width - 2 * inset))
  const y = (value: number) => round(height - value * height)
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={view.description}>
      {view.band && (
        <rect className="spark-band" x={0} width={width} y={y(view.band.high)} height={Math.max(1, y(view.band.low) - y(view.band.high))} />
      )}
      {view.mean !== null && <line className="spark-mean" x1={0} x2={width} y1={y(view.mean)} y2={y(view.mean)} />}
      {view.runs.map((run) =>
        run.length === 1 && run[0] ? (
          <circle key={run[0].x} className="spark-dot" cx={x(run[0])} cy={y(run[0].y)} r={1.3} />
        ) : (
          <polyline key={run[0]?.x} className="spark-line" points={run.map((point) => `${x(point)},${y(point.y)}`).join(' ')} />
        ),
      )}
      {view.last && <circle className="spark-dot" cx={x(view.last)} cy={y(view.last.y)} r={2} />}
      {view.signal && <circle className="spark-signal" cx={x(view.signal)} cy={y(view.signal.y)} r={2.8} />}
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
