import { OutsideText } from '@/components/ui/outside-text'
import { PageLink } from '@/components/ui/page-link'
import type { UnclassifiedView } from '@/lib/pages/surfaces/prepare-unclassified'

/** Directories that nobody has said anything about, and the lines that would. */
export function UnclassifiedPaths({ view }: { view: UnclassifiedView }) {
  return (
    <section id="unclassified" className="min-w-0 scroll-mt-4" aria-labelledby="unclassified-title">
      <h2 id="unclassified-title" className="text-title font-[550] tracking-[-0.01em]">
        {view.finding}
      </h2>
      {view.directories.length > 0 && (
        <>
          <table className="report mt-3">
            <thead>
              <tr>
                <th scope="col">Directory</th>
                <th scope="col" className="pr-0! text-right!">
                  Merges that touch it
                </th>
              </tr>
            </thead>
            <tbody>
              {view.directories.map(({ name, merges }) => (
                <tr key={name}>
                  <th scope="row">
                    <span className="path">
                      <OutsideText>{name}</OutsideText>
                    </span>
                  </th>
                  <td className="figure-cell pr-0!">{merges}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {view.href && (
            <p className="no-print mt-2 text-small">
              <PageLink href={view.href}>The pull requests that touch them</PageLink>
            </p>
          )}
        </>
      )}
      {view.snippet && (
        <>
          <p className="mt-5 text-small text-soft">These lines of plumbline.yml would classify them:</p>
          <pre className="code-block" tabIndex={0} aria-label="Lines for plumbline.yml">
            {view.snippet}
          </pre>
        </>
      )}
    </section>
  )
}
