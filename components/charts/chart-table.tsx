import type { TableView } from '@/lib/pages/team/exhibit'

/** A drawing as text, behind a toggle: its equivalent, and what one copies. `label` names the table to a screen reader. */
export function ChartTable({ table, label }: { table: TableView; label: string }) {
  return (
    <details className="no-print mt-2 text-small">
      <summary className="w-fit list-none text-soft underline decoration-edge decoration-1 underline-offset-[0.22em]">Table</summary>
      <div className="mt-2 max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={label}>
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
    </details>
  )
}
