import { PageLink } from '@/components/ui/page-link'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'

/** Above the readings, only when the reading of GitHub runs, is incomplete or failed, or figures are of earlier definitions. */
export function SyncNotice({ sync }: { sync: SyncView }) {
  if (!sync.isRunning && !sync.isTroubled && sync.definitions === null) return null
  return (
    <p role="status" className="no-print mt-5 border-l-2 border-edge py-0.5 pl-3 text-small text-soft">
      {sync.definitions !== null && <span className="text-ink">{sync.definitions}</span>}{' '}
      {(sync.isRunning || sync.isTroubled) && (
        <>
          <span className="text-ink">{sync.headline}</span> {sync.progressText ?? sync.detail[0]}
        </>
      )}{' '}
      <PageLink href="/sync">Details</PageLink>
    </p>
  )
}
