import { StressTest } from '@/components/metrics/stress-test'
import { StressTable } from '@/components/tables/stress-table'
import { toStressTables } from '@/components/tables/stress-tables'
import { Static } from '@/components/ui/static'
import type { RangeView } from '@/lib/pages/frame/prepare-range'
import { packStressSource } from '@/lib/pages/stress/pack-source'
import type { StressQuestion } from '@/lib/pages/stress/address'
import type { StressSource } from '@/lib/pages/stress/source'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'
import { PageFrame } from './page-frame'
import { RangeProblem } from './range-problem'
import { SyncNotice } from './sync-notice'

export interface StressViewProps {
  source: StressSource
  /** What the address asks. */
  question: StressQuestion
  range: RangeView
  sync: SyncView
  query: string
}

export function StressView({ source, question, range, sync, query }: StressViewProps) {
  const rows = toStressTables(source, question).map((table) => <Static key={table.id}>{StressTable(table)}</Static>)
  return (
    <PageFrame place="stress" query={query} range={range} freshness={sync.short}>
      <RangeProblem problem={range.problem} />
      <SyncNotice sync={sync} />
      <StressTest packed={packStressSource(source)} rows={rows} drawn={question} />
    </PageFrame>
  )
}
