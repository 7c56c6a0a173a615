import { TierNotice } from '@/components/metrics/tier-notice'
import { FigureRow } from '@/components/metrics/figure-row'
import { Downloads } from '@/components/tables/downloads'
import { PullRequestList } from '@/components/tables/pull-request-list'
import { PageLink } from '@/components/ui/page-link'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { Chapter } from '@/lib/pages/team/chapter'
import type { TeamPageView } from '@/lib/pages/team/prepare-page'
import { ChapterSection } from './chapter-section'
import { drawTeamTable } from './draw-alone'
import { PageFrame } from './page-frame'
import { PageOpening } from './page-opening'
import { RangeProblem } from './range-problem'
import { Refresh } from './refresh'
import { SyncNotice } from './sync-notice'

export function TeamView({ page, open }: { page: TeamPageView; open: OpenTables }) {
  const alone = drawTeamTable(page, open)
  if (alone) return alone
  return (
    <PageFrame place="teams" query={page.query} range={page.range} freshness={page.sync.short}>
      <RangeProblem problem={page.range.problem} />
      <SyncNotice sync={page.sync} />
      <PageOpening eyebrow={page.eyebrow} verdict={page.verdict} printed={`${page.range.label} · ${page.range.asOf}`} />
      <TierNotice notice={page.tierNotice} />
      {page.withheld === null ? (
        <>
          <FigureRow figures={page.figures} hrefs={page.figureHrefs} open={open} />
          <nav aria-label="Chapters" className="no-print mt-8 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
            {page.chapters.map(({ key, name }) => (
              <a key={key} href={`#${key}`} className="text-soft">
                {name}
              </a>
            ))}
            <a href="#pull-requests" className="text-soft">
              Pull requests
            </a>
          </nav>
          {page.chapters.filter(isReading).map((chapter) => (
            <ChapterSection key={chapter.key} chapter={chapter} open={open} />
          ))}
          {/* Context, side by side on paper. */}
          <div className="chapter-pair">
            {page.chapters
              .filter((chapter) => !isReading(chapter))
              .map((chapter) => (
                <ChapterSection key={chapter.key} chapter={chapter} open={open} />
              ))}
          </div>
          <p className="no-print mt-12 text-small text-faint">
            Every figure by week: <Downloads links={page.weeks} of="Every figure by week" />
          </p>
          <PullRequestList list={page.list} />
        </>
      ) : (
        <p className="mt-6 max-w-[46em] border-t border-ink pt-3 text-soft" data-withheld>
          {page.withheld} Its pull requests still count in the organisation’s figures.{' '}
          <PageLink href={`/${page.query}#teams`}>All teams</PageLink>
        </p>
      )}
      {page.sync.isRunning && <Refresh seconds={15} />}
    </PageFrame>
  )
}

function isReading({ key }: Chapter): boolean {
  return key !== 'ai' && key !== 'tiers'
}
