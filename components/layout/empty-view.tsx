import { PageFrame } from './page-frame'
import { Refresh } from './refresh'
import { OutsideText } from '@/components/ui/outside-text'
import { isolate } from '@/lib/pages/words/isolate'

/** Nothing was ever read: what to run, in the order in which one would. */
export function EmptyView({ expected, known }: { expected: string | null; known: string[] }) {
  const command = 'mt-1 block w-fit max-w-full overflow-x-auto bg-band px-3 py-2 font-mono text-small text-ink'
  return (
    <PageFrame place={null}>
      <section className="max-w-2xl pt-12">
        <h1 className="text-headline leading-[1.18] font-[500] tracking-[-0.022em]">{nameState(expected, known)}</h1>
        <p className="mt-4 text-soft">
          {known.length > 0
            ? `The database holds ${known.map(isolate).join(', ')}. Set GITHUB_ORG to the one to show and start again, or read another.`
            : 'Plumbline shows what GitHub tells about an organisation’s pull requests. Read one, then look here again.'}
        </p>
        <ol className="mt-8 space-y-6">
          <li>
            <h2 className="font-[550]">To look around first</h2>
            <code className={command}>npm run demo</code>
            <p className="mt-1 text-small text-soft">An invented organisation of eight teams, ready in about a minute.</p>
          </li>
          <li>
            <h2 className="font-[550]">To read your own organisation</h2>
            <code className={command}>
              GITHUB_TOKEN=… npm run ingest -- --org <OutsideText>{expected ?? 'LOGIN'}</OutsideText>
            </code>
            <p className="mt-1 text-small text-soft">
              A token that may read repositories and the organisation is enough; nothing is written to GitHub.
            </p>
          </li>
        </ol>
        <p className="mt-8 text-small text-soft">This page looks again by itself.</p>
      </section>
      <Refresh seconds={5} />
    </PageFrame>
  )
}

function nameState(expected: string | null, known: string[]): string {
  if (expected) return `Nothing has been read of ${isolate(expected)} yet.`
  return known.length > 1 ? 'Which organisation is not said.' : 'Nothing has been read yet.'
}
