import { describe, expect, it } from 'vitest'
import { readStressAddress, toStressQuery } from '@/lib/pages/stress/address'
import { chooseStressTeams } from '@/lib/pages/stress/choose-teams'
import { prepareStressRows } from '@/lib/pages/stress/prepare-page'
import { makeManyTeamsSource, makeStressSource } from '../../../support/fixtures-stress'

const teams = Array.from({ length: 120 }, (_, index) => ({ slug: `t${index}` }))
const choose = (search: Record<string, string | string[]>) => {
  const { page, held, keep } = chooseStressTeams(teams, search)
  return { number: page.number, first: held[0]?.slug, last: held.at(-1)?.slug, held: held.length, keep }
}

describe('the teams whose readings travel to the browser', () => {
  it.each([
    [{}, { number: 1, first: 't0', last: 't49', held: 50, keep: {} }],
    [
      { surface: 'x', teams: '2' },
      { number: 2, first: 't50', last: 't99', held: 50, keep: { teams: '2' } },
    ],
    [{ team: 't7' }, { number: 1, first: 't0', last: 't49', held: 50, keep: {} }],
    [{ team: 't119' }, { number: 3, first: 't100', last: 't119', held: 20, keep: { teams: '3' } }],
    [
      { scope: 'team:t60', team: 't1' },
      { number: 2, first: 't50', last: 't99', held: 50, keep: { teams: '2' } },
    ],
    [
      { team: 't119', teams: '1' },
      { number: 1, first: 't0', last: 't119', held: 51, keep: { teams: '1' } },
    ],
    [
      { team: 'nobody', teams: '9' },
      { number: 1, first: 't0', last: 't49', held: 50, keep: {} },
    ],
  ])('of %j', (search, chosen) => {
    expect(choose(search)).toEqual(chosen)
  })

  it('stay the same page in the address of every scope that the browser holds', () => {
    for (const search of ['', 'team=team-120', 'team=team-120&teams=1', 'teams=2&surface=billing', 'team=team-003']) {
      const source = makeManyTeamsSource(search)
      for (const { key } of source.scopes) {
        const { question } = readStressAddress(new URLSearchParams(search), source.scopes)
        const again = makeManyTeamsSource(toStressQuery({ ...question, scope: key }, source.keep).slice(1))
        expect(again.teamsPage, `${search} ${key}`).toBe(source.teamsPage)
        expect(again.scopes.map((scope) => scope.key)).toContain(key)
      }
    }
  })
})

describe('the table of teams', () => {
  const rowsOf = (search: string) => {
    const source = makeManyTeamsSource(search)
    return prepareStressRows(source, readStressAddress(new URLSearchParams(search), source.scopes).question)
  }

  it('has one page of them, and the pager asks the same question of the others', () => {
    const { teams: rows, pager } = rowsOf('surface=billing&m=3&teams=2')
    expect(rows.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `Early 0${51 + index}`),
      ...Array.from({ length: 40 }, (_, index) => `Late ${String(61 + index).padStart(3, '0')}`),
    ])
    expect(rows[0]).toMatchObject({ id: 'team-team-051', href: '/stress-test?teams=2&team=team-051&m=3&slo=8' })
    expect(pager).toEqual({
      position: 'teams 51–100 of 120',
      previousHref: '/stress-test?surface=billing&m=3&slo=8#teams',
      nextHref: '/stress-test?teams=3&surface=billing&m=3&slo=8#teams',
      letters: [
        { letter: 'E', href: '/stress-test?surface=billing&m=3&slo=8#team-team-001', isCurrent: false },
        { letter: 'L', href: '/stress-test?teams=2&surface=billing&m=3&slo=8#team-team-061', isCurrent: true },
      ],
    })
  })

  it('leads to the first page by its number while a team is under stress, which has a page of its own', () => {
    expect(rowsOf('team=team-120').pager?.letters[0]?.href).toBe('/stress-test?teams=1&team=team-120&m=2&slo=24#team-team-001')
    const { teams: rows } = rowsOf('team=team-120&teams=1')
    expect(rows).toHaveLength(50)
    expect(rows.some(({ isCurrent }) => isCurrent)).toBe(false)
    expect(rowsOf('team=team-120').teams.find(({ isCurrent }) => isCurrent)?.name).toBe('Late 120')
  })

  it('has no pager where all of them fit', () => {
    const source = makeStressSource()
    expect(prepareStressRows(source, readStressAddress(new URLSearchParams(), source.scopes).question).pager).toBeNull()
  })
})
