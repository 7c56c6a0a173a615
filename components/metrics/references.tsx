import type { ReferenceFigure } from '@/lib/charts/reference-figures'

/** What others published: grey, below the organisation's own figures, each with source, date and sample. */
export function References({ references }: { references: readonly ReferenceFigure[] }) {
  if (references.length === 0) return null
  return (
    <section className="references" aria-labelledby="references-title">
      <h2 id="references-title">Elsewhere, for orientation</h2>
      <p>The own twelve weeks before come first; these are other people’s figures of other things.</p>
      <dl>
        {references.map(({ key, value, meaning, source, date, sample, caution }) => (
          <div key={key}>
            <dt>{value}</dt>
            <dd>
              {meaning}. <a href={source.url}>{source.name}</a>, {date}; {sample}. {caution}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
