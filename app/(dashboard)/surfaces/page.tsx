import { EmptyView } from '@/components/layout/empty-view'
import { SurfacesView } from '@/components/layout/surfaces-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { HEADROOM_TICKS } from '@/lib/pages/figures/prepare-interval-mark'
import { prepareOpenTables } from '@/lib/pages/frame/prepare-open'
import { prepareSurfacesPage } from '@/lib/pages/surfaces/prepare-page'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Surfaces and tiers' }

export default async function Page({ searchParams }: PageProps<'/surfaces'>) {
  const search = await searchParams
  const page = await loadSurfacesPage(search)
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="surfaces" />
  }
  return <SurfacesView page={prepareSurfacesPage(page)} ticks={HEADROOM_TICKS} open={prepareOpenTables('/surfaces', search)} />
}
