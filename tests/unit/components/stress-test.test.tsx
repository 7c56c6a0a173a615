// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StressTest } from '@/components/metrics/stress-test'
import { StressTables } from '@/components/tables/stress-tables'
import { readStressAddress } from '@/lib/pages/stress/address'
import { packStressSource } from '@/lib/pages/stress/pack-source'
import { makeManyTeamsSource, makeStressSource } from '@/tests/support/fixtures-stress'
import { WithAddress } from '@/tests/support/with-address'

// The stress test as a reader meets it: controls, answer and address.

beforeEach(() => {
  vi.useFakeTimers()
  window.history.replaceState(null, '', '/stress-test')
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function open(query = '', keep: Record<string, string> = {}): void {
  window.history.replaceState(null, '', `/stress-test${query}`)
  const source = { ...makeStressSource(), keep }
  const { question } = readStressAddress(new URLSearchParams(query), source.scopes)
  const rows = <StressTables source={source} question={question} />
  render(<StressTest packed={packStressSource(source)} rows={rows} drawn={question} />, { wrapper: WithAddress })
}

/** Many teams, of which the browser holds a page: the server answers each address that the router brings. */
function openMany(query = ''): void {
  window.history.replaceState(null, '', `/stress-test${query}`)
  render(<Served />, { wrapper: WithAddress })
}

function Served() {
  const address = useSearchParams().toString()
  const source = useMemo(() => makeManyTeamsSource(address), [address])
  const { question } = readStressAddress(new URLSearchParams(address), source.scopes)
  const packed = useMemo(() => packStressSource(source), [source])
  return <StressTest packed={packed} rows={<StressTables source={source} question={question} />} drawn={question} />
}

/** The address follows a moment later. */
const settle = () => act(() => vi.advanceTimersByTimeAsync(1_000))
const headline = () => screen.getByRole('heading', { level: 1 }).textContent
const slider = () => screen.getByRole<HTMLInputElement>('slider', { name: /^Arrivals/ })
const number = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: /^Arrivals/ })
const change = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

test('a moved slider answers at once, and the address follows once for many movements', async () => {
  open('?m=1')
  const before = headline()
  for (const value of ['1.1', '1.4', '3']) change(slider(), value)
  expect(headline()).not.toBe(before)
  expect(headline()).toContain('3× today’s changes')
  expect(number().value).toBe('3')
  expect(slider().getAttribute('aria-valuetext')).toBe('3 ×')
  expect(window.location.search).toBe('?m=1')
  await settle()
  expect(window.location.search).toContain('m=3')
  expect(headline()).toContain('3× today’s changes')
})

test('what is typed stays as typed until it is a value, and what is none changes nothing', async () => {
  open()
  const before = headline()
  for (const text of ['', '0.2', '9']) {
    change(number(), text)
    expect(number().value).toBe(text)
    expect(headline()).toBe(before)
  }
  fireEvent.blur(number())
  expect(number().value).toBe('2')
  change(number(), '1.26')
  expect(number().value).toBe('1.26')
  fireEvent.blur(number())
  expect(number().value).toBe('1.3')
  expect(headline()).toContain('1.3× today’s changes')
})

test('every control changes the question, and the address says all of it', async () => {
  open()
  change(screen.getByRole('combobox', { name: 'Under stress' }), 'surface:billing')
  change(number(), '1.2')
  fireEvent.click(screen.getByRole('radio', { name: '+1' }))
  fireEvent.click(screen.getByRole('checkbox', { name: /Without the busiest/ }))
  change(screen.getByRole('spinbutton', { name: /^First review within/ }), '8')
  await settle()
  expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({
    surface: 'billing',
    m: '1.2',
    more: '1',
    without: '1',
    slo: '8',
  })
  expect(headline()).toMatch(/^With one more maintainer and without the busiest reviewer/)
  const asked = document.body.textContent
  cleanup()
  open(window.location.search)
  expect(document.body.textContent).toBe(asked)
})

test('going back wins over what was asked, and an address that cannot be asked says why', async () => {
  open('?m=2')
  change(slider(), '4')
  await settle()
  expect(headline()).toContain('4× today’s changes')
  await act(async () => {
    window.history.pushState(null, '', '/stress-test?team=nobody&m=12')
    window.dispatchEvent(new PopStateEvent('popstate'))
  })
  expect(screen.getByRole('status').textContent).toContain('There is no team “nobody” here')
  expect(screen.getByRole('status').textContent).toContain('m goes from 0.5 to 5; 5 is shown.')
  expect(number().value).toBe('5')
  change(slider(), '3')
  expect(screen.queryByRole('status')).toBeNull()
})

