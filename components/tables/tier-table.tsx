import { ShareMark } from '@/components/charts/share-mark'
import { Static } from '@/components/ui/static'
import type { TierRow } from '@/lib/pages/controls/prepare-tier-rows'
import { CountLink } from './count-link'

/** What each tier asks for against what was there, the riskiest first. */
export function TierTable({ rows }: { rows: TierRow[] }) {
  return (
    <Static>
      <table className="report report-stack tier-table">
        <thead>
          <tr>
            <th scope="col">Tier, and what it asks for</th>
            <th scope="col" className="text-right!">
              Merged
            </th>
            <th scope="col">Had what it asks for</th>
            <th scope="col">What was there</th>
            <th scope="col">What was missing</th>
            <th scope="col" className="pr-0!">
              Past the branch’s rule
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.tier} data-tier={row.tier}>
              <th scope="row">
                <span>
                  {row.tier}
                  <span className="block max-w-52 text-small leading-snug font-[400] text-soft max-md:max-w-none">
                    {row.rule}
                    {row.isOwnRule && <span className="text-faint"> (your rule)</span>}
                  </span>
                </span>
              </th>
              {row.absent !== null ? (
                <td colSpan={5} className="is-wide text-faint">
                  {row.absent}
                </td>
              ) : (
                <Figures row={row} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Static>
  )
}

function Figures({ row }: { row: TierRow }) {
  return (
    <>
      <td data-label="Merged" className="figure-cell">
        {row.merged && <CountLink {...row.merged} />}
      </td>
      <td data-label="Had what it asks for">
        <span className="flex items-center gap-3">
          {row.mark && <ShareMark view={row.mark} />}
          <span>
            <span className="font-[500]">{row.share}</span>
            <span className="block text-tiny whitespace-nowrap text-faint">
              {row.interval}
              {row.isLowN && ' · low n'}
            </span>
          </span>
        </span>
      </td>
      <td data-label="What was there">
        <ul className="count-list">
          {row.counts.map((entry) => (
            <li key={entry.label}>
              <CountLink {...entry} /> <span className="text-soft">{entry.label}</span>
            </li>
          ))}
        </ul>
      </td>
      <td data-label="What was missing">
        {row.missing.length === 0 ? (
          <span className="text-faint">nothing</span>
        ) : (
          <ul className="count-list">
            {row.missing.map((entry) => (
              <li key={entry.label}>
                <CountLink {...entry} /> <span className="text-soft">{entry.label}</span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label="Past the branch’s rule" className="pr-0!">
        {row.bypassed && <CountLink {...row.bypassed} />}
        {row.bypassNote && <span className="block text-tiny text-faint">{row.bypassNote}</span>}
      </td>
    </>
  )
}
