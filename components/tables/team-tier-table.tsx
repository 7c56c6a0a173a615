import { OutsideText } from '@/components/ui/outside-text'
import { ShareMark } from '@/components/charts/share-mark'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { TeamTierCell, TeamTierRow } from '@/lib/pages/surfaces/prepare-team-rows'

/** Alphabetical and not sortable; the tiers that ask for most stand first, the others follow on tap on a phone. */
export function TeamTierTable({ rows }: { rows: TeamTierRow[] }) {
  return (
    <Static>
      <table className="report report-stack">
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
            <tr key={row.slug} data-team={row.slug}>
              <th scope="row">
                <PageLink href={row.href} className="decoration-rule">
                  <OutsideText>{row.name}</OutsideText>
                </PageLink>
                {row.hidden === null && (
                  <details className="more-toggle text-small font-[400] text-soft">
                    <summary aria-label={`T1 and T0 of ${row.name}`}>more</summary>
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
        <span className="flex items-center gap-2.5">
          <span className={tier < 'T2' ? 'md:max-lg:hidden' : undefined}>
            <ShareMark view={mark} width={72} />
          </span>
          <span className="leading-tight">
            <span className="whitespace-nowrap">{share ?? <span className="text-small text-faint">{absent}</span>}</span>
            <span className="block text-tiny whitespace-nowrap text-faint">
              {href ? (
                <PageLink
                  href={href}
                  aria-label={`${n} ${tier} merges of ${team} that can be judged had it; those that did not`}
                  className="decoration-rule"
                >
                  {n}
                </PageLink>
              ) : (
                n
              )}
              {isLowN && ' · low n'}
              {leftOut && <span className="block">{leftOut}</span>}
            </span>
          </span>
        </span>
      ) : (
        <span className="text-small text-faint">{absent}</span>
      )}
    </td>
  )
}
