import { Budget } from '@/components/metrics/budget'
import { Changes } from '@/components/metrics/changes'
import { TierNotice } from '@/components/metrics/tier-notice'
import { FigureRow } from '@/components/metrics/figure-row'
import { References } from '@/components/metrics/references'
import { PullRequestList } from '@/components/tables/pull-request-list'
import { Downloads } from '@/components/tables/downloads'
import { SurfaceMatrix } from '@/components/tables/surface-matrix'
import { TeamsPager } from '@/components/tables/teams-pager'
import { TeamsTable } from '@/components/tables/teams-table'
import { PageLink } from '@/components/ui/page-link'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { AxisTick } from '@/lib/pages/figures/prepare-interval-mark'
import type { OrganizationPageView } from '@/lib/pages/organization/prepare-page'
import { drawOrganizationTable } from './draw-alone'
import { OutputFigure } from './output-figure'
import { PageFrame } from './page-frame'
import { PageOpening } from './page-opening'
import { RangeProblem } from './range-problem'
import { Refresh } from './refresh'
import { SyncNotice } from './sync-notice'

const HEADING = 'text-title font-[550] tracking-[-0.01em]'

interface OrganizationViewProps {
  page: OrganizationPageView
  ticks: AxisTick[]
  open: OpenTables
}

export function OrganizationView({ page, ticks, open }: OrganizationViewProps) {
  const alone = drawOrganizationTable(page, open)
  if (alone) return alone
  return (
    <PageFrame place="organisation" query={page.query} range={page.range} freshness={page.sync.short}>
      <RangeProblem problem={page.range.problem} />
      <SyncNotice sync={page.sync} />
      <PageOpening eyebrow={page.eyebrow} verdict={page.verdict} printed={`${page.range.label} · ${page.range.asOf}`} />
      <TierNotice notice={page.tierNotice} />
      <FigureRow figures={page.figures} hrefs={page.figureHrefs} open={open} />
      <div className="beside mt-14 grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,2.1fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <OutputFigure output={page.output} open={open} />
          <p className="no-print mt-2 text-small text-faint">
            Every figure by week: <Downloads links={page.downloads.weeks} of="Every figure by week" />
          </p>
          <References references={page.references} />
        </div>
        <div className="space-y-10">
          <Changes changes={page.changes} />
          {page.budget.length > 0 && (
            <section className="keep" aria-labelledby="budget-title">
              <h2 id="budget-title" className={HEADING}>
                Late or skipped reviews
              </h2>
              <Budget lines={page.budget} />
            </section>
          )}
        </div>
      </div>
      {page.matrix.rows.length > 0 && <Surfaces page={page} ticks={ticks} />}
      <Teams page={page} ticks={ticks} />
      {page.list && <PullRequestList list={page.list} />}
      {page.sync.isRunning && <Refresh seconds={15} />}
    </PageFrame>
  )
}

interface PartProps {
  page: OrganizationPageView
  ticks: AxisTick[]
}

function Surfaces({ page: { matrix, downloads }, ticks }: PartProps) {
  return (
    <section id="matrix" className="mt-16 scroll-mt-4" aria-labelledby="matrix-title">
      <h2 id="matrix-title" className={HEADING}>
        What review gives, surface by surface
      </h2>
      <p className="mt-0.5 mb-3 max-w-[60em] text-small text-soft">
        Reviews given ÷ reviews asked for, first where the limit was seen; then the same by the tier of the pull requests. The solid line is
        today, the dashed one twice today; a hollow point is a lower bound (the limit was not seen), an arrow an open end. Skipped reviews
        were merged before anyone answered.
        {matrix.isOfRepositories && ' No surface is named in plumbline.yml, so these are the repositories.'}
      </p>
      <SurfaceMatrix view={matrix} ticks={ticks} />
      <p className="no-print mt-3 text-small">
        <PageLink href={matrix.allHref} className="decoration-edge">
          {matrix.hidden > 0 ? `All ${matrix.total} of them, and what each tier asks for` : 'What each tier asks for, and what was there'}
        </PageLink>
        <span className="ml-5">
          <Downloads links={downloads.surfaces} of="Surfaces and tiers" />
        </span>
      </p>
    </section>
  )
}

function Teams({ page: { teams, range, downloads }, ticks }: PartProps) {
  return (
    <section id="teams" className="mt-16 scroll-mt-4" aria-labelledby="teams-title">
      <h2 id="teams-title" className={HEADING}>
        Teams <span className="ml-1 font-[400] text-faint">{teams.total}</span>
      </h2>
      <p className="mt-0.5 mb-3 max-w-[60em] text-small text-soft">
        In alphabetical order, {range.asOf}. A sparkline runs over 12 weeks on its team’s own band of normal variation; a warm dot is a
        signal, a hollow point a lower bound. n is merged pull requests, below it the latest week with any work.
      </p>
      {teams.pager && <TeamsPager pager={teams.pager} name="Teams by name" />}
      <TeamsTable rows={teams.rows} ticks={ticks} />
      {teams.pager && <TeamsPager pager={teams.pager} name="More teams by name" />}
      <p className="mt-3 text-small">
        <Downloads links={downloads.teams} of="Teams" />
      </p>
    </section>
  )
}
