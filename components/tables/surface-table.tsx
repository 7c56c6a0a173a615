import { IntervalMark } from '@/components/charts/interval-mark'
import { PageLink } from '@/components/ui/page-link'
import type { SurfaceTable as SurfaceTableView, SurfaceTableRow } from '@/lib/charts/surfaces/prepare-surface-rows'

/** Parts of the product as plumbline.yml names them, with who may approve there and what review can take. */
export function SurfaceTable({ table }: { table: SurfaceTableView }) {
  return (
    <>
      <table className="report report-stack">
        <thead>
          <tr>
            <th scope="col">Surface, and its paths</th>
            <th scope="col">Tier</th>
            <th scope="col">Maintainers</th>
            <th scope="col" className="text-right!">Merged</th>
            <th scope="col" className="pr-0!">Headroom</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      </table>
      {table.rest && <p className="mt-3 text-small text-soft">{table.rest}</p>}
    </>
  )
}

function Row({ row }: { row: SurfaceTableRow }) {
  return (
    <tr data-surface={row.name}>
      <th scope="row">
        <span className="min-w-0">
          {row.hidden === null ? (
            <PageLink href={row.href} className="decoration-rule">
              {row.name}
            </PageLink>
          ) : (
            row.name
          )}
          <span className="block max-w-80 text-small leading-snug font-[400] text-soft">
            {row.paths.map((path) => (
              <span key={path} className="path">
                {path}
              </span>
            ))}
            {row.repositories.length > 0 && <span className="block text-tiny break-words text-faint">in {row.repositories.join(', ')}</span>}
          </span>
        </span>
      </th>
      <td data-label="Tier">{row.tier}</td>
      <td data-label="Maintainers" className="max-w-56 text-small break-words">
        {row.noMaintainers ? <span className="text-faint">{row.noMaintainers}</span> : row.maintainers.join(', ')}
      </td>
      {row.hidden === null ? (
        <>
          <td data-label="Merged" className="figure-cell">
            {row.merged}
          </td>
          <td data-label="Headroom" className="pr-0!">
            <Headroom figure={row.headroom} />
          </td>
        </>
      ) : (
        <td colSpan={2} className="is-wide text-faint">
          {row.hidden}
        </td>
      )}
    </tr>
  )
}

function Headroom({ figure }: { figure: SurfaceTableRow['headroom'] }) {
  if (!figure?.value) return <span className="text-small text-faint">{figure?.absent}</span>
  const { prefix, text, unit } = figure.value
  return (
    <span className="flex items-center gap-2">
      {figure.mark && <IntervalMark view={figure.mark} width={96} />}
      <span className="whitespace-nowrap">
        {prefix}
        {text}
        {unit}
      </span>
    </span>
  )
}
