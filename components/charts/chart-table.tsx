import { OnDemand } from '@/components/ui/on-demand'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { TableView } from '@/lib/pages/team/exhibit'

interface ChartTableProps {
  table: TableView
  /** Names the table to a screen reader. */
  label: string
  name: string
  open: OpenTables
}

/** A drawing as text, behind a toggle: its equivalent, and what one copies. On paper where the address opened it. */
export function ChartTable({ table, label, name, open }: ChartTableProps) {
  return (
    <OnDemand name={name} open={open} summary="Table" className={`mt-2 text-small ${open.isOpen(name) ? '' : 'no-print'}`}>
      <ReportTable table={table} label={label} />
    </OnDemand>
  )
}

export function ReportTable({ table, label }: Pick<ChartTableProps, 'table' | 'label'>) {
  return (
    <div className="mt-2 max-h-96 overflow-auto print:max-h-none" tabIndex={0} role="region" aria-label={label}>
      <table className="report">
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? '' : 'text-right!'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([head, ...cells], index) => (
            <tr key={index}>
              <th scope="row" className="whitespace-nowrap">
                {head}
              </th>
              {cells.map((cell, index) => (
                <td key={index} className="figure-cell">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
