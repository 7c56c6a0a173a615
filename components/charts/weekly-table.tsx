import type { WeeklyChartView } from '@/lib/charts/prepare-weekly-chart'

/** The same weeks as text, behind a toggle: the equivalent of the drawing, and what one copies. */
export function WeeklyTable({ tables, name }: { tables: WeeklyChartView['table'][]; name: string }) {
  const columns = tables.flatMap(({ columns: names }, index) => (index === 0 ? names : names.slice(1)))
  const rows = (tables[0]?.rows ?? []).map((row, index) => [...row, ...tables.slice(1).flatMap((table) => table.rows[index]?.slice(1) ?? [])])
  return (
    <details className="no-print mt-3 text-small">
      <summary className="w-fit list-none text-soft underline decoration-edge decoration-1 underline-offset-[0.22em]">Table</summary>
      <div className="mt-2 max-h-96 overflow-auto" tabIndex={0} role="region" aria-label={`${name}, week by week`}>
        <table className="report">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={column} scope="col" className={index === 0 ? '' : 'text-right!'}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([week, ...cells]) => (
              <tr key={week}>
                <th scope="row" className="whitespace-nowrap">
                  {week}
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]} className="figure-cell">
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
