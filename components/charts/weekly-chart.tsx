import { OutsideText } from '@/components/ui/outside-text'
import type { WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'
import { AnswerPlace } from './answer-place'
import { WeeklyDrawing } from './weekly-drawing'

export interface WeeklyChartProps {
  view: WeeklyChartView
  label: string
  height?: string
  hasMonths?: boolean
  /** False: marks without their names, because the chart above it has them. */
  hasEventNames?: boolean
  /** Another chart on the same weeks, above or below: both keep room for the labels of either. */
  alignedWith?: WeeklyChartView
}

/**
 * A fixed frame with its axis, months and line labels in HTML, so that nothing jumps when the answer arrives and letters
 * keep their size at every width.
 */
export function WeeklyChart({ view, label, height = '15rem', hasMonths = true, hasEventNames = true, alignedWith }: WeeklyChartProps) {
  const toLeft = (index: number) => view.rows[index]?.at ?? 0
  const eventRows = hasEventNames ? Math.max(0, ...view.events.map(({ lane }) => lane + 1)) : 0
  const percent = (share: number) => `${Math.round(share * 1000) / 10}%`
  return (
    <div>
      <p className="mb-3 text-tiny text-faint">{view.axis}</p>
      <div
        className="weekly"
        style={{
          gridTemplateRows: hasMonths ? `${height} 1.5rem` : height,
          marginTop: eventRows > 0 ? `${eventRows * 1.1 + 0.4}rem` : undefined,
        }}
        data-chart={view.id}
      >
        <div className="weekly-ticks" aria-hidden="true">
          {view.ticks.map(({ value, label: text }) => (
            <span key={value} style={{ bottom: percent(value / view.domain[1]) }}>
              {text}
            </span>
          ))}
          {[...view.ticks, ...(alignedWith?.ticks ?? [])].map(({ label: text }) => (
            <i key={text} className="weekly-sizer not-italic">
              {text}
            </i>
          ))}
        </div>
        <div className="weekly-plot">
          <WeeklyDrawing view={view} />
          {view.isEmpty ? (
            <p className="weekly-layer flex items-center justify-center text-small text-faint">No week has a figure.</p>
          ) : (
            <AnswerPlace answer={view.answer} label={label} />
          )}
          {view.highlights.map((index) => (
            <span key={index} className="weekly-foot" style={{ left: percent(toLeft(index)) }} />
          ))}
          {view.events.map(({ at, label: name, lane, isLeftward, title }) => (
            <span
              key={title}
              className="weekly-event"
              data-leftward={isLeftward || undefined}
              style={{ left: percent(at), top: hasEventNames ? `${lane * -1.1}rem` : undefined }}
              aria-hidden="true"
            >
              {hasEventNames && (
                <span>
                  <OutsideText>{name}</OutsideText>
                </span>
              )}
            </span>
          ))}
          {view.signals.map(({ index, value }) => (
            <span key={index} className="weekly-signal" style={{ left: percent(toLeft(index)), bottom: percent(value / view.domain[1]) }} />
          ))}
        </div>
        <div className="weekly-ends" aria-hidden="true">
          {view.endLabels.map(({ text, tone, at }) => (
            <span key={text} style={{ bottom: percent(at) }} className={tone === 'accent' ? 'font-[550] text-ink' : ''}>
              {text}
            </span>
          ))}
          {[...view.endLabels, ...(alignedWith?.endLabels ?? [])].map(({ text }) => (
            <i key={text} className="weekly-sizer font-[550] not-italic">
              {text}
            </i>
          ))}
        </div>
        {hasMonths && (
          <div className="weekly-months" aria-hidden="true">
            {view.months.map(({ index, label: text }) => (
              <span key={index} style={{ left: percent(toLeft(index)) }}>
                {text}
              </span>
            ))}
          </div>
        )}
      </div>
      {view.unsettled && <p className="mt-1 text-tiny text-faint">Shaded: {view.unsettled.label}, not counted yet.</p>}
    </div>
  )
}
