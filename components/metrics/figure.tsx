import { IntervalMark } from '@/components/charts/interval-mark'
import { Sparkline } from '@/components/charts/sparkline'
import { PageLink } from '@/components/ui/page-link'
import type { FigureView } from '@/lib/charts/prepare-figures'
import { Definition } from './definition'
import { FigureValue } from './figure-value'

/** Label, value, interval, a small drawing on its own normal band, and what it rests on. */
export function Figure({ figure, href }: { figure: FigureView; href: string }) {
  return (
    <div className={`figure keep ${figure.isContext ? 'is-context' : ''}`} data-figure={figure.key}>
      <h2 className="text-small leading-tight font-[450] text-soft">{figure.label}</h2>
      <FigureValue figure={figure} />
      <p className="mt-1 text-small leading-snug text-soft">{figure.interval}</p>
      <div className="mt-2 min-h-7">
        {figure.mark ? <IntervalMark view={figure.mark} hasLabels /> : figure.sparkline ? <Sparkline view={figure.sparkline} /> : <NoDrawing />}
      </div>
      <div className="mt-1 flex items-start justify-between gap-x-2 text-small leading-snug text-faint">
        <p className="min-w-0 py-0.5">
          {figure.n && (
            <PageLink href={href} className="decoration-rule">
              {figure.n}
            </PageLink>
          )}
          {figure.isLowN && <span className="ml-1.5 whitespace-nowrap text-soft">low n</span>}
        </p>
        <Definition id={`how-${figure.key}`} definition={figure.definition} />
      </div>
    </div>
  )
}

function NoDrawing() {
  return <p className="pt-1 text-tiny text-faint">too few weeks to draw</p>
}
