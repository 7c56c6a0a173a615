import type { SyncView } from '@/lib/pages/frame/prepare-sync'

/** A bar with its estimate. An unknown total shows an empty track and the count so far, never a guess. */
export function SyncProgress({ sync }: { sync: SyncView }) {
  if (!sync.isRunning) return null
  const percent = sync.share === null ? undefined : Math.floor(sync.share * 100)
  return (
    <div className="mt-6 max-w-xl">
      <div
        role="progressbar"
        aria-label="Reading of GitHub"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-1.5 overflow-hidden rounded-full bg-context-soft"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${percent ?? 0}%` }} />
      </div>
      <p className="mt-2 text-small text-soft">{sync.progressText}</p>
    </div>
  )
}
