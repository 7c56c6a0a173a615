'use client'

import { lazy, Suspense, useEffect, useRef, useState, type ComponentType } from 'react'
import type { PlotView } from '@/lib/pages/figures/prepare-weekly-chart'

// Where it cannot be fetched (an open page of an older build), the server's drawing stays and nothing breaks.
const WeeklyPlot = lazy(async (): Promise<{ default: ComponentType<{ view: PlotView; label: string }> }> => {
  const plot = await import('./weekly-plot').catch(() => null)
  return { default: plot ? plot.WeeklyPlot : () => null }
})

/** Frames that the plot may take to measure itself and draw, before the focus stays where it is. */
const PATIENCE_FRAMES = 120

/**
 * The plot by Recharts comes with the first pointer or focus on it: until then the drawing of the server says all that
 * there is to read, and neither a page nor the server pays for the 113 kB of a library that only adds the tooltip.
 */
export function WeeklyPlotOnDemand({ view, label }: { view: PlotView; label: string }) {
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
