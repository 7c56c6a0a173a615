import { OutsideText } from '@/components/ui/outside-text'
import { HeadroomAxis } from '@/components/charts/headroom-axis'
import { IntervalMark } from '@/components/charts/interval-mark'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'
import type { HeadroomCell, SurfaceMatrixRow, SurfaceMatrixView } from '@/lib/pages/figures/prepare-surface-matrix'
import type { Tier } from '@/lib/policy/tiers'
import { isolate } from '@/lib/pages/words/isolate'

const MARK_WIDTH = 150
const CELL_WIDTH = 62

/** Surface by surface, the tightest first: headroom as a whole, then by the tier of the pull requests. */
export function SurfaceMatrix({ view, ticks }: { view: SurfaceMatrixView; ticks: AxisTick[] }) {
  const { rows, tiers } = view
  return (
    <Static>
      <table className="report report-stack matrix">
        <thead>
          <tr>
            <th scope="col">{view.isOfRepositories ? 'Repository' : 'Surface'}</th>
            <th scope="col">
              <span className="sr-only">Headroom, drawn</span>
              <HeadroomAxis ticks={ticks} width={MARK_WIDTH} />
            </th>
            <th scope="col">Headroom</th>
            <th scope="col">Twice?</th>
            {tiers.map((tier) => (
              <th key={tier} scope="col">
                {tier}
              </th>
            ))}
            <th scope="col">Maintainers</th>
            <th scope="col" className="text-right!">
              <abbr title="Effective reviewers: how many equally busy people the reviews amount to">Reviewers</abbr>
            </th>
            <th scope="col" className="pr-0!">
              <span className="sr-only">Stress test</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} tiers={tiers} />
          ))}
        </tbody>
      </table>
    </Static>
  )
}

function Row({ row, tiers }: { row: SurfaceMatrixRow; tiers: Tier[] }) {
  const { headroom } = row
  return (
    <tr data-surface={row.key}>
      <th scope="row">
        <span>
          <PageLink href={row.listHref}>
            <OutsideText>{row.name}</OutsideText>
          </PageLink>
          {row.tier && <small>{row.tier}</small>}
          <span className="matrix-paths">
            <OutsideText>{row.paths}</OutsideText>
          </span>
        </span>
        <details className="more-toggle">
          <summary aria-label={`More of ${isolate(row.name)}`}>more</summary>
        </details>
      </th>
      {headroom.mark ? (
        <>
          <td className="matrix-mark">
            <IntervalMark view={headroom.mark} width={MARK_WIDTH} />
          </td>
          <td data-label="Headroom" className="whitespace-nowrap">
            {headroom.value}
            <small>{headroom.interval}</small>
            <small>{headroom.n}</small>
          </td>
        </>
      ) : (
        <td colSpan={2} data-label="Headroom" className="is-wide text-small text-faint">
          {headroom.absent}
        </td>
      )}
      <td data-label="Twice?" className="is-more whitespace-nowrap">
        {row.twice ?? ''}
      </td>
      {tiers.map((tier) => (
        <td key={tier} data-label={tier} className="is-more matrix-cell">
          <TierCell cell={row.cells[tier]} tier={tier} />
        </td>
      ))}
      <td data-label="Maintainers" className="is-more text-small">
        {row.maintainers ? <OutsideText>{row.maintainers}</OutsideText> : <span className="text-faint">not named</span>}
      </td>
      <td data-label="Effective reviewers" className="is-more figure-cell">
        {row.effectiveReviewers ?? <span className="text-small text-faint">unknown</span>}
      </td>
      <td className="is-more">
        <PageLink href={row.stressHref} aria-label={`Stress test of ${isolate(row.name)}`}>
          stress test
        </PageLink>
      </td>
    </tr>
  )
}

/** No pull request of that tier touches the surface: nothing is missing, so nothing is said. */
function TierCell({ cell, tier }: { cell: HeadroomCell | null; tier: Tier }) {
  if (!cell) return <span className="sr-only">no pull requests at {tier}</span>
  if (!cell.mark) return <span className="matrix-absent">{cell.absent}</span>
  return (
    <>
      {cell.value} <small>{cell.n}</small>
      <IntervalMark view={cell.mark} width={CELL_WIDTH} isSmall />
    </>
  )
}
