import { OutsideText } from '@/components/ui/outside-text'
import { Static } from '@/components/ui/static'
import type { RepositoryView } from '@/lib/pages/sync/prepare-repositories'

export function RepositoryTable({ rows }: { rows: RepositoryView[] }) {
  return (
    <Static>
      <table className="report report-stack">
        <thead>
          <tr>
            <th scope="col">Repository</th>
            <th scope="col" className="text-right!">
              Pull requests read
            </th>
            <th scope="col">Progress</th>
            <th scope="col">State</th>
            <th scope="col">Last read</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, url, stored, share, state, lastRead, trouble }) => (
            <tr key={name}>
              <th scope="row">
                <a href={url} className="decoration-rule">
                  <OutsideText>{name}</OutsideText>
                </a>
              </th>
              <td data-label="Pull requests read" className="figure-cell">
                {stored}
              </td>
              <td data-label="Progress">
                <span className="block h-[5px] w-28 rounded-full bg-context-soft" aria-hidden="true">
                  {share !== null && (
                    <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.floor(share * 100)}%` }} />
                  )}
                </span>
                {share === null && <span className="text-small text-faint">total unknown</span>}
              </td>
              <td data-label="State">
                {state}
                {trouble && <span className="block max-w-80 text-small wrap-anywhere text-soft">{trouble}</span>}
              </td>
              <td data-label="Last read" className="whitespace-nowrap text-soft">
                {lastRead}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Static>
  )
}
