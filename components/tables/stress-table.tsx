import { OutsideText } from '@/components/ui/outside-text'
import { StressMark } from '@/components/charts/stress-mark'
import type { TeamsPager as TeamsPagerView } from '@/lib/pages/frame/page-teams'
import { STRESS_TICKS, type StressRow } from '@/lib/pages/stress/prepare-rows'
import { TeamsPager } from './teams-pager'
import { isolate } from '@/lib/pages/words/isolate'

const MARK_WIDTH = 132

export interface StressTableProps {
  id: string
  title: string
  lead: string
  kind: string
  asked: string
  rows: StressRow[]
  pager: TeamsPagerView | null
}

/** A row's link asks the server; with scripts the row becomes the scope at once (stress-test.tsx). */
export function StressTable({ id, title, lead, kind, asked, rows, pager }: StressTableProps) {
  return (
    <section id={id} className="mt-16 scroll-mt-4" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-title font-[550] tracking-[-0.01em]">
        {title}
      </h2>
      <p className="mt-0.5 mb-3 text-small text-soft">{lead}</p>
      {pager && <TeamsPager pager={pager} name="Teams by name" />}
      <table className="report report-stack stress-table">
        <thead>
          <tr>
            <th scope="col">{kind}</th>
            <th scope="col" aria-label="Breaks at">
              Breaks at
              <Axis />
            </th>
            <th scope="col">Carries {asked}?</th>
            <th scope="col">Wait for a first review</th>
            <th scope="col" className="pr-0!">
              Passes a month’s work
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} asked={asked} />
          ))}
        </tbody>
      </table>
      {pager && <TeamsPager pager={pager} name="More teams by name" />}
    </section>
  )
}

function Row({ row, asked }: { row: StressRow; asked: string }) {
  const { figures } = row
  return (
    <tr id={row.id} data-scope={row.key} aria-current={row.isCurrent || undefined}>
      <th scope="row">
        <span>
          <a href={row.href}>
            <OutsideText>{row.name}</OutsideText>
          </a>
          {row.tier && <small>{row.tier}</small>}
        </span>
        {figures && (
          <details className="more-toggle">
            <summary aria-label={`More of ${isolate(row.name)}`}>more</summary>
          </details>
        )}
      </th>
      {figures ? (
        <>
          <td data-label="Breaks at">
            <span className="stress-breaks">
              <StressMark view={figures.mark} width={MARK_WIDTH} />
              <span>
                {figures.breaks} <small>{figures.interval}</small>
              </span>
            </span>
          </td>
          <td data-label={`Carries ${asked}?`}>{figures.answer}</td>
          <td data-label="Wait for a first review" className="is-more">
            {figures.wait}
            {figures.waitInterval && <small>{figures.waitInterval}</small>}
          </td>
          <td data-label="Passes a month’s work" className="is-more">
            {figures.overflow}
            {figures.overflowInterval && <small>{figures.overflowInterval}</small>}
          </td>
        </>
      ) : (
        <td colSpan={4} className="is-wide text-faint">
          {row.absent}
        </td>
      )}
    </tr>
  )
}

function Axis() {
  return (
    <span className="relative block h-4" style={{ width: MARK_WIDTH }} aria-hidden="true">
      {STRESS_TICKS.map(({ at, label }) => (
        <span key={label} className="absolute -translate-x-1/2" style={{ left: 5 + at * (MARK_WIDTH - 10) }}>
          {label}
        </span>
      ))}
    </span>
  )
}
