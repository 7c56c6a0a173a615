import { ChartTable } from '@/components/charts/chart-table'
import { ExhibitDrawing } from '@/components/charts/exhibit-drawing'
import { Facts } from '@/components/metrics/facts'
import { PageLink } from '@/components/ui/page-link'
import { Static } from '@/components/ui/static'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { Chapter } from '@/lib/pages/team/chapter'
import type { Exhibit } from '@/lib/pages/team/exhibit'

/** One reading: its finding, the drawing it rests on, the evidence, and the way to the pull requests. */
export function ChapterSection({ chapter, open }: { chapter: Chapter; open: OpenTables }) {
  const titleId = `chapter-${chapter.key}`
  const { lead, listHref, next } = chapter
  const figure = (
    <figure className="min-w-0" aria-labelledby={titleId} data-exhibit={lead.key}>
      <ExhibitDrawing exhibit={lead} height="15rem" />
      {lead.caption && <figcaption className="mt-2 max-w-[52em] text-small text-soft">{lead.caption}</figcaption>}
      <ExhibitTable exhibit={lead} chapter={chapter} open={open} />
    </figure>
  )
  return (
    <section
      id={chapter.key}
      className={`chapter keep mt-16 scroll-mt-4 ${chapter.key === 'ai' ? 'is-context' : ''}`}
      aria-labelledby={titleId}
      data-chapter={chapter.key}
    >
      <div className="border-t border-ink pt-3">
        <p className="text-small text-soft">{chapter.name}</p>
        <h2 id={titleId} className="mt-0.5 max-w-[34em] text-[1.3125rem] leading-snug font-[500] tracking-[-0.015em]">
          {chapter.finding}
        </h2>
        {chapter.trend && <p className="mt-1 text-small text-soft">{chapter.trend}</p>}
        {chapter.notes.map((note) => (
          <p key={note} className="mt-1 max-w-[46em] text-small">
            {note}
          </p>
        ))}
      </div>
      <div className="beside mt-5 grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,2.1fr)_minmax(0,1fr)]">
        <Static>{figure}</Static>
        <div>
          <Static>{Facts({ facts: chapter.facts })}</Static>
          <p className="no-print mt-3 flex flex-col gap-y-1.5 text-small">
            {listHref && <PageLink href={listHref}>The pull requests behind it</PageLink>}
            {next && <PageLink href={next.href}>{next.label}</PageLink>}
          </p>
        </div>
      </div>
      {chapter.exhibits.length > 0 && (
        <div className="exhibits" data-count={chapter.exhibits.length}>
          {chapter.exhibits.map((exhibit) => (
            <ExhibitFigure key={exhibit.key} exhibit={exhibit} chapter={chapter} open={open} />
          ))}
        </div>
      )}
    </section>
  )
}

interface ExhibitProps {
  exhibit: Exhibit
  chapter: Pick<Chapter, 'key'>
  open: OpenTables
}

function ExhibitFigure({ exhibit, chapter, open }: ExhibitProps) {
  const figure = (
    <figure className={`exhibit ${exhibit.isPrinted ? '' : 'no-print'}`} data-exhibit={exhibit.key}>
      <h3>{exhibit.title}</h3>
      <ExhibitDrawing exhibit={exhibit} height="9rem" />
      {exhibit.caption && <figcaption>{exhibit.caption}</figcaption>}
      <ExhibitTable exhibit={exhibit} chapter={chapter} open={open} />
      {exhibit.link && (
        <p className="no-print mt-2 text-small">
          <PageLink href={exhibit.link.href}>{exhibit.link.label}</PageLink>
        </p>
      )}
    </figure>
  )
  return <Static>{figure}</Static>
}

export function ExhibitTable({ exhibit, chapter, open }: ExhibitProps) {
  if (!exhibit.table) return null
  return <ChartTable table={exhibit.table} label={`${exhibit.title}, as a table`} name={toTableName(chapter, exhibit)} open={open} />
}

export function toTableName(chapter: Pick<Chapter, 'key'>, exhibit: Pick<Exhibit, 'key'>): string {
  return `${chapter.key}-${exhibit.key}`
}
