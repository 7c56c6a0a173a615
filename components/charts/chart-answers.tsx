'use client'

import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react'
import { createPortal } from 'react-dom'
import type { ChartAnswerProps } from './chart-answer'

// Where it cannot be fetched (an open page of an older build), the drawing stays and nothing breaks.
const ChartAnswer = lazy(async (): Promise<{ default: ComponentType<ChartAnswerProps> }> => {
  const answer = await import('./chart-answer').catch(() => null)
  return { default: answer ? answer.ChartAnswer : () => null }
})

interface Asked {
  key: string
  place: HTMLElement
  /** Where the pointer was that asked first, in pixels of the window; null: the keyboard asked, or a chart beside it. */
  start: number | null
}

/**
 * Answers for every chart of the document (answer-place.tsx). Recharts comes with the first pointer or focus on one: until
 * then the drawing says all that there is to read, and no page pays for the 113 kB of a library that only adds the answer.
 */
export function ChartAnswers() {
  const [asked, setAsked] = useState<Asked[]>([])
  useEffect(() => {
    let count = 0
    const answered = new WeakSet<HTMLElement>()
    const ask = (target: EventTarget | null, start: number | null) => {
      const place = target instanceof Element ? target.closest<HTMLElement>('[data-answers]') : null
      if (!place || answered.has(place)) return
      const places = [place, ...listOthersOnWeeks(place)].filter((one) => !answered.has(one))
      const added = places.map((one) => ({ key: String((count += 1)), place: one, start: one === place ? start : null }))
      for (const one of places) answered.add(one)
      // A part of the page that was replaced took its charts along.
      setAsked((before) => [...before.filter((one) => one.place.isConnected), ...added])
    }
    // Pointer and focus may both have come before the page was interactive.
    ask(document.activeElement, null)
    const stop = new AbortController()
    const point = ({ target, clientX }: PointerEvent) => ask(target, clientX)
    document.addEventListener('pointermove', point, { signal: stop.signal })
    document.addEventListener('pointerdown', point, { signal: stop.signal })
    document.addEventListener('focusin', ({ target }) => ask(target, null), { signal: stop.signal })
    return () => stop.abort()
  }, [])
  return asked.map(({ key, place, start }) =>
    createPortal(
      <Suspense fallback={null}>
        <ChartAnswer place={place} start={start} />
      </Suspense>,
      place,
      key,
    ),
  )
}

/** They answer together. */
function listOthersOnWeeks(place: HTMLElement): HTMLElement[] {
  const isOnWeeks = (one: HTMLElement) => one.dataset.answers?.startsWith('weeks') ?? false
  return isOnWeeks(place)
    ? [...document.querySelectorAll<HTMLElement>('[data-answers]')].filter((one) => one !== place && isOnWeeks(one))
    : []
}
