import { OutsideText } from '@/components/ui/outside-text'
import { RepositoryTable } from '@/components/tables/repository-table'
import type { RepositoryView } from '@/lib/pages/sync/prepare-repositories'
import type { SetAsideView } from '@/lib/pages/sync/prepare-set-aside'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'
import { PageFrame } from './page-frame'
import { Refresh } from './refresh'
import { SyncProgress } from './sync-progress'

export function SyncPageView({
  organization,
  sync,
  repositories,
  setAside,
  waitingComments,
}: {
  organization: string
  sync: SyncView
  repositories: RepositoryView[]
  setAside: SetAsideView[]
  /** null: none waits. */
  waitingComments: string | null
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
          {waitingComments !== null && <li>{waitingComments}</li>}
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
      {setAside.length > 0 && (
        <section className="mt-12" aria-labelledby="set-aside-title">
          <h2 id="set-aside-title" className="mb-2 text-title font-[550] tracking-[-0.01em]">
            Set aside
          </h2>
          <p className="max-w-[46em] text-soft">
            The rest goes on without these. Each is tried again after the next change of it, of the rules or of Plumbline.
          </p>
          <ul className="mt-3 max-w-[46em] space-y-1">
            {setAside.map(({ key, name, url, reason }) => (
              <li key={key} className="wrap-anywhere">
                <a href={url} className="decoration-rule">
                  <bdi>{name}</bdi>
                </a>{' '}
                <bdi className="text-soft">{reason}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sync.isRunning && <Refresh seconds={3} />}
    </PageFrame>
  )
}
