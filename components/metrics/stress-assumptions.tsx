import { STRESS_LIMITS, type StressAssumption } from '@/lib/pages/stress/explain'

/** All that the answers rest on, in one place, for whoever doubts them. */
export function StressAssumptions({ assumptions }: { assumptions: StressAssumption[] }) {
  return (
    <section id="how" className="mt-16 scroll-mt-4" aria-labelledby="how-title">
      <h2 id="how-title" className="text-title font-[550] tracking-[-0.01em]">
        How it is computed, with these numbers
      </h2>
      <p className="mt-0.5 mb-3 max-w-[46em] text-small text-soft">
        Measured stands on what was seen. Modelled follows from it by a formula, and is only as good as that. An interval takes both ends of
        λ and C against each other.
      </p>
      <table className="report report-stack stress-how">
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">Formula, or where it comes from</th>
            <th scope="col">With these numbers</th>
            <th scope="col" className="pr-0!">
              <span className="sr-only">Source</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {assumptions.map(({ symbol, name, formula, numbers, source }) => (
            <tr key={symbol}>
              <th scope="row">
                <span className="stress-name">
                  <i className="stress-symbol">{symbol}</i> {name}
                </span>
              </th>
              <td className="is-wide max-w-[30em] text-soft">{formula}</td>
              <td className="is-wide">{numbers}</td>
              <td className="is-wide pr-0! text-faint">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="mt-6 text-body font-[550]">What none of it can know</h3>
      <ul className="mt-1.5 max-w-[46em] space-y-1 text-small text-soft">
        {STRESS_LIMITS.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
