'use client'

import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { WeeklyChartView } from '@/lib/charts/prepare-weekly-chart'

const WeeklyPlot = lazy(async () => ({ default: (await import('./weekly-plot')).WeeklyPlot }))

/** Frames that the plot may take to measure itself and draw, before the focus stays where it is. */
const PATIENCE_FRAMES = 120

/**
 * The plot by Recharts comes with the first pointer or focus on it: until then the drawing of the server says all that
 * there is to read, and neither a page nor the server pays for the 113 kB of a library that only adds the tooltip.
 */
export function WeeklyPlotOnDemand({ view, label }: { view: WeeklyChartView; label: string }) {
  const [wanted, setWanted] = useState<'pointer' | 'focus' | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wanted !== 'focus') return
    let frames = 0
    const handOver = () => {
      const surface = frame.current?.querySelector<SVGElement>('.recharts-surface')
      if (surface) surface.focus()
      else if ((frames += 1) < PATIENCE_FRAMES) requestAnimationFrame(handOver)
    }
    handOver()
  }, [wanted])
  if (wanted === null) {
    return (
      <div
        className="weekly-layer"
        role="application"
        aria-label={label}
        tabIndex={0}
        data-plot="waiting"
        // Not "enter": the pointer may have come before the page was interactive.
        onPointerMove={() => setWanted('pointer')}
        onPointerDown={() => setWanted('pointer')}
        onFocus={() => setWanted('focus')}
      />
    )
  }
  return (
    <div className="weekly-layer" ref={frame}>
      <Suspense fallback={null}>
        <WeeklyPlot view={view} label={label} />
      </Suspense>
    </div>
  )
}
