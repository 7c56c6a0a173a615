import { OutsideText } from '@/components/ui/outside-text'
import { IntervalMark } from '@/components/charts/interval-mark'
import { Sparkline } from '@/components/charts/sparkline'
import { PageLink } from '@/components/ui/page-link'
import type { FigureView } from '@/lib/pages/figures/prepare'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import { METHOD_ANCHORS } from '@/lib/pages/method/prepare-parts'
import { Definition } from './definition'
import { FigureValue } from './figure-value'
import { isolate } from '@/lib/pages/words/isolate'

interface FigureProps {
  figure: FigureView
  href: string | undefined
  open: OpenTables
}

/** Label, value, interval, a small drawing on its own normal band, and what it rests on. */
export function Figure({ figure, href, open }: FigureProps) {
  return (
    <div className={`figure keep ${figure.isContext ? 'is-context' : ''}`} data-figure={figure.key}>
      <h2 className="text-small leading-tight font-[450] text-soft">{figure.label}</h2>
      {figure.rows.length > 0 ? (
        <FigureRows rows={figure.rows} />
      ) : (
        <>
          <FigureValue figure={figure} />
          <p className="mt-1 text-small leading-snug text-soft">{figure.interval}</p>
          <div className="mt-2 min-h-7">
            {figure.mark ? (
              <IntervalMark view={figure.mark} hasLabels />
            ) : figure.sparkline ? (
              <Sparkline view={figure.sparkline} />
            ) : (
              <NoDrawing figure={figure} />
            )}
          </div>
        </>
      )}
      <div className="mt-1 flex items-start justify-between gap-x-2 text-small leading-snug text-faint">
        <p className="min-w-0 py-0.5">
          {figure.n &&
            (href ? (
              <PageLink href={href} className="decoration-rule">
                {figure.n}
              </PageLink>
            ) : (
              figure.n
            ))}
          {figure.isLowN && <span className="ml-1.5 whitespace-nowrap text-soft">low n</span>}
        </p>
        <Definition
          id={toDefinitionId(figure)}
          definition={figure.definition}
          history={figure.history}
          href={href}
          isContext={figure.isContext}
          methodHref={`/method#${METHOD_ANCHORS[figure.key]}`}
          open={open}
        />
      </div>
    </div>
  )
}

export function toDefinitionId({ key }: Pick<FigureView, 'key'>): string {
  return `how-${key}`
}

/** Three names with an interval each, in the place of one number; the first carries the axis. */
function FigureRows({ rows }: { rows: FigureView['rows'] }) {
  return (
    <ul className="figure-rows">
      {rows.map(({ name, href, value, mark }, index) => (
        <li key={href}>
          <PageLink href={href} className="figure-rows-name decoration-rule" title={isolate(name)}>
            <OutsideText>{name}</OutsideText>
          </PageLink>
          <span className="figure-rows-value">{value}</span>
          <IntervalMark view={mark} width={132} hasLabels={index === rows.length - 1} />
        </li>
      ))}
    </ul>
  )
}

/** Where a figure has no weeks of its own nothing is drawn, and nothing is missing. */
function NoDrawing({ figure }: { figure: FigureView }) {
  if (figure.trend.sentence === '') return null
  return <p className="pt-1 text-tiny text-faint">too few weeks to draw</p>
}
