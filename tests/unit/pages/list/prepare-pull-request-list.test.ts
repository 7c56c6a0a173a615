import { describe, expect, it } from 'vitest'
import { EMPTY_QUESTION, type ListQuestion } from '@/lib/pages/list/address'
import { preparePullRequestList, toFigureHrefs, type ListedPage, type PullRequestPage } from '@/lib/pages/list/prepare-pull-request-list'
import { makeReadings } from '../../../support/fixtures-readings'

const range = { from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T09:00:00.000Z', isDefault: true }
const choices = { surfaces: ['sign-in', ''], repositories: ['northwind/api', 'northwind/web'] }

function prepare(question: Partial<ListQuestion> = {}, change: Partial<PullRequestPage> = {}, place: Partial<ListedPage> = {}) {
  const pullRequests = {
    items: [],
    nextCursor: null,
    previousCursor: null,
    question: { ...EMPTY_QUESTION, ...question },
    choices,
    isCut: false,
    withheld: null,
    ...change,
  }
  return preparePullRequestList({ path: '/teams/payments', range, document: makeReadings(), pullRequests, ...place })
}

describe('the list behind the figures', () => {
  it('names the filters in force, each with the list without it', () => {
    const { filters } = prepare({ figure: 'confidence', surface: '', filters: { tier: 'T3', controls: 'not_compliant' } })
    expect(filters.active).toEqual([
      { label: 'everything else', href: '/teams/payments?figure=confidence&tier=T3&controls=not_compliant#pull-requests' },
      { label: 'T3', href: '/teams/payments?figure=confidence&surface=&controls=not_compliant#pull-requests' },
      { label: 'controls not met', href: '/teams/payments?figure=confidence&surface=&tier=T3#pull-requests' },
    ])
    expect(filters.clearHref).toBe('/teams/payments?figure=confidence#pull-requests')
  })

  it('keeps the range in every link and in the form', () => {
    const list = prepare({ filters: { tier: 'T3' } }, { nextCursor: 'N', previousCursor: 'P' }, { range: { ...range, isDefault: false } })
    const hrefs = [...list.figures, ...list.filters.active, ...list.downloads].map(({ href }) => href)
    for (const href of [...hrefs, list.nextHref, list.previousHref]) expect(href).toContain('from=2026-08-24&to=2026-11-16')
    expect(list.nextHref).toBe('/teams/payments?from=2026-08-24&to=2026-11-16&tier=T3&cursor=N#pull-requests')
    expect(list.filters.hidden).toEqual([
      { name: 'from', value: '2026-08-24' },
      { name: 'to', value: '2026-11-16' },
    ])
    expect(list.filters.action).toBe('/teams/payments#pull-requests')
  })

  it('offers files of the very list, none of a withheld one', () => {
    expect(prepare({ filters: { tier: 'T3' } }).downloads[0]).toEqual({
      label: 'CSV',
      href: '/download/pull-requests?team=payments&tier=T3&format=csv',
    })
    expect(prepare({}, { withheld: 'team' }).downloads).toEqual([])
  })

  it('counts only what the document has counted, and only the whole list', () => {
    const counts = new Map(prepare().figures.map(({ label, count }) => [label, count]))
    expect(counts.get('Confident merge')).toBe(String(makeReadings().timeToConfidentMerge.n))
    expect(counts.get('AI share')).toBeNull()
    expect(prepare({ filters: { tier: 'T3' } }).figures.every(({ count }) => count === null)).toBe(true)
  })

  it('says why there is nothing, and leads back', () => {
    expect(prepare({ filters: { tier: 'T3' } }).empty).toEqual({
      text: 'No pull request of this range matches.',
      back: { label: 'Show all of the range', href: '/teams/payments#pull-requests' },
    })
    expect(prepare({ surface: 'sign-in' }, { withheld: 'surface' }).empty.text).toBe(
      'The pull requests of sign-in are not listed: it is, or would give away, a group of fewer than 5 people.',
    )
    expect(prepare({ surface: 'sign-in', filters: { tier: 'T3' } }, { withheld: 'cell' }).empty.text).toMatch(
      /^The T3 pull requests of sign-in are not listed:/,
    )
    expect(prepare({ filters: { tier: 'T3' } }, { withheld: 'tier' }).empty.text).toMatch(/^The T3 pull requests are not listed:/)
  })

  it('asks for a name instead of offering too many', () => {
    const many = Array.from({ length: 61 }, (_, index) => `northwind/r${index}`)
    const { filters } = prepare({}, { choices: { repositories: many, surfaces: many } })
    expect(filters.repository).toEqual({ value: '' })
    expect(filters.selects.map(({ name }) => name)).not.toContain('surface')
    // What the form cannot show it carries along.
    const asked = prepare({ surface: many[3] ?? '' }, { choices: { repositories: many, surfaces: many } })
    expect(asked.filters.hidden).toEqual([{ name: 'surface', value: 'northwind/r3' }])
  })

  it('leads from each figure to its own list, merges without confidence to theirs', () => {
    expect(toFigureHrefs('/', range)).toMatchObject({
      trail: '/?figure=trail#pull-requests',
      withoutConfidence: '/?figure=confidence&status=merged_without_confidence#pull-requests',
    })
  })
})
