import { StressTest } from '@/components/metrics/stress-test'
import type { StressSource } from '@/lib/pages/stress/source'
import type { RangeView } from '@/lib/pages/frame/prepare-range'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'
import { PageFrame } from './page-frame'
import { RangeProblem } from './range-problem'
import { SyncNotice } from './sync-notice'

export interface StressViewProps {
  source: StressSource
  range: RangeView
  sync: SyncView
  query: string
}

export function StressView({ source, range, sync, query }: StressViewProps) {
  return (
    <PageFrame place="stress" query={query} range={range} freshness={sync.short}>
      <RangeProblem problem={range.problem} />
      <SyncNotice sync={sync} />
      <StressTest source={source} />
    </PageFrame>
  )
}
