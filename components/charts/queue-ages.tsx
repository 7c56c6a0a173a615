import type { QueueView } from '@/lib/pages/team/exhibit'
import { AnswerPlace } from './answer-place'
import { TimeLabels } from './plot-frame'

/** One line a tier, one stroke a waiting cycle at its age. */
export function QueueAges({ view }: { view: QueueView }) {
  return (
    <div role="group" aria-label={view.description}>
      <p className="exhibit-axis">{view.axis}</p>
      <div className="queue-rows">
        {view.rows.map(({ label, count, ages, oldest, answer }) => (
          <div key={label}>
            <span className="whitespace-nowrap" aria-hidden="true">
              {label} <span className="text-faint">{count}</span>
            </span>
            <span className="relative">
              <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
                {view.ticks.map(({ at }) => (
                  <line key={at} className="plot-grid" x1={at * 100} x2={at * 100} y1={0} y2={100} vectorEffect="non-scaling-stroke" />
                ))}
                {ages.map((age, index) => (
                  <line key={index} className="queue-age" x1={age * 100} x2={age * 100} y1={18} y2={82} vectorEffect="non-scaling-stroke" />
                ))}
              </svg>
              <AnswerPlace answer={answer} label={`${label}: ${count} waiting, by age`} />
            </span>
            <span className="text-right whitespace-nowrap" aria-hidden="true">
              <span className="text-faint">oldest</span> {oldest}
            </span>
          </div>
        ))}
        <div className="border-0!">
          <span />
          <TimeLabels times={view.ticks} />
          <span />
        </div>
      </div>
    </div>
  )
}
