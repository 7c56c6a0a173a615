import { notFound } from 'next/navigation'
import { EmptyView } from '@/components/layout/empty-view'
import { TeamView } from '@/components/layout/team-view'
import { WaitingView } from '@/components/layout/waiting-view'
import { prepareOpenTables } from '@/lib/pages/frame/prepare-open'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { prepareTeamPage } from '@/lib/pages/team/prepare-page'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { isolate } from '@/lib/pages/words/isolate'

export const dynamic = 'force-dynamic'

export async function generateMetadata({ params }: PageProps<'/teams/[teamSlug]'>) {
  return { title: isolate((await params).teamSlug) }
}

export default async function Page({ params, searchParams }: PageProps<'/teams/[teamSlug]'>) {
  const search = await searchParams
  const page = await loadTeamPage((await params).teamSlug, search)
  if (page.kind === 'not_found') notFound()
  if (page.kind === 'empty') return <EmptyView expected={page.expected} known={page.known} />
  if (page.kind === 'waiting') {
    return <WaitingView organization={page.organization.name} sync={prepareSync(page.sync)} place="teams" />
  }
  return <TeamView page={prepareTeamPage(page)} open={prepareOpenTables(`/teams/${page.team.slug}`, search)} />
}
