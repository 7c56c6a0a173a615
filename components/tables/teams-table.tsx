import { OutsideText } from '@/components/ui/outside-text'
import { HeadroomAxis } from '@/components/charts/headroom-axis'
import { IntervalMark } from '@/components/charts/interval-mark'
import { Sparkline } from '@/components/charts/sparkline'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'
import type { FigureView } from '@/lib/pages/figures/prepare'
import { toTeamRowId } from '@/lib/pages/frame/page-teams'
import type { TeamsTableRow } from '@/lib/pages/organization/prepare-teams-table'
import { isolate } from '@/lib/pages/words/isolate'

const MARK_WIDTH = 96

/**
 * Alphabetical and not sortable. Every sparkline runs on its team's own band, so rows cannot be compared by eye. Numbers lead
 * to the pull requests behind them; they are plain links, because a page holds some hundreds of them.
 */
export function TeamsTable({ rows, ticks }: { rows: TeamsTableRow[]; ticks: AxisTick[] }) {
  return (
    <Static>
      <table className="report report-stack teams-table">
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col" aria-label="Headroom">
              Headroom
              <HeadroomAxis ticks={ticks} width={MARK_WIDTH} />
            </th>
            <th scope="col">Without confidence</th>
            <th scope="col">Confident merge, p50</th>
            <th scope="col" className="text-right!">
              Caught
            </th>
            <th scope="col">Trail</th>
            <th scope="col" className="text-right!">
              AI share
            </th>
            <th scope="col" className="pr-0! text-right!">
              n<span className="block">latest</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TeamRow key={row.slug} row={row} />
          ))}
        </tbody>
      </table>
    </Static>
  )
}

function TeamRow({ row }: { row: TeamsTableRow }) {
  const { figures, figureHrefs } = row
  return (
    <tr data-team={row.slug} id={toTeamRowId(row.slug)}>
      <th scope="row">
        <PageLink href={row.href}>
          <OutsideText>{row.name}</OutsideText>
        </PageLink>
        {figures && (
          <details className="more-toggle">
            <summary aria-label={`More of ${isolate(row.name)}`}>more</summary>
          </details>
        )}
      </th>
      {figures ? (
        <>
          <HeadroomCell figure={figures.capacity} href={figureHrefs.capacity} />
          <Paired label="Without confidence" figure={figures.withoutConfidence} href={figureHrefs.withoutConfidence} />
          <Paired label="Confident merge, p50" figure={figures.confidence} href={figureHrefs.confidence} isMore />
          <td data-label="Caught" className="figure-cell is-more">
            <Short figure={figures.catch} href={figureHrefs.catch} />
          </td>
          <Paired label="Trail" figure={figures.trail} href={figureHrefs.trail} isMore />
          <td data-label="AI share" className="figure-cell is-more text-soft">
            <Short figure={figures.ai} href={figureHrefs.ai} />
          </td>
          <td data-label="n, latest week" className="figure-cell is-more pr-0! text-soft">
            {row.n}
            <small className={row.isOld ? 'text-ink' : undefined}>{row.latest}</small>
          </td>
        </>
      ) : (
        <td colSpan={7} className="is-wide text-faint">
          {row.hidden}
        </td>
      )}
    </tr>
  )
}

interface CellProps {
  figure: FigureView
  href: string
}

/** The drawing first, under the axis of its column; where the row is stacked there is no axis and the number says it. */
function HeadroomCell({ figure, href }: CellProps) {
  return (
    <td data-label="Headroom">
      {figure.mark ? (
        <span className="paired">
          <IntervalMark view={figure.mark} width={MARK_WIDTH} />
          <span>
            <Short figure={figure} href={href} />
          </span>
        </span>
      ) : (
        <Absent figure={figure} />
      )}
    </td>
  )
}

/** A figure with the drawing that belongs to it. */
function Paired({ label, figure, href, isMore = false }: CellProps & { label: string; isMore?: boolean }) {
  return (
    <td data-label={label} className={isMore ? 'is-more' : undefined}>
      <span className="paired">
        <span>
          <Short figure={figure} href={href} />
        </span>
        {figure.sparkline && <Sparkline view={figure.sparkline} width={92} height={22} />}
      </span>
    </td>
  )
}

function Short({ figure, href }: CellProps) {
  if (!figure.value) return <Absent figure={figure} />
  const { prefix, text, unit } = figure.value
  return (
    <>
      <a href={href}>
        {prefix}
        {text}
        {unit === '×' ? unit : `\u00a0${unit}`}
      </a>
      {figure.isLowN && <small>low n</small>}
    </>
  )
}

function Absent({ figure }: { figure: FigureView }) {
  return <span className="inline-block max-w-36 text-small leading-tight whitespace-normal text-faint">{figure.absent}</span>
}