test('a row of the tables puts itself under stress, at the same question', async () => {
  vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined)
  open('?m=3')
  const row = document.querySelector<HTMLElement>('tr[data-scope="team:payments"]')
  if (!row) throw new Error('no row of Payments')
  fireEvent.click(within(row).getAllByRole('link')[0] ?? row)
  expect(headline()).toContain('Payments')
  await settle()
  expect(Object.fromEntries(new URLSearchParams(window.location.search))).toMatchObject({ team: 'payments', m: '3' })
  expect(document.querySelector('tr[data-scope="team:payments"]')?.getAttribute('aria-current')).toBe('true')
})

test('a page that is left writes no address any more', async () => {
  open('?m=2')
  change(slider(), '4')
  cleanup()
  await settle()
  expect(window.location.search).toBe('?m=2')
})

test('the form keeps what the address names beside the question, and is sent as one without scripts', () => {
  open('', { from: '2026-09-07', to: '2026-11-16' })
  const form = screen.getByRole<HTMLFormElement>('form', { name: 'What if' })
  expect(Object.fromEntries(new FormData(form))).toEqual({
    from: '2026-09-07',
    to: '2026-11-16',
    scope: 'organization',
    m: '2',
    more: '0',
    slo: '24',
  })
  expect(form.getAttribute('action')).toBe('/stress-test')
  expect(within(form).getAllByRole('group').length).toBeGreaterThan(0)
})

test('every team can be chosen; one that the browser does not hold is asked of the server, with all other controls', async () => {
  openMany('?m=3&teams=2')
  const field = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Under stress' })
  expect(within(field).getAllByRole('option')).toHaveLength(124)
  const before = headline()
  const entries = window.history.length
  change(field, 'team:team-119')
  change(slider(), '1.5')
  // Until the server has answered the answer is the one before, at what the controls say.
  expect(field.value).toBe('team:team-119')
  expect(headline()).not.toBe(before)
  expect(headline()).toContain('Northwind')
  expect(document.querySelector('.stress-answer')?.getAttribute('aria-busy')).toBe('true')
  await settle()
  expect(headline()).toContain('Late 119')
  expect(headline()).toContain('1.5× today’s changes')
  expect(window.location.search).toBe('?team=team-119&m=1.5&slo=24')
  expect(window.history.length).toBe(entries + 1)
  expect(document.querySelector('.stress-answer')?.getAttribute('aria-busy')).toBe('false')
  expect(document.querySelector('tr[data-scope="team:team-119"]')?.getAttribute('aria-current')).toBe('true')
})

test('whoever thinks better of it while the server is asked gets what is here at once, and nothing else follows', async () => {
  openMany('?m=3')
  const field = screen.getByRole('combobox', { name: 'Under stress' })
  const entries = window.history.length
  change(field, 'team:team-119')
  change(field, 'surface:billing')
  expect(headline()).toContain('billing')
  await settle()
  expect(window.location.search).toBe('?surface=billing&m=3&slo=24')
  expect(window.history.length).toBe(entries)
})

test('the table of teams is one page of them, which every address keeps, and the pager asks what the controls say', async () => {
  openMany('?teams=2')
  expect(document.querySelectorAll('#teams tbody tr')).toHaveLength(50)
  change(slider(), '4')
  await settle()
  expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({ teams: '2', m: '4', slo: '24' })
  const [pager] = screen.getAllByRole('navigation')
  if (!pager) throw new Error('no pager')
  expect(pager.textContent).toContain('teams 51–100 of 120')
  expect(within(pager).getByRole('link', { name: 'next' }).getAttribute('href')).toBe('/stress-test?teams=3&m=4&slo=24#teams')
  expect(within(pager).getByRole('link', { name: 'previous' }).getAttribute('href')).toBe('/stress-test?m=4&slo=24#teams')
})

test('an address that comes before its readings waits for them, and says nothing false meanwhile', async () => {
  const page = (address: string) => {
    const source = makeManyTeamsSource(address)
    const { question } = readStressAddress(new URLSearchParams(address), source.scopes)
    return <StressTest packed={packStressSource(source)} rows={<StressTables source={source} question={question} />} drawn={question} />
  }
  const { rerender } = render(page('surface=billing'), { wrapper: WithAddress })
  await act(async () => {
    window.history.pushState(null, '', '/stress-test?team=team-119&m=3')
    window.dispatchEvent(new PopStateEvent('popstate'))
  })
  expect(screen.queryByRole('status')).toBeNull()
  expect(document.querySelector('.stress-answer')?.getAttribute('aria-busy')).toBe('true')
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Under stress' }).value).toBe('team:team-119')
  rerender(page('team=team-119&m=3'))
  expect(headline()).toContain('Late 119')
  expect(headline()).toContain('3× today’s changes')
  expect(document.querySelector('.stress-answer')?.getAttribute('aria-busy')).toBe('false')
})
