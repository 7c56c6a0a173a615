import { WeeklyChart } from '@/components/charts/weekly-chart'
import { WeeklyTable } from '@/components/charts/weekly-table'
import { Budget } from '@/components/metrics/budget'
import { Changes } from '@/components/metrics/changes'
import { FigureRow } from '@/components/metrics/figure-row'
import { TeamsTable } from '@/components/tables/teams-table'
import { PullRequestList } from '@/components/tables/pull-request-list'
import type { AxisTick } from '@/lib/charts/prepare-interval-mark'
import type { OrganizationPageView } from '@/lib/charts/prepare-organization-page'
import { PageFrame } from './page-frame'
import { PageOpening } from './page-opening'
import { RangeProblem } from './range-problem'
import { Refresh } from './refresh'
import { SyncNotice } from './sync-notice'

export function OrganizationView({ page, ticks }: { page: OrganizationPageView; ticks: AxisTick[] }) {
  const { output } = page
  return (
    <PageFrame place="organisation" query={page.query} range={page.range} freshness={page.sync.short}>
      <RangeProblem problem={page.range.problem} />
      <SyncNotice sync={page.sync} />
      <PageOpening eyebrow={page.eyebrow} verdict={page.verdict} printed={`${page.range.label} · ${page.range.asOf}`} />
      <FigureRow figures={page.figures} hrefs={page.figureHrefs} />
      <div className="beside mt-14 grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,2.1fr)_minmax(0,1fr)]">
        <figure className="keep min-w-0" aria-labelledby="output-title">
          <figcaption>
            <h2 id="output-title" className="text-title font-[550] tracking-[-0.01em]">
              {output.title}
            </h2>
            <p className="mt-0.5 mb-4 max-w-[46em] text-small text-soft">{output.caption}</p>
          </figcaption>
          <WeeklyChart view={output.output} label={output.title} alignedWith={output.ai} />
          <div className="is-context mt-4">
            <WeeklyChart view={output.ai} label="AI share by week" height="3rem" hasMonths={false} alignedWith={output.output} />
          </div>
          <WeeklyTable tables={[output.output.table, output.ai.table]} name={output.title} />
        </figure>
        <div className="space-y-10">
          <Changes changes={page.changes} />
          {page.budget.length > 0 && (
            <section className="keep" aria-labelledby="budget-title">
              <h2 id="budget-title" className="text-title font-[550] tracking-[-0.01em]">
                Review error budget
              </h2>
              <Budget lines={page.budget} />
            </section>
          )}
        </div>
      </div>
      <section id="teams" className="mt-16 scroll-mt-4" aria-labelledby="teams-title">
        <h2 id="teams-title" className="text-title font-[550] tracking-[-0.01em]">
          Teams
        </h2>
        <p className="mt-0.5 mb-3 text-small text-soft">
          In alphabetical order. A sparkline runs on its team’s own band of normal variation; a warm dot is a signal. A hollow point is a lower bound.
        </p>
        <TeamsTable rows={page.teams} ticks={ticks} />
      </section>
      {page.list && <PullRequestList list={page.list} />}
      {page.sync.isRunning && <Refresh seconds={15} />}
    </PageFrame>
  )
}
