import { EmptyView } from '@/components/layout/empty-view'
import { OrganizationView } from '@/components/layout/organization-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { HEADROOM_TICKS } from '@/lib/pages/figures/prepare-interval-mark'
import { prepareOpenTables } from '@/lib/pages/frame/prepare-open'
import { prepareOrganizationPage } from '@/lib/pages/organization/prepare-page'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Organisation' }

export default async function Page({ searchParams }: PageProps<'/'>) {
  const search = await searchParams
  const page = await loadOrganizationPage(search)
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="organisation" />
  }
  return (
    <OrganizationView page={prepareOrganizationPage(page, search.teams)} ticks={HEADROOM_TICKS} open={prepareOpenTables('/', search)} />
  )
}
