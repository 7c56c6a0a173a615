import { IntervalMark } from '@/components/charts/interval-mark'
import { Sparkline } from '@/components/charts/sparkline'
import { PageLink } from '@/components/ui/page-link'
import type { AxisTick } from '@/lib/charts/prepare-interval-mark'
import type { FigureView } from '@/lib/charts/prepare-figures'
import type { TeamsTableRow } from '@/lib/charts/prepare-teams-table'

const MARK_WIDTH = 96

/** Alphabetical and not sortable. Every sparkline runs on its team's own band, so rows cannot be compared by eye. */
export function TeamsTable({ rows, ticks }: { rows: TeamsTableRow[]; ticks: AxisTick[] }) {
  return (
    <table className="report report-stack">
      <thead>
        <tr>
          <th scope="col">Team</th>
          <th scope="col" aria-label="Headroom">
            Headroom
            <HeadroomAxis ticks={ticks} />
          </th>
          <th scope="col">Without confidence</th>
          <th scope="col">Confident merge, p50</th>
          <th scope="col" className="text-right!">Caught</th>
          <th scope="col">Trail</th>
          <th scope="col" className="text-right!">AI share</th>
          <th scope="col" className="pr-0! text-right!">n</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TeamRow key={row.slug} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function TeamRow({ row }: { row: TeamsTableRow }) {
  const { figures } = row
  return (
    <tr data-team={row.slug}>
      <th scope="row">
        <PageLink href={row.href} className="decoration-rule">
          {row.name}
        </PageLink>
        {figures && (
          <details className="more-toggle text-small font-[400] text-soft">
            <summary aria-label={`More of ${row.name}`}>more</summary>
          </details>
        )}
      </th>
      {figures ? (
        <>
          <HeadroomCell figure={figures.capacity} />
          <Paired label="Without confidence" figure={figures.withoutConfidence} />
          <Paired label="Confident merge, p50" figure={figures.confidence} isMore />
          <td data-label="Caught" className="figure-cell is-more">
            <Short figure={figures.catch} />
          </td>
          <Paired label="Trail" figure={figures.trail} isMore />
          <td data-label="AI share" className="figure-cell is-more text-soft">
            <Short figure={figures.ai} />
          </td>
          <td data-label="n" className="figure-cell is-more pr-0! text-soft">
            {row.n}
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

/** The drawing first, under the axis of its column; where the row is stacked there is no axis and the number says it. */
function HeadroomCell({ figure }: { figure: FigureView }) {
  return (
    <td data-label="Headroom">
      {figure.mark ? (
        <span className="flex items-center gap-2">
          <IntervalMark view={figure.mark} width={MARK_WIDTH} />
          <span className="whitespace-nowrap md:max-lg:hidden">
            <Short figure={figure} />
          </span>
        </span>
      ) : (
        <Absent figure={figure} />
      )}
    </td>
  )
}

/** A figure with the drawing that belongs to it. */
function Paired({ label, figure, isMore = false }: { label: string; figure: FigureView; isMore?: boolean }) {
  return (
    <td data-label={label} className={isMore ? 'is-more' : undefined}>
      <span className="flex items-center gap-3">
        <span className="min-w-14 text-right whitespace-nowrap max-md:min-w-0">
          <Short figure={figure} />
        </span>
        {figure.sparkline && (
          <span className={isMore ? 'md:max-lg:hidden' : undefined}>
            <Sparkline view={figure.sparkline} width={92} height={22} />
          </span>
        )}
      </span>
    </td>
  )
}

function Short({ figure }: { figure: FigureView }) {
  if (!figure.value) return <Absent figure={figure} />
  const { prefix, text, unit } = figure.value
  return (
    <>
      {prefix}
      {text}
      {unit === '×' ? unit : `\u00a0${unit}`}
      {figure.isLowN && <span className="block text-tiny text-faint">low n</span>}
    </>
  )
}

function Absent({ figure }: { figure: FigureView }) {
  return <span className="inline-block max-w-36 text-small leading-tight whitespace-normal text-faint">{figure.absent}</span>
}

function HeadroomAxis({ ticks }: { ticks: AxisTick[] }) {
  return (
    <span className="relative block h-4" style={{ width: MARK_WIDTH }} aria-hidden="true">
      {ticks.map(({ at, label }) => (
        <span key={label} className="absolute -translate-x-1/2" style={{ left: 5 + at * (MARK_WIDTH - 10) }}>
          {label}
        </span>
      ))}
    </span>
  )
}
