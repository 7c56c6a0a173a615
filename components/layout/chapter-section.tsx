import { WeeklyChart } from '@/components/charts/weekly-chart'
import { WeeklyTable } from '@/components/charts/weekly-table'
import { Facts } from '@/components/metrics/facts'
import { PageLink } from '@/components/ui/page-link'
import type { Chapter } from '@/lib/charts/chapters/chapter'

/** One reading: its finding, the weeks it rests on, the evidence, and the way to the pull requests. */
export function ChapterSection({ chapter, listHref }: { chapter: Chapter; listHref: string }) {
  const titleId = `chapter-${chapter.key}`
  return (
    <section className={`chapter keep mt-14 ${chapter.key === 'ai' ? 'is-context' : ''}`} aria-labelledby={titleId} data-chapter={chapter.key}>
      <div className="border-t border-ink pt-3">
        <p className="text-small text-soft">{chapter.name}</p>
        <h2 id={titleId} className="mt-0.5 max-w-[34em] text-[1.3125rem] leading-snug font-[500] tracking-[-0.015em]">
          {chapter.finding}
        </h2>
        <p className="mt-1 text-small text-soft">{chapter.trend}</p>
      </div>
      <div className="beside mt-5 grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,2.1fr)_minmax(0,1fr)]">
        <figure className="min-w-0" aria-labelledby={titleId}>
          <WeeklyChart view={chapter.chart} label={chapter.finding} />
          <figcaption className="mt-2 text-small text-soft">{chapter.caption}</figcaption>
          <WeeklyTable tables={[chapter.chart.table]} name={chapter.name} />
        </figure>
        <div>
          <Facts facts={chapter.facts} />
          <p className="no-print mt-3 text-small">
            <PageLink href={listHref}>The pull requests behind it</PageLink>
          </p>
        </div>
      </div>
    </section>
  )
}
