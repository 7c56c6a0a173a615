import { Static } from '@/components/ui/static'
import type { ReferenceFigure } from '@/lib/pages/organization/reference-figures'

/** What others published: grey, below the organisation's own figures, each with source, date and sample. */
export function References({ references }: { references: readonly ReferenceFigure[] }) {
  if (references.length === 0) return null
  return (
    <Static>
      <section className="references" aria-labelledby="references-title">
        <h2 id="references-title">Published elsewhere; the own twelve weeks before are the measure</h2>
        <dl>
          {references.map(({ key, value, meaning, source, date, sample, caution }) => (
            <div key={key}>
              <dt>
                <span>{value}</span> {meaning}
              </dt>
              <dd>
                <a href={source.url}>{source.name}</a>, {date}; {sample}. {caution}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </Static>
  )
}
