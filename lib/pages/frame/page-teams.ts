import { formatCount } from '@/lib/pages/words/format-figures'

/** Four hundred rows are neither read nor drawn in time: teams stand alphabetical, fifty at a time. */
export const TEAMS_A_PAGE = 50

/** One page of all teams. */
export interface TeamsPage<Team> {
  /** From 1. */
  number: number
  pages: number
  /** Index of the first one shown among all. */
  from: number
  shown: Team[]
}

export interface TeamsPager {
  /** "teams 51–100 of 400" */
  position: string
  previousHref: string | null
  nextHref: string | null
  /** Where the names of each first letter begin. */
  letters: { letter: string; href: string; isCurrent: boolean }[]
}

/** `asked` is ?teams=, a page from 1: anything that is no page of these teams is `otherwise`. */
export function takeTeamsPage<Team>(teams: readonly Team[], asked: string | string[] | undefined, otherwise = 1): TeamsPage<Team> {
  const pages = Math.max(1, Math.ceil(teams.length / TEAMS_A_PAGE))
  const page = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : otherwise
  const number = page >= 1 && page <= pages ? page : otherwise
  const from = (number - 1) * TEAMS_A_PAGE
  return { number, pages, from, shown: teams.slice(from, from + TEAMS_A_PAGE) }
}

/** The page on which the team of this index stands. */
export function toTeamsPageNumber(index: number): number {
  return Math.floor(index / TEAMS_A_PAGE) + 1
}

/**
 * null: they fit one page. `toAddress` is the address of a page; the table there has the id "teams" and the row of a team
 * "team-SLUG".
 */
export function prepareTeamsPager(
  teams: readonly { slug: string; name: string }[],
  { number, pages, from, shown }: TeamsPage<unknown>,
  toAddress: (page: number) => string,
): TeamsPager | null {
  if (pages === 1) return null
  const first = new Map<string, number>()
  teams.forEach(({ name }, index) => {
    const letter = toLetter(name)
    if (!first.has(letter)) first.set(letter, index)
  })
  return {
    position: `teams ${formatCount(from + 1)}–${formatCount(from + shown.length)} of ${formatCount(teams.length)}`,
    previousHref: number > 1 ? `${toAddress(number - 1)}#teams` : null,
    nextHref: number < pages ? `${toAddress(number + 1)}#teams` : null,
    letters: [...first].map(([letter, index]) => ({
      letter,
      href: `${toAddress(toTeamsPageNumber(index))}#${toTeamRowId(teams[index]?.slug ?? '')}`,
      isCurrent: index >= from && index < from + shown.length,
    })),
  }
}

/** The id of a team's row, to which the letters lead. */
export function toTeamRowId(slug: string): string {
  return `team-${slug}`
}

function toLetter(name: string): string {
  const letter = name.trim().charAt(0).normalize('NFD').charAt(0).toUpperCase()
  return /\p{L}/u.test(letter) ? letter : '#'
}
