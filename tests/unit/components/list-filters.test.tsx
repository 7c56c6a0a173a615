// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FilterWords, ListFilters } from '@/components/tables/list-filters'
import { EMPTY_QUESTION, parseListQuestion, type ListChoices, type ListQuestion } from '@/lib/pages/list/address'
import { prepareListFilters } from '@/lib/pages/list/prepare-filters'

// What the form sends must be the question that it shows, with what a reader changed.

const range = { from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T09:00:00.000Z', isDefault: false }
const choices: ListChoices = { surfaces: ['sign-in', ''], repositories: ['northwind/api', 'northwind/web'] }
const many: ListChoices = { ...choices, repositories: Array.from({ length: 61 }, (_, index) => `northwind/r${index}`) }

afterEach(cleanup)

function open(change: Partial<ListQuestion>, known = choices): HTMLFormElement {
  const filters = prepareListFilters({ path: '/teams/payments', range }, { ...EMPTY_QUESTION, ...change }, known)
  render(
    <>
      <ListFilters filters={filters} order="the newest merge first" />
      <FilterWords filters={filters} />
    </>,
  )
  return screen.getByRole<HTMLFormElement>('form', { name: 'Filter the pull requests', hidden: true })
}

/** What pressing the button asks the server. */
function send(form: HTMLFormElement, known = choices) {
  const sent: Record<string, string> = Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return { sent, ...parseListQuestion(sent, known) }
}
const select = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name, hidden: true })
const choose = (name: string, value: string) => fireEvent.change(select(name), { target: { value } })

test('untouched, it asks what it shows, of the same range', () => {
  const asked: Partial<ListQuestion> = {
    figure: 'trail',
    surface: '',
    repository: 'northwind/api',
    filters: { tier: 'T2', waiting: '1' },
    order: { key: 'hours', isDescending: true },
  }
  const form = open(asked)
  expect(form.getAttribute('action')).toBe('/teams/payments#pull-requests')
  const { sent, question, problem } = send(form)
  expect(problem).toBeNull()
  expect(question).toEqual({ ...EMPTY_QUESTION, ...asked })
  expect(sent).toMatchObject({ from: '2026-08-24', to: '2026-11-16' })
})

test('every control changes its own part of the question, and nothing else', () => {
  const form = open({ figure: 'trail', filters: { tier: 'T2' } })
  choose('Tier', 'T3')
  choose('Surface', 'sign-in')
  choose('Repository', 'northwind/web')
  choose('Order', 'number')
  fireEvent.click(screen.getByRole('checkbox', { name: 'waiting for a review now', hidden: true }))
  expect(send(form).question).toEqual({
    figure: 'trail',
    counted: null,
    surface: 'sign-in',
    repository: 'northwind/web',
    filters: { tier: 'T3', waiting: '1' },
    order: { key: 'number', isDescending: false },
  })
  choose('Tier', '')
  choose('Surface', '*')
  choose('Repository', '')
  fireEvent.click(screen.getByRole('checkbox', { name: 'waiting for a review now', hidden: true }))
  expect(send(form).question).toMatchObject({ figure: 'trail', surface: null, repository: null, filters: {} })
})

test('of more repositories than anybody chooses from, one is typed', () => {
  const form = open({ repository: 'northwind/r7' }, many)
  const typed = screen.getByRole<HTMLInputElement>('textbox', { name: 'Repository', hidden: true })
  expect(typed.value).toBe('northwind/r7')
  fireEvent.change(typed, { target: { value: 'northwind/r60' } })
  expect(send(form, many).question.repository).toBe('northwind/r60')
  fireEvent.change(typed, { target: { value: 'northwind/absent' } })
  expect(send(form, many).problem).toBe('repository names no repository of this organisation.')
})

test('each filter in force is a word that leads to the list without it', () => {
  open({ surface: '', filters: { tier: 'T3' } })
  const links = screen.getAllByRole('link').map((link) => [link.getAttribute('aria-label') ?? link.textContent, link.getAttribute('href')])
  const kept = '/teams/payments?from=2026-08-24&to=2026-11-16'
  expect(links).toEqual([
    ['Remove the filter: everything else', `${kept}&tier=T3#pull-requests`],
    ['Remove the filter: T3', `${kept}&surface=#pull-requests`],
    ['Remove all', `${kept}#pull-requests`],
  ])
})

test('without a filter there are no words', () => {
  open({ figure: 'trail' })
  expect(screen.queryByRole('list', { name: 'Filters in force' })).toBeNull()
})
