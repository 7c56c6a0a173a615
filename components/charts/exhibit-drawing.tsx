import type { Exhibit } from '@/lib/pages/team/exhibit'
import { BarList } from './bar-list'
import { BudgetBurn } from './budget-burn'
import { DistributionBars } from './distribution-bars'
import { EvidenceStack } from './evidence-stack'
import { IntervalRows } from './interval-rows'
import { LoadShares } from './load-shares'
import { QueueAges } from './queue-ages'
import { QuoteList } from './quote-list'
import { ShareGrid } from './share-grid'
import { SurvivalCurve } from './survival-curve'
import { WeeklyChart } from './weekly-chart'

/** The drawing of an exhibit, by its kind. */
export function ExhibitDrawing({ exhibit: { drawing, title }, height }: { exhibit: Exhibit; height: string }) {
  switch (drawing.kind) {
    case 'weeks':
      return <WeeklyChart view={drawing.view} label={title} height={height} />
    case 'curve':
      return <SurvivalCurve view={drawing.view} />
    case 'histogram':
      return <DistributionBars view={drawing.view} />
    case 'queue':
      return <QueueAges view={drawing.view} />
    case 'load':
      return <LoadShares view={drawing.view} />
    case 'burn':
      return <BudgetBurn view={drawing.view} />
    case 'bars':
      return <BarList bars={drawing.bars} />
    case 'intervals':
      return <IntervalRows view={drawing.view} />
    case 'grid':
      return <ShareGrid view={drawing.view} name={title} />
    case 'stack':
      return <EvidenceStack view={drawing.view} name={title} />
    case 'quotes':
      return <QuoteList quotes={drawing.quotes} />
    case 'terms':
      return (
        <dl className="terms">
          {drawing.terms.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'missing':
      return <p className="exhibit-missing">{drawing.text}</p>
  }
}
