import type { WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import { ChartTable } from './chart-table'

interface WeeklyTableProps {
  tables: WeeklyChartView['table'][]
  title: string
  name: string
  open: OpenTables
}

/** Charts on the same weeks in one table: the weeks once, then the columns of each. */
export function WeeklyTable({ tables, title, name, open }: WeeklyTableProps) {
  const columns = tables.flatMap(({ columns: names }, index) => (index === 0 ? names : names.slice(1)))
  const rows = (tables[0]?.rows ?? []).map((row, index) => [
    ...row,
    ...tables.slice(1).flatMap((table) => table.rows[index]?.slice(1) ?? []),
  ])
  return <ChartTable table={{ columns, rows }} label={`${title}, week by week`} name={name} open={open} />
}
