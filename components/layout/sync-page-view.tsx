import { OutsideText } from '@/components/ui/outside-text'
import { RepositoryTable } from '@/components/tables/repository-table'
import type { RepositoryView } from '@/lib/pages/sync/prepare-repositories'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'
import { PageFrame } from './page-frame'
import { Refresh } from './refresh'
import { SyncProgress } from './sync-progress'

export function SyncPageView({
  organization,
  sync,
  repositories,
}: {
  organization: string
  sync: SyncView
  repositories: RepositoryView[]
}) {
  return (
    <PageFrame place="sync">
      <section className="pt-12">
        <p className="text-small text-soft">
          <OutsideText>{organization}</OutsideText>
        </p>
        <h1 className="mt-2 text-headline leading-[1.18] font-[500] tracking-[-0.022em]">{sync.headline}</h1>
        <SyncProgress sync={sync} />
        <ul className="mt-4 max-w-[46em] space-y-1 text-soft">
          {sync.detail.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <section className="mt-12" aria-labelledby="repositories-title">
        <h2 id="repositories-title" className="mb-2 text-title font-[550] tracking-[-0.01em]">
          Repositories
        </h2>
        {repositories.length === 0 ? (
          <p className="text-soft">GitHub has not named any repository yet.</p>
        ) : (
          <RepositoryTable rows={repositories} />
        )}
      </section>
      {sync.isRunning && <Refresh seconds={3} />}
    </PageFrame>
  )
}
