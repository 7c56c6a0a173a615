import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareTeamsPager, takeTeamsPage, TEAMS_A_PAGE, toTeamsPageNumber } from '@/lib/pages/frame/page-teams'

const toTeams = (names: string[]) => names.map((name, index) => ({ slug: `s${index}`, name }))
const numbered = (count: number) => toTeams(Array.from({ length: count }, (_, index) => `N${index}`))

describe('a page of teams', () => {
  it.each(['0', '4', '-1', 'two', '1e0', ' 2', ['2', '3'], undefined])('%j is none, so the usual one is shown', (asked) => {
    expect(takeTeamsPage(numbered(120), asked).number).toBe(1)
    expect(takeTeamsPage(numbered(120), asked, 3)).toMatchObject({ number: 3, from: 100, pages: 3 })
  })

  it('holds every team once, at most fifty at a time, each on the page that its index says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 430 }), (count) => {
        const teams = numbered(count)
        const pages = Array.from({ length: takeTeamsPage(teams, '1').pages }, (_, index) => takeTeamsPage(teams, String(index + 1)))
        expect(pages.flatMap(({ shown }) => shown)).toEqual(teams)
        for (const { number, from, shown } of pages) {
          expect(shown.length).toBeLessThanOrEqual(TEAMS_A_PAGE)
          shown.forEach((_, index) => expect(toTeamsPageNumber(from + index)).toBe(number))
        }
      }),
    )
  })
})

describe('the pager', () => {
  const toAddress = (page: number) => `/x?p=${page}`
  const pager = (names: string[], asked: string) => prepareTeamsPager(toTeams(names), takeTeamsPage(toTeams(names), asked), toAddress)

  it('is not there where the teams fit one page', () => {
    expect(
      pager(
        numbered(50).map(({ name }) => name),
        '1',
      ),
    ).toBeNull()
  })

  it('leads to the pages beside, and each letter to the first team that begins with it', () => {
    const names = [...Array<string>(49).fill('Atlas'), 'Éclair', 'edge', ...Array<string>(49).fill('Forge'), '9 lives']
    expect(pager(names, '2')).toEqual({
      position: 'teams 51–100 of 101',
      previousHref: '/x?p=1#teams',
      nextHref: '/x?p=3#teams',
      letters: [
        { letter: 'A', href: '/x?p=1#team-s0', isCurrent: false },
        { letter: 'E', href: '/x?p=1#team-s49', isCurrent: false },
        { letter: 'F', href: '/x?p=2#team-s51', isCurrent: true },
        { letter: '#', href: '/x?p=3#team-s100', isCurrent: false },
      ],
    })
    expect(pager(names, '1')?.previousHref).toBeNull()
    expect(pager(names, '3')?.nextHref).toBeNull()
  })
})
