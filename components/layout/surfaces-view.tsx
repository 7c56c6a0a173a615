import type { ReactNode } from 'react'
import { TierNotice } from '@/components/metrics/tier-notice'
import { RevertTable } from '@/components/tables/revert-table'
import { SurfaceMatrix } from '@/components/tables/surface-matrix'
import { TeamTierTable } from '@/components/tables/team-tier-table'
import { TeamsPager } from '@/components/tables/teams-pager'
import { TierTable } from '@/components/tables/tier-table'
import { PageLink } from '@/components/ui/page-link'
import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { SurfacesPageView } from '@/lib/pages/surfaces/prepare-page'
import { PageFrame } from './page-frame'
import { MORE_SURFACES, MoreSurfaces } from './more-surfaces'
import { PageOpening } from './page-opening'
import { RangeProblem } from './range-problem'
import { Refresh } from './refresh'
import { RulesInForce } from './rules-in-force'
import { SyncNotice } from './sync-notice'
import { TiersNotConfigured } from './tiers-not-configured'
import { UnclassifiedPaths } from './unclassified-paths'

interface SurfacesViewProps {
  page: SurfacesPageView
  ticks: AxisTick[]
  open: OpenTables
}

export function SurfacesView({ page, ticks, open }: SurfacesViewProps) {
  if (open.alone === MORE_SURFACES && page.moreSurfaces) return <MoreSurfaces view={page.moreSurfaces} ticks={ticks} open={open} />
  const { pager } = page.teams
  return (
    <PageFrame place="surfaces" query={page.query} range={page.range} freshness={page.sync.short}>
      <RangeProblem problem={page.range.problem} />
      <SyncNotice sync={page.sync} />
      <PageOpening eyebrow={page.eyebrow} verdict={page.verdict} printed={`${page.range.label} · ${page.range.asOf}`} />
      <TierNotice notice={page.tierNotice} />
      {page.hidden && <p className="mt-4 max-w-[46em] text-soft">{page.hidden}</p>}
      <Part
        id="tiers"
        title="What each tier asks for, and what was there"
        caption="Of the merges of these weeks. The line is the 95 % interval; where merges cannot be judged it covers both answers."
      >
        <TierTable rows={page.tiers} />
      </Part>
      <Part
        id="teams"
        title="The same by team"
        caption="Of a team’s merges that can be judged, the share that had what their tier asks for, and how many. Each line runs from 0 to 100 %. In alphabetical order."
      >
        {pager && <TeamsPager pager={pager} name="Teams by name" />}
        <TeamTierTable rows={page.teams.rows} />
        {pager && <TeamsPager pager={pager} name="More teams by name" />}
      </Part>
      {page.manifests && (
        <Part id="manifests" title={page.manifests.finding} caption={page.manifests.byBots}>
          <ul className="count-list space-y-0.5">
            {page.manifests.parts.map(({ label, count, href }) => (
              <li key={label}>{href ? <PageLink href={href}>{`${count} ${label}`}</PageLink> : `${count} ${label}`}</li>
            ))}
          </ul>
        </Part>
      )}
      {page.reverts && page.reverts.rows.length > 0 && (
        <Part
          id="reverts"
          title="Reverts and the time to rollback"
          caption="Merges at least 30 days old, reverted by a pull request within 30 days, whatever the reason. A revert pushed without a pull request is not seen."
        >
          <RevertTable view={page.reverts} />
        </Part>
      )}
      <Part
        id="matrix"
        title={page.matrix.isOfRepositories ? 'Repositories, and what review can take' : 'Surfaces, and what review can take'}
        caption={`Reviews given ÷ reviews asked for, first where the limit was seen, then by the tier of the pull requests. Beside it what was skipped, and what the own busy weeks showed. CODEOWNERS counts as naming maintainers. The solid line is today, the dashed one twice today; a hollow point is a lower bound, an arrow an open end.`}
      >
        {page.matrix.rows.length > 0 ? (
          <>
            <SurfaceMatrix view={page.matrix} ticks={ticks} />
            {page.moreSurfaces && <MoreSurfaces view={page.moreSurfaces} ticks={ticks} open={open} />}
          </>
        ) : (
          <p className="text-soft">No surface had a pull request in these weeks.</p>
        )}
      </Part>
      {page.notConfigured.length > 0 && <TiersNotConfigured repositories={page.notConfigured} />}
      <div className="beside mt-16 grid gap-x-14 gap-y-12 lg:grid-cols-2">
        {page.unclassified && <UnclassifiedPaths view={page.unclassified} />}
        <RulesInForce rules={page.rules} />
      </div>
      {page.sync.isRunning && <Refresh seconds={15} />}
    </PageFrame>
  )
}

function Part({ id, title, caption, children }: { id: string; title: string; caption: string | null; children: ReactNode }) {
  return (
    <section id={id} className="mt-14 scroll-mt-4" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="max-w-[52em] text-title font-[550] tracking-[-0.01em]">
        {title}
      </h2>
      {caption && <p className="mt-0.5 mb-3 max-w-[52em] text-small text-soft">{caption}</p>}
      {children}
    </section>
  )
}
