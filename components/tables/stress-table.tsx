import { OutsideText } from '@/components/ui/outside-text'
import { StressMark } from '@/components/charts/stress-mark'
import { STRESS_TICKS, type StressRow } from '@/lib/pages/stress/prepare-rows'

const MARK_WIDTH = 132

export interface StressTableProps {
  id: string
  title: string
  lead: string
  kind: string
  asked: string
  rows: StressRow[]
}

/** A row's link asks the server; with scripts the row becomes the scope at once (stress-test.tsx). */
export function StressTable({ id, title, lead, kind, asked, rows }: StressTableProps) {
  return (
    <section id={id} className="mt-16 scroll-mt-4" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="text-title font-[550] tracking-[-0.01em]">
        {title}
      </h2>
      <p className="mt-0.5 mb-3 text-small text-soft">{lead}</p>
      <table className="report report-stack">
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
    </section>
  )
}

function Row({ row, asked }: { row: StressRow; asked: string }) {
  const { figures } = row
  return (
    <tr data-scope={row.key} aria-current={row.isCurrent || undefined} className="stress-row">
      <th scope="row">
        <span>
          <a href={row.href} className="decoration-rule">
            <OutsideText>{row.name}</OutsideText>
          </a>
          {row.tier && <span className="ml-2 text-small font-[400] text-faint">{row.tier}</span>}
        </span>
        {figures && (
          <details className="more-toggle text-small font-[400] text-soft">
            <summary aria-label={`More of ${row.name}`}>more</summary>
          </details>
        )}
      </th>
      {figures ? (
        <>
          <td data-label="Breaks at">
            <span className="flex items-center gap-x-4 gap-y-0.5 max-md:flex-wrap">
              <StressMark view={figures.mark} width={MARK_WIDTH} />
              <span className="whitespace-nowrap">
                {figures.breaks} <span className="block text-tiny text-faint">{figures.interval}</span>
              </span>
            </span>
          </td>
          <td data-label={`Carries ${asked}?`} className="whitespace-nowrap">
            {figures.answer}
          </td>
          <td data-label="Wait for a first review" className="is-more whitespace-nowrap">
            {figures.wait}
            {figures.waitInterval && <span className="block text-tiny text-faint">{figures.waitInterval}</span>}
          </td>
          <td data-label="Passes a month’s work" className="is-more pr-0!">
            {figures.overflow}
            {figures.overflowInterval && <span className="block text-tiny text-faint">{figures.overflowInterval}</span>}
          </td>
        </>
      ) : (
        <td colSpan={4} className="is-wide pr-0! text-faint">
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
