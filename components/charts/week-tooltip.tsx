import type { TooltipContentProps } from 'recharts'
import type { ChartRow } from '@/lib/pages/figures/prepare-weekly-chart'

/** The week under the pointer, in the words of the table. */
export function WeekTooltip({ active, payload }: TooltipContentProps) {
  const row: ChartRow | undefined = payload?.[0]?.payload
  if (!active || !row) return null
  return (
    <div className="border border-edge bg-card px-2.5 py-1.5 text-tiny text-ink">
      <p className="text-faint">{row.title}</p>
      {row.texts.map(({ label, text }) => (
        <p key={label} className="flex justify-between gap-4 whitespace-nowrap">
          <span className="text-soft">{label}</span>
          <span className="font-[500]">{text}</span>
        </p>
      ))}
    </div>
  )
}
