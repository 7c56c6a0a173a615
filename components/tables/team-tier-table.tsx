import { OutsideText } from '@/components/ui/outside-text'
import { ShareMark } from '@/components/charts/share-mark'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import { toTeamRowId } from '@/lib/pages/frame/page-teams'
import type { TeamTierCell, TeamTierRow } from '@/lib/pages/surfaces/prepare-team-rows'
import { isolate } from '@/lib/pages/words/isolate'

/** Alphabetical and not sortable; the tiers that ask for most stand first, the others follow on tap on a phone. */
export function TeamTierTable({ rows }: { rows: TeamTierRow[] }) {
  return (
    <Static>
      <table className="report report-stack team-tiers">
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col">T3</th>
            <th scope="col">T2</th>
            <th scope="col">T1</th>
            <th scope="col" className="pr-0!">
              T0
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.slug} id={toTeamRowId(row.slug)} data-team={row.slug}>
              <th scope="row">
                <PageLink href={row.href}>
                  <OutsideText>{row.name}</OutsideText>
                </PageLink>
                {row.hidden === null && (
                  <details className="more-toggle">
                    <summary aria-label={`T1 and T0 of ${isolate(row.name)}`}>more</summary>
                  </details>
                )}
              </th>
              {row.hidden === null ? (
                row.cells.map((cell) => <Cell key={cell.tier} cell={cell} team={row.name} />)
              ) : (
                <td colSpan={4} className="is-wide text-faint">
                  {row.hidden}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Static>
  )
}

function Cell({ cell, team }: { cell: TeamTierCell; team: string }) {
  const { tier, share, absent, n, leftOut, isLowN, mark, href } = cell
  return (
    <td data-label={tier} className={tier < 'T2' ? 'is-more' : undefined}>
      {mark ? (
        <span className="team-tier">
          <ShareMark view={mark} width={72} />
          <span>
            {share ?? <span className="text-small text-faint">{absent}</span>}
            <small>
              {href ? (
                <PageLink href={href} aria-label={`${n} ${tier} merges of ${isolate(team)} that can be judged had it; those that did not`}>
                  {n}
                </PageLink>
              ) : (
                n
              )}
              {isLowN && ' · low n'}
            </small>
            {leftOut && <small>{leftOut}</small>}
          </span>
        </span>
      ) : (
        <span className="text-small text-faint">{absent}</span>
      )}
    </td>
  )
}
