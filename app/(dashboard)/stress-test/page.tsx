import { EmptyView } from '@/components/layout/empty-view'
import { StressView } from '@/components/layout/stress-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareRange, rangeQuery } from '@/lib/charts/prepare-range'
import { prepareSync } from '@/lib/charts/prepare-sync'
import { loadStressPage } from '@/lib/dashboard/load-stress-page'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Stress test' }

export default async function Page({ searchParams }: PageProps<'/stress-test'>) {
  const page = await loadStressPage(await searchParams)
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="stress" />
  }
  return (
    <StressView
      source={page.source}
      range={prepareRange(page.range, '/stress-test')}
      sync={prepareSync(page.sync)}
      query={rangeQuery(page.range)}
    />
  )
}
