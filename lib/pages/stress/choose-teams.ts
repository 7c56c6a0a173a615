import type { PageSearch } from '@/lib/pages/frame/page'
import { takeTeamsPage, toTeamsPageNumber, type TeamsPage } from '@/lib/pages/frame/page-teams'
import { readAskedScope, toTeamKey } from './address'

export interface ChosenTeams<Team> {
  page: TeamsPage<Team>
  /** Whose readings travel to the browser: the page, and the team that is under stress. */
  held: Team[]
  /** What the addresses of the page keep, so that a reload shows the same page of teams; empty for the first one. */
  keep: { teams?: string }
}

/** ?teams= says which page of the teams is shown; without it, it is the page of the team that is asked for. */
export function chooseStressTeams<Team extends { slug: string }>(teams: readonly Team[], search: PageSearch): ChosenTeams<Team> {
  const scope = readAskedScope({ get: (name) => [search[name]].flat()[0] ?? null })
  const index = teams.findIndex(({ slug }) => scope === toTeamKey(slug))
  const asked = teams[index]
  const page = takeTeamsPage(teams, search.teams, asked ? toTeamsPageNumber(index) : 1)
  const isOwn = page.number === (asked ? toTeamsPageNumber(index) : 1)
  return {
    page,
    held: asked && !page.shown.includes(asked) ? [...page.shown, asked] : page.shown,
    keep: page.number === 1 && isOwn ? {} : { teams: String(page.number) },
  }
}
