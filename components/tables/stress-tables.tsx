import { formatAsked } from '@/lib/pages/stress/format'
import type { StressQuestion } from '@/lib/pages/stress/address'
import { prepareStressRows } from '@/lib/pages/stress/prepare-page'
import type { StressSource } from '@/lib/pages/stress/source'
import { StressTable, type StressTableProps } from './stress-table'

/** Every surface and every team under the same stress. */
export function StressTables({ source, question }: { source: StressSource; question: StressQuestion }) {
  return toStressTables(source, question).map((table) => <StressTable key={table.id} {...table} />)
}

export function toStressTables(source: StressSource, question: StressQuestion): StressTableProps[] {
  const { surfaces, teams, pager } = prepareStressRows(source, question)
  const asked = formatAsked(question.multiple)
  return [
    {
      id: 'surfaces',
      title: `Every surface at ${asked}`,
      lead: 'The first to break comes first. Solid line today, dashed what is asked; a hollow point is a lower bound.',
      kind: 'Surface',
      asked,
      rows: surfaces,
      pager: null,
    },
    {
      id: 'teams',
      title: `Every team at ${asked}`,
      lead: 'In alphabetical order. A team’s figures are those of its own pull requests, whoever reviews them.',
      kind: 'Team',
      asked,
      rows: teams,
      pager,
    },
  ].filter(({ rows }) => rows.length > 0)
}
