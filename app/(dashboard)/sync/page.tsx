import { EmptyView } from '@/components/layout/empty-view'
import { SyncPageView } from '@/components/layout/sync-page-view'
import { nameWaitingComments, prepareRepositories } from '@/lib/pages/sync/prepare-repositories'
import { prepareSetAside } from '@/lib/pages/sync/prepare-set-aside'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Sync' }

export default async function Page() {
  const page = await loadSyncPage()
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  return (
    <SyncPageView
      organization={page.organization.name}
      sync={prepareSync(page.sync)}
      repositories={prepareRepositories(page.repositories)}
      setAside={prepareSetAside(page.setAside)}
      waitingComments={nameWaitingComments(page.commentsToReadAgain)}
    />
  )
}
