import { describe, expect, it } from 'vitest'
import { TEAMS_A_PAGE } from '@/lib/pages/frame/page-teams'
import { prepareTeamsTable } from '@/lib/pages/organization/prepare-teams-table'
import { FIXTURE_RANGE, makeDocument, makeSeries, makeWithheldDocument } from '../../../support/fixtures-readings'

const LETTERS = 'ABCDEFGHIJ'
const series = makeSeries()
const document = makeDocument('team')
const teams = Array.from({ length: 400 }, (_, index) => {
  const name = `${LETTERS[Math.floor(index / 40)] ?? ''}${String(index).padStart(3, '0')}`
  return { slug: name.toLowerCase(), name, members: 9, document, strain: null, series }
})

describe('the table of teams', () => {
  it('is one page without a pager up to fifty teams', () => {
    const view = prepareTeamsTable(teams.slice(0, TEAMS_A_PAGE), FIXTURE_RANGE)
    expect(view).toMatchObject({ total: 50, pager: null })
    expect(view.rows).toHaveLength(50)
  })

  it('shows fifty of four hundred at a time, in the order given', () => {
    const { rows, pager, total } = prepareTeamsTable(teams, FIXTURE_RANGE, '3')
    expect(total).toBe(400)
    expect(rows.map(({ slug }) => slug)).toEqual(teams.slice(100, 150).map(({ slug }) => slug))
    expect(pager).toMatchObject({ position: 'teams 101–150 of 400', previousHref: '/?teams=2#teams', nextHref: '/?teams=4#teams' })
  })

  it('leads to the first team of each letter, and marks the letters that are shown', () => {
    const letters = prepareTeamsTable(teams, FIXTURE_RANGE, '1').pager?.letters
    expect(letters?.map(({ letter }) => letter).join('')).toBe(LETTERS)
    expect(letters?.find(({ letter }) => letter === 'C')?.href).toBe('/?teams=2#team-c080')
    expect(letters?.filter(({ isCurrent }) => isCurrent).map(({ letter }) => letter)).toEqual(['A', 'B'])
  })

  it.each([['0'], ['9'], ['-1'], ['two'], ['1e1'], [['2', '3']], [undefined]])('takes %j for its first page', (asked) => {
    expect(prepareTeamsTable(teams, FIXTURE_RANGE, asked).rows[0]?.slug).toBe('a000')
  })

  it('keeps a chosen range on every link', () => {
    const { rows, pager } = prepareTeamsTable(teams, { ...FIXTURE_RANGE, isDefault: false }, '2')
    expect(pager?.nextHref).toBe('/?from=2026-08-24&to=2026-11-16&teams=3#teams')
    expect(rows[0]?.figureHrefs.trail).toBe('/teams/b050?from=2026-08-24&to=2026-11-16&figure=trail#pull-requests')
  })

  it('says how old the data of a team is, and that it is old', () => {
    const made = { slug: 'a', name: 'A', members: 9, document, strain: null, series }
    const silent = makeSeries((_, week) => week < 20)
    const rows = prepareTeamsTable(
      [
        { ...made, series: silent },
        { ...made, slug: 'b' },
      ],
      FIXTURE_RANGE,
    ).rows
    expect(rows.map(({ latest, isOld }) => [latest, isOld])).toEqual([
      ['week\u00a040', true],
      ['week\u00a046', false],
    ])
  })

  it('says why a team is hidden, and nothing else of it', () => {
    const [row] = prepareTeamsTable(
      [{ slug: 'tiny', name: 'Tiny', members: 3, document: makeWithheldDocument('tiny', 3), strain: null, series: [] }],
      FIXTURE_RANGE,
    ).rows
    expect(row).toMatchObject({ figures: null, n: null, latest: null })
    expect(row?.hidden).toMatch(/^withheld: 3/)
  })
})
