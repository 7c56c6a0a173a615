import { OutsideText } from '@/components/ui/outside-text'
import type { TiersNotConfiguredView } from '@/lib/pages/surfaces/prepare-tiers-not-configured'

/** Repositories that most merges of are judged without a path rule, each with the lines that would change that. */
export function TiersNotConfigured({ repositories }: { repositories: TiersNotConfiguredView[] }) {
  return (
    <section id="not-configured" className="mt-14 scroll-mt-4" aria-labelledby="not-configured-title">
      <h2 id="not-configured-title" className="max-w-[52em] text-title font-[550] tracking-[-0.01em]">
        Repositories whose tiers are not configured
      </h2>
      <p className="mt-0.5 mb-3 max-w-[52em] text-small text-soft">
        Decided each Monday, changed only by two Mondays in a row, or at once by plumbline.yml. A range is judged by the state at its end.
      </p>
      {repositories.map(({ repository, finding, languages, snippet }) => (
        <div key={repository} className="mt-6 max-w-[60em]">
          <h3 className="font-[550]">
            <OutsideText>{repository}</OutsideText>
          </h3>
          <p className="mt-0.5 text-small text-soft">
            {finding} {languages}
          </p>
          {snippet && (
            <pre className="code-block" tabIndex={0} aria-label={`Lines for plumbline.yml, ${repository}`}>
              <OutsideText>{snippet}</OutsideText>
            </pre>
          )}
        </div>
      ))}
    </section>
  )
}
