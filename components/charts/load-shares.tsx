import type { LoadView } from '@/lib/pages/team/exhibit'
import { percent } from './plot-frame'

/** How the reviews spread: one bar a person, nobody named, and the height at which all would carry the same. */
export function LoadShares({ view }: { view: LoadView }) {
  return (
    <div className="load" role="img" aria-label={view.description}>
      {view.shares.map(({ height, label }, index) => (
        <i key={index} style={{ height: percent(height), minHeight: 1 }}>
          {label && <span>{label}</span>}
        </i>
      ))}
      <span className="load-frame" aria-hidden="true">
        <span className="load-even" style={{ bottom: percent(view.even.at) }}>
          <span>{view.even.label}</span>
        </span>
      </span>
    </div>
  )
}
