import type { StressNextView } from '@/lib/pages/stress/prepare-drill'

/** What would change the answer at the left, the drill that earns a yes at the right. */
export function StressNext({ view }: { view: StressNextView }) {
  return (
    <div className="beside mt-14 grid gap-x-14 gap-y-12 lg:grid-cols-2">
      <section aria-labelledby="change-title">
        <h2 id="change-title" className="text-title font-[550] tracking-[-0.01em]">
          {view.title}
        </h2>
        <p className="mt-0.5 mb-3 max-w-[40em] text-small text-soft">{view.lead}</p>
        {view.variants.length > 0 && (
          <table className="report stress-variants">
            <thead>
              <tr>
                <th scope="col">Change</th>
                <th scope="col" className="text-right!">
                  Answered a week
                </th>
                <th scope="col" className="text-right!">
                  Breaks at
                </th>
                <th scope="col" className="pr-0!">
                  Answer
                </th>
              </tr>
            </thead>
            <tbody>
              {view.variants.map(({ label, capacity, breaks, interval, answer, source }) => (
                <tr key={label}>
                  <th scope="row">
                    {label}
                    <span className="block text-tiny font-[400] text-faint">{source}</span>
                  </th>
                  <td className="figure-cell">{capacity}</td>
                  <td className="figure-cell">
                    {breaks}
                    <span className="block text-tiny text-faint">{interval}</span>
                  </td>
                  <td className="pr-0! whitespace-nowrap">{answer}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="drill-title" data-drill>
        <h2 id="drill-title" className="text-title font-[550] tracking-[-0.01em]">
          {view.drill.title}
        </h2>
        <p className="mt-0.5 mb-3 max-w-[40em] text-small text-soft">{view.drill.lead}</p>
        {view.drill.steps.length > 0 && (
          <dl className="border-t border-rule text-small">
            {view.drill.steps.map(({ term, text }) => (
              <div key={term} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-4 border-b border-rule py-2">
                <dt className="text-soft">{term}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  )
}
