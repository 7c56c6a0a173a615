import { PageLink } from '@/components/ui/page-link'
import type { StackView } from '@/lib/pages/team/exhibit'
import { percent } from './plot-frame'

/** Lines beside pull requests by tier of evidence, in greys; the table under the bars is their key. */
export function EvidenceStack({ view, name }: { view: StackView; name: string }) {
  return (
    <>
      {view.bars.map(({ label, total, parts }) => (
        <div key={label} className="mt-3 text-small" aria-hidden="true">
          <p className="flex justify-between">
            <span>{label}</span>
            <span className="text-faint">{total}</span>
          </p>
          <div className="stack-bar">
            {parts.map(({ key, share }) => share > 0 && <i key={key} data-evidence={key} style={{ width: percent(share) }} />)}
          </div>
        </div>
      ))}
      <table className="share-grid mt-4" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">Evidence</th>
            {view.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map(({ key, label, href, cells }) => (
            <tr key={key}>
              <th scope="row">
                <span className="stack-key" data-evidence={key} aria-hidden="true" />
                {href ? <PageLink href={href}>{label}</PageLink> : label}
              </th>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
