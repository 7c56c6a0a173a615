import { OutsideText } from '@/components/ui/outside-text'
import type { SyncView } from '@/lib/pages/frame/prepare-sync'
import { PageFrame } from './page-frame'
import { Refresh } from './refresh'
import type { Place } from '@/lib/pages/frame/places'
import { SyncProgress } from './sync-progress'

/** The organisation is known, its readings are not there yet. */
export function WaitingView({ organization, sync, place }: { organization: string; sync: SyncView; place: Place }) {
  return (
    <PageFrame place={place}>
      <section className="pt-12" aria-live="polite">
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
      <Refresh seconds={3} />
    </PageFrame>
  )
}
