import { ShareMark } from '@/components/charts/share-mark'
import { Static } from '@/components/ui/static'
import type { RevertRows } from '@/lib/pages/surfaces/prepare-revert-rows'
import { CountLink } from './count-link'

const MARK_WIDTH = 96

/** Reverts within 30 days, of merges that are at least as old. */
export function RevertTable({ view }: { view: RevertRows }) {
  return (
    <Static>
      <table className="report report-stack max-w-[52rem]">
        <thead>
          <tr>
            <th scope="col">Tier</th>
            <th scope="col" aria-label="Revert rate">
              Revert rate
              <span className="relative block h-4" style={{ width: MARK_WIDTH }} aria-hidden="true">
                {view.ticks.map(({ at, label }) => (
                  <span key={label} className="absolute -translate-x-1/2" style={{ left: 4 + at * (MARK_WIDTH - 8) }}>
                    {label}
                  </span>
                ))}
              </span>
            </th>
            <th scope="col" className="text-right!">
              Reverted
            </th>
            <th scope="col" className="text-right!">
              Of merges
            </th>
            <th scope="col" className="pr-0!">
              Time to rollback
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map(({ tier, absent, matured, reverted, rate, interval, isLowN, mark, rollback }) => (
            <tr key={tier}>
              <th scope="row">{tier}</th>
              {absent !== null ? (
                <td colSpan={4} className="is-wide text-faint">
                  {absent}
                </td>
              ) : (
                <>
                  <td data-label="Revert rate">
                    <span className="flex items-center gap-3">
                      {mark && <ShareMark view={mark} width={MARK_WIDTH} />}
                      <span className="whitespace-nowrap">
                        {rate} <span className="text-tiny text-faint">{interval}</span>
                        {isLowN && <span className="text-tiny text-faint"> · low n</span>}
                      </span>
                    </span>
                  </td>
                  <td data-label="Reverted" className="figure-cell">
                    {reverted && <CountLink {...reverted} />}
                  </td>
                  <td data-label="Of merges" className="figure-cell">
                    {matured}
                  </td>
                  <td data-label="Time to rollback" className="pr-0! whitespace-nowrap text-soft">
                    {rollback}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Static>
  )
}
