import { notFound } from 'next/navigation'
import { AuditView } from '@/components/layout/audit-view'
import { EmptyView } from '@/components/layout/empty-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareAudit } from '@/lib/pages/audit/prepare-sample'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { loadAuditPage } from '@/lib/dashboard/pages/load-audit'
import { drawSecondAuditAction, saveAuditAction } from '../actions'

export const dynamic = 'force-dynamic'
export const metadata = { title: 'Hand audit' }

export default async function Page({ params, searchParams }: PageProps<'/method/audit/[auditId]'>) {
  const { auditId } = await params
  const page = await loadAuditPage(decodeURIComponent(auditId))
  if (page.kind === 'not_found') notFound()
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="method" />
  }
  const { said } = await searchParams
  const audit = prepareAudit(page.audit, page.other, { said: typeof said === 'string' ? said : null, hasSecond: page.hasSecond })
  return <AuditView audit={audit} saveAction={saveAuditAction} secondAction={drawSecondAuditAction} />
}
