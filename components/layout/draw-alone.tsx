import { HistoryNumbers } from '@/components/metrics/definition'
import { toDefinitionId } from '@/components/metrics/figure'
import type { OpenTables } from '@/lib/pages/frame/prepare-open'
import type { FigureView } from '@/lib/pages/figures/prepare'
import type { OrganizationPageView } from '@/lib/pages/organization/prepare-page'
import type { TeamPageView } from '@/lib/pages/team/prepare-page'
import { ExhibitTable, toTableName } from './chapter-section'
import { OUTPUT_TABLE, OutputTable } from './output-figure'

// A table that was asked for alone, without the page around it; null: the page has none of that name.

export function drawTeamTable({ chapters, figures }: TeamPageView, open: OpenTables) {
  for (const chapter of chapters) {
    const exhibit = [chapter.lead, ...chapter.exhibits].find((one) => toTableName(chapter, one) === open.alone)
    if (exhibit) return <ExhibitTable exhibit={exhibit} chapter={chapter} open={open} />
  }
  return drawHistory(figures, open)
}

export function drawOrganizationTable({ output, figures }: OrganizationPageView, open: OpenTables) {
  return open.alone === OUTPUT_TABLE ? <OutputTable output={output} open={open} /> : drawHistory(figures, open)
}

function drawHistory(figures: FigureView[], open: OpenTables) {
  const figure = figures.find((one) => toDefinitionId(one) === open.alone)
  return figure?.history ? <HistoryNumbers id={toDefinitionId(figure)} history={figure.history} open={open} /> : null
}
