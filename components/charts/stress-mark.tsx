import type { StressMarkView } from '@/lib/pages/stress/prepare-rows'

/** The breaking multiple with its interval: a line at today, a dashed one at what is asked, hollow for a lower bound. */
export function StressMark({ view, width }: { view: StressMarkView; width: number }) {
  const inset = 5
  const x = (share: number) => Math.round((inset + share * (width - 2 * inset)) * 10) / 10
  return (
    <svg className="block" width={width} height={22} viewBox={`0 -2 ${width} 22`} role="img" aria-label={view.description}>
      <path className="interval-one" d={`M${x(view.one)} 2V16`} />
      <path className="interval-two" d={`M${x(view.asked)} 2V16`} />
      <path className="interval-line" d={`M${x(view.low)} 9H${x(view.high)}`} />
      {view.isOpenHigh && <path className="interval-arrow" d={`M${x(view.high) - 3.5} 5.5L${x(view.high)} 9l-3.5 3.5`} />}
      {view.isOpenLow && <path className="interval-arrow" d={`M${x(view.low) + 3.5} 5.5L${x(view.low)} 9l3.5 3.5`} />}
      <circle className="interval-point" data-lower-bound={view.isLowerBound || undefined} cx={x(view.value)} cy={9} r={3.4} />
    </svg>
  )
}
