import type { QueueView } from '@/lib/pages/team/exhibit'
import { TimeLabels } from './plot-frame'

/** One line a tier, one stroke a waiting cycle at its age. */
export function QueueAges({ view }: { view: QueueView }) {
  return (
    <div role="img" aria-label={view.description}>
      <p className="exhibit-axis">{view.axis}</p>
      <div className="queue-rows" aria-hidden="true">
        {view.rows.map(({ label, count, ages, oldest }) => (
          <div key={label}>
            <span className="whitespace-nowrap">
              {label} <span className="text-faint">{count}</span>
            </span>
            <svg viewBox="0 0 100 100" preserveAspectRatio="none">
              {view.ticks.map(({ at }) => (
                <line key={at} className="plot-grid" x1={at * 100} x2={at * 100} y1={0} y2={100} vectorEffect="non-scaling-stroke" />
              ))}
              {ages.map((age, index) => (
                <line key={index} className="queue-age" x1={age * 100} x2={age * 100} y1={18} y2={82} vectorEffect="non-scaling-stroke" />
              ))}
            </svg>
            <span className="text-right whitespace-nowrap">
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
