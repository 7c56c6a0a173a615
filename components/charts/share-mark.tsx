import type { ShareMarkView } from '@/lib/pages/controls/share-mark'

/** A share and its interval on an axis that starts at nought, which the sheet draws, because it is the same in hundreds of cells; without a point where too little can be judged. */
export function ShareMark({ view, width = 96 }: { view: ShareMarkView; width?: number }) {
  const inset = 4
  const x = (share: number) => Math.round((inset + share * (width - 2 * inset)) * 10) / 10
  return (
    <svg className="share-mark" width={width} height={16} role="img" aria-label={view.description}>
      <path className="interval-line" d={`M${x(view.low)} 8H${x(view.high)}`} />
      {view.value !== null && <circle className="interval-point" cx={x(view.value)} cy={8} r={3.4} />}
    </svg>
  )
}
