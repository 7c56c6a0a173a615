import { WeeklyChart } from '@/components/charts/weekly-chart'
import { WeeklyTable } from '@/components/charts/weekly-table'
import { Static } from '@/components/ui/static'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { OutputChartView } from '@/lib/pages/organization/prepare-output-chart'

export const OUTPUT_TABLE = 'output'

/** What was merged against what of it was confident, with AI's share on the same weeks below. */
export function OutputFigure({ output, open }: { output: OutputChartView; open: OpenTables }) {
  return (
    <Static>
      <figure className="keep min-w-0" aria-labelledby="output-title">
        <figcaption>
          <h2 id="output-title" className="text-title font-[550] tracking-[-0.01em]">
            {output.title}
          </h2>
          <p className="mt-0.5 mb-4 max-w-[46em] text-small text-soft">{output.caption}</p>
        </figcaption>
        <WeeklyChart view={output.output} label={output.title} alignedWith={output.ai} />
        <div className="is-context mt-4">
          <WeeklyChart
            view={output.ai}
            label="AI share by week"
            height="3rem"
            hasMonths={false}
            hasEventNames={false}
            alignedWith={output.output}
          />
        </div>
        <OutputTable output={output} open={open} />
      </figure>
    </Static>
  )
}

export function OutputTable({ output, open }: { output: OutputChartView; open: OpenTables }) {
  return <WeeklyTable tables={[withoutEvents(output), output.ai.table]} title={output.title} name={OUTPUT_TABLE} open={open} />
}

/** Both charts tell the same days; in their common table they stand once, at the end. */
function withoutEvents({ output }: OutputChartView): OutputChartView['output']['table'] {
  const { columns, rows } = output.table
  return output.events.length === 0 ? output.table : { columns: columns.slice(0, -1), rows: rows.map((row) => row.slice(0, -1)) }
}
