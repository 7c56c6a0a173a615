'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts'
import { placeOnAxis, readAnswer, type AnswerPoint, type AnswerView } from '@/lib/pages/figures/answer'

export interface ChartAnswerProps {
  /** Holds what is answered, and becomes the ground of the chart. */
  place: HTMLElement
  /** Where a pointer waits for its answer, in pixels of the window. */
  start: number | null
}

/**
 * The answer over a drawing: a chart by Recharts on the same scale that draws no mark, only the line under the pointer, a
 * dot on every line of the drawing, and the figures. Keys move the same pointer.
 */
export function ChartAnswer({ place, start }: ChartAnswerProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [size] = useState(() => place.getBoundingClientRect())
  const [said, setSaid] = useState('')
  const answer = useMemo(() => readAnswer(place.dataset.answers ?? ''), [place])
  useEffect(() => (frame.current ? answerTo(frame.current, place, answer, start, setSaid) : undefined), [place, answer, start])
  const lines = Math.max(0, ...answer.points.map(({ heights }) => heights.length))
  return (
    <div ref={frame} className="size-full">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: size.width, height: size.height }}>
        <ComposedChart
          data={answer.points}
          margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          style={{ overflow: 'visible' }}
          {...(answer.axis === 'weeks' && { syncId: 'weeks', syncMethod: 'value' as const })}
        >
          <XAxis hide dataKey="x" type="number" domain={answer.domain} allowDataOverflow />
          <YAxis hide type="number" domain={[0, 1]} allowDataOverflow />
          <Tooltip
            content={(props) => <AnswerText {...props} columns={answer.columns} />}
            cursor={{ stroke: 'var(--edge)', strokeDasharray: '2 3' }}
            filterNull={false}
            isAnimationActive={false}
          />
          {Array.from({ length: lines }, (_, index) => (
            <Line
              key={index}
              dataKey={({ heights }: AnswerPoint) => heights[index] ?? null}
              stroke="none"
              dot={false}
              activeDot={{ r: 3.5, fill: 'var(--ink)', stroke: 'var(--paper)' }}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}

/** The point, in the words of the table. */
function AnswerText({ active, payload, columns }: TooltipContentProps & { columns: string[] }) {
  const point: AnswerPoint | undefined = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className="border border-edge bg-card px-2.5 py-1.5 text-tiny text-ink" data-point={point.x}>
      <p className="whitespace-nowrap text-faint">{point.title}</p>
      {columns.map((column, index) => (
        <p key={column} className="flex justify-between gap-4 whitespace-nowrap">
          <span className="text-soft">{column}</span>
          <span className="font-[500]">{point.texts[index]}</span>
        </p>
      ))}
    </div>
  )
}

/**
 * What Recharts does not listen to: the pointer that asked before it was there, a finger that lies still, and the keys.
 * All of it reaches Recharts as a pointer at the place, so one state says what is shown, here and in the charts beside it.
 */
function answerTo(
  frame: HTMLElement,
  place: HTMLElement,
  { points, domain, columns }: AnswerView,
  start: number | null,
  say: (text: string) => void,
) {
  let chosen: number | null = null
  const showAt = (clientX: number) => {
    const { left, right, top, height } = place.getBoundingClientRect()
    // Half a pixel inside: at some widths the edge itself lies a rounding error outside.
    send('mousemove', { clientX: Math.min(Math.max(clientX, left + 0.5), right - 0.5), clientY: top + height / 2 })
  }
  const send = (type: string, at: MouseEventInit = {}) =>
    frame.querySelector('.recharts-wrapper')?.dispatchEvent(new MouseEvent(type, { bubbles: true, ...at }))
  const choose = (index: number) => {
    const point = points[index]
    if (!point) return
    const { left, width } = place.getBoundingClientRect()
    chosen = index
    showAt(left + placeOnAxis(domain, point.x) * width)
    say([point.title, ...columns.map((column, at) => `${column}: ${point.texts[at]}`)].join(', '))
  }
  const hide = () => {
    chosen = null
    // React makes "mouseleave" of it.
    send('mouseout')
    say('')
  }
  const findShown = () => {
    const x = frame.querySelector<HTMLElement>('[data-point]')?.dataset.point
    return x === undefined ? null : points.findIndex((point) => point.x === Number(x))
  }
  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const last = points.length - 1
    const now = chosen ?? findShown()
    const next = new Map([
      ['ArrowRight', now === null ? 0 : Math.min(last, now + 1)],
      ['ArrowLeft', now === null ? last : Math.max(0, now - 1)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key)
    if (next !== undefined) choose(next)
    else if (event.key === 'Escape') hide()
    else return
    event.preventDefault()
  }
  const follow = (event: PointerEvent) => {
    chosen = null
    // A touch goes on telling the element it began on, which was there before Recharts.
    if (event.pointerType !== 'mouse' || event.target === place) showAt(event.clientX)
  }
  const stop = new AbortController()
  place.addEventListener('keydown', press, { signal: stop.signal })
  place.addEventListener('blur', hide, { signal: stop.signal })
  place.addEventListener('pointerdown', follow, { signal: stop.signal })
  place.addEventListener('pointermove', follow, { signal: stop.signal })
  if (start !== null) showAt(start)
  else if (place.matches(':focus-visible')) choose(0)
  return () => stop.abort()
}
