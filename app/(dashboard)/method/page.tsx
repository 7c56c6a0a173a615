import { EmptyView } from '@/components/layout/empty-view'
import { MethodView } from '@/components/layout/method-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareMethod } from '@/lib/pages/method/prepare-page'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadMethodPage } from '@/lib/dashboard/pages/load-method'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Method' }

export default async function Page() {
  const page = await loadMethodPage()
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="method" />
  }
  return <MethodView page={prepareMethod(page)} />
}
