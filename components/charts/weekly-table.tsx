import type { WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'
import { ChartTable } from './chart-table'

/** Charts on the same weeks in one table: the weeks once, then the columns of each. */
export function WeeklyTable({ tables, name }: { tables: WeeklyChartView['table'][]; name: string }) {
  const columns = tables.flatMap(({ columns: names }, index) => (index === 0 ? names : names.slice(1)))
  const rows = (tables[0]?.rows ?? []).map((row, index) => [
    ...row,
    ...tables.slice(1).flatMap((table) => table.rows[index]?.slice(1) ?? []),
  ])
  return <ChartTable table={{ columns, rows }} label={`${name}, week by week`} />
}
