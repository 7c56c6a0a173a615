import { EmptyView } from '@/components/layout/empty-view'
import { StressView } from '@/components/layout/stress-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareRange, rangeQuery } from '@/lib/pages/frame/prepare-range'
import { readStressAddress } from '@/lib/pages/stress/address'
import { keepQuestion } from '@/lib/pages/stress/keep-question'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadStressPage } from '@/lib/dashboard/pages/load-stress'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Stress test' }

export default async function Page({ searchParams }: PageProps<'/stress-test'>) {
  const search = await searchParams
  const page = await loadStressPage(search)
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="stress" />
  }
  return (
    <StressView
      source={page.source}
      question={readStressAddress({ get: (name) => [search[name]].flat()[0] ?? null }, page.source.scopes).question}
      range={keepQuestion(prepareRange(page.range, '/stress-test'), search)}
      sync={prepareSync(page.sync)}
      query={rangeQuery(page.range)}
    />
  )
}
