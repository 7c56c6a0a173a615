'use client'

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { ChartMarkView, ChartRow, PlotView } from '@/lib/pages/figures/prepare-weekly-chart'
import { WeekTooltip } from './week-tooltip'

/** The same plot as weekly-static, drawn by Recharts for its real width, with a pointer and arrow keys over the weeks. */
export function WeeklyPlot({ view, label }: { view: PlotView; label: string }) {
  const { rows, marks, band, unsettled } = view
  const lastWeek = rows.at(-1)?.week
  return (
    <ResponsiveContainer className="weekly-layer" width="100%" height="100%">
      <ComposedChart
        data={rows}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        title={label}
        barCategoryGap="18%"
        style={{ overflow: 'visible' }}
      >
        {band && <ReferenceArea y1={band.low} y2={band.high} fill="var(--band)" fillOpacity={1} stroke="none" zIndex={-200} />}
        {/* Clipped, not discarded: at some widths its end lies a rounding error outside. */}
        {unsettled && lastWeek && (
          <ReferenceArea
            ifOverflow="hidden"
            x1={rows[unsettled.from]?.week}
            x2={lastWeek}
            fill="var(--band)"
            fillOpacity={1}
            stroke="none"
            zIndex={-200}
          />
        )}
        <CartesianGrid vertical={false} stroke="var(--rule)" />
        <XAxis dataKey="week" hide />
        <YAxis hide domain={view.domain} ticks={view.ticks.map(({ value }) => value)} allowDataOverflow />
        {band && <ReferenceLine y={band.mean} stroke="var(--edge)" strokeOpacity={0.5} />}
        <Tooltip content={WeekTooltip} cursor={{ stroke: 'var(--edge)', strokeDasharray: '2 3', fill: 'none' }} isAnimationActive={false} />
        {marks.map((mark) => drawMark(mark, rows))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

const TONES = {
  accent: { line: 'var(--accent)', area: 'var(--accent-soft)' },
  soft: { line: 'var(--edge)', area: 'var(--context-soft)' },
  context: { line: 'var(--context)', area: 'var(--context-soft)' },
}

function drawMark({ key, label, kind, tone }: ChartMarkView, rows: readonly ChartRow[]) {
  const valueOf = (row: ChartRow) => row.values[key] ?? null
  const shared = { dataKey: valueOf, name: label, isAnimationActive: false }
  const { line, area } = TONES[tone]
  if (kind === 'range')
    return <Area key={key} {...shared} type="linear" connectNulls={false} fill={area} fillOpacity={0.55} stroke="none" activeDot={false} />
  if (kind === 'bar') return <Bar key={key} {...shared} stackId="bars" fill={line} />
  if (kind === 'dot')
    return (
      <Line
        key={key}
        {...shared}
        stroke="none"
        dot={{ r: 2, clipDot: false, fill: line, fillOpacity: 0.55, stroke: 'none' }}
        activeDot={false}
      />
    )
  return (
    <Line
      key={key}
      {...shared}
      type="linear"
      connectNulls={false}
      stroke={line}
      strokeWidth={2}
      dot={({ index, cx, cy }) => <LoneDot key={index} isAlone={isAlone(rows, key, index ?? -1)} cx={cx} cy={cy} fill={line} />}
      activeDot={{ r: 3.5, fill: line, stroke: 'var(--paper)' }}
    />
  )
}

/** A week between two gaps has no line to either side: without a dot it would vanish. */
function isAlone(rows: readonly ChartRow[], key: string, index: number): boolean {
  const isKnown = (at: number) => typeof rows[at]?.values[key] === 'number'
  return isKnown(index) && !isKnown(index - 1) && !isKnown(index + 1)
}

function LoneDot({ isAlone, cx, cy, fill }: { isAlone: boolean; cx?: number; cy?: number; fill: string }) {
  return isAlone && cx !== undefined && cy !== undefined ? <circle cx={cx} cy={cy} r={2} fill={fill} /> : <g />
}
