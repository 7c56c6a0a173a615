import { AuditsView } from '@/components/layout/audits-view'
import { EmptyView } from '@/components/layout/empty-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareAudits } from '@/lib/pages/audit/prepare-list'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadAuditsPage } from '@/lib/dashboard/pages/load-audit'
import { drawAuditAction } from './actions'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Hand audit' }

export default async function Page({ searchParams }: PageProps<'/method/audit'>) {
  const page = await loadAuditsPage()
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="method" />
  }
  return <AuditsView page={prepareAudits(page, await searchParams)} action={drawAuditAction} />
}
