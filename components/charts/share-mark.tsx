import type { ShareMarkView } from '@/lib/pages/controls/share-mark'

/** A share and its interval on an axis that starts at nought; without a point where too little can be judged. */
export function ShareMark({ view, width = 96 }: { view: ShareMarkView; width?: number }) {
  const inset = 4
  const x = (share: number) => Math.round((inset + share * (width - 2 * inset)) * 10) / 10
  return (
    <svg className="share-mark" width={width} height={16} viewBox={`0 0 ${width} 16`} role="img" aria-label={view.description}>
      <line className="share-mark-axis" x1={inset} x2={width - inset} y1={8} y2={8} />
      <line className="share-mark-end" x1={inset} x2={inset} y1={4} y2={12} />
      <line className="share-mark-end" x1={width - inset} x2={width - inset} y1={4} y2={12} />
      <line className="interval-line" x1={x(view.low)} x2={x(view.high)} y1={8} y2={8} />
      {view.value !== null && <circle className="interval-point" cx={x(view.value)} cy={8} r={3.4} />}
    </svg>
  )
}
