import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'

/** The ticks of a column of interval marks, under its name. */
export function HeadroomAxis({ ticks, width }: { ticks: AxisTick[]; width: number }) {
  return (
    <span className="relative block h-4" style={{ width }} aria-hidden="true">
      {ticks.map(({ at, label }) => (
        <span key={label} className="absolute -translate-x-1/2" style={{ left: 5 + at * (width - 10) }}>
          {label}
        </span>
      ))}
    </span>
  )
}
