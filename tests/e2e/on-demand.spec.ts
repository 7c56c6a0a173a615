import { test as plainTest, type Locator, type Page } from '@playwright/test'
import { expect, test } from '@/tests/support/page-test'

const TEAM = '/teams/payments?from=2026-08-24&to=2026-11-16&figure=trail'
const curve = (page: Page) => page.locator('[data-exhibit=curve]')
const toggleOf = (exhibit: Locator) => exhibit.getByText('Table', { exact: true })

/** The table as the address with everything open shows it. */
async function readWhole(page: Page, exhibit: (page: Page) => Locator): Promise<string[]> {
  await page.goto(`${TEAM}&open=all`)
  return exhibit(page).locator('tr').allInnerTexts()
}

test('a closed table is not on the page, and comes when it is opened: the one of its address', async ({ page }) => {
  const whole = await readWhole(page, curve)
  expect(whole.length).toBeGreaterThan(3)
  await page.goto(TEAM)
  await expect(curve(page).locator('tr')).toHaveCount(0)
  const asked = page.waitForRequest(/alone=/)
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr')).toHaveCount(whole.length)
  expect(await curve(page).locator('tr').allInnerTexts()).toEqual(whole)
  await expect(curve(page).getByRole('region', { name: /as a table$/ })).toBeVisible()
  await expect(page).toHaveURL(TEAM)
  const { searchParams } = new URL((await asked).url())
  expect(Object.fromEntries(searchParams)).toEqual({
    from: '2026-08-24',
    to: '2026-11-16',
    figure: 'trail',
    open: 'confidence-curve',
    alone: 'table-confidence-curve',
  })
  // Closed and opened again it is there at once.
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr').first()).toBeHidden()
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr').first()).toBeVisible()
})

test('by keyboard it opens, scrolls and closes', async ({ page }) => {
  await page.goto(TEAM)
  await toggleOf(curve(page)).focus()
  await page.keyboard.press('Enter')
  await expect(curve(page).locator('tr').first()).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(curve(page).getByRole('region', { name: /as a table$/ })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Space')
  await expect(curve(page).locator('tr').first()).toBeHidden()
})

test('a table alone is a small part of the page', async ({ request }) => {
  const weigh = async (path: string) => (await (await request.get(path)).body()).length
  const alone = await weigh(`${TEAM}&open=confidence-curve&alone=table-confidence-curve`)
  expect(alone).toBeLessThan((await weigh(TEAM)) / 3)
})

test('what no table is called opens nothing', async ({ page }) => {
  for (const open of ['nothing', 'constructor', '%22%3E', 'a,b,,c']) {
    await page.goto(`${TEAM}&open=${open}&alone=table-${open}`)
    await expect(page.locator('[data-chapter]')).toHaveCount(6)
    await expect(page.locator('details[id^=table-][open]')).toHaveCount(0)
    await expect(page.getByRole('status')).toHaveCount(0)
  }
})

test('another range closes it: no table of other weeks stays', async ({ page }) => {
  await page.goto('/teams/payments')
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr').first()).toBeVisible()
  await page.getByRole('button', { name: /weeks$/ }).click()
  await page.getByRole('link', { name: '4 weeks' }).click()
  await expect(page).toHaveURL(/from=2026-10-19/)
  await expect(curve(page).locator('tr')).toHaveCount(0)
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr').first()).toBeVisible()
  const shown = await curve(page).locator('tr').allInnerTexts()
  await page.goto(`/teams/payments?from=2026-10-19&to=2026-11-16&open=all`)
  expect(await curve(page).locator('tr').allInnerTexts()).toEqual(shown)
})

test('an opened table goes onto paper', async ({ page }) => {
  await page.goto(`${TEAM}&open=all`)
  await page.emulateMedia({ media: 'print' })
  await expect(curve(page).locator('tr').last()).toBeVisible()
})

// Plain: the browser itself prints an error for what is not fetched.
plainTest('a table that cannot be fetched leaves the link to it, and the next try succeeds', async ({ page }) => {
  await page.goto(TEAM)
  await page.route(/alone=/, (route) => route.abort(), { times: 1 })
  await toggleOf(curve(page)).click()
  const link = curve(page).getByRole('link', { name: 'It could not be fetched: show it on the page' })
  await expect(link).toHaveAttribute('href', /open=confidence-curve#table-confidence-curve$/)
  await toggleOf(curve(page)).click()
  await toggleOf(curve(page)).click()
  await expect(curve(page).locator('tr').first()).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a link leads to the page with that table open, one with every table', async ({ page }) => {
    const whole = await readWhole(page, curve)
    await expect(page.locator('details[id^=table-]:not([open])')).toHaveCount(0)
    await page.goto(TEAM)
    await toggleOf(curve(page)).click()
    await curve(page).getByRole('link', { name: 'Show it on the page' }).click()
    await expect(page).toHaveURL(`${TEAM}&open=confidence-curve#table-confidence-curve`)
    await expect(toggleOf(curve(page))).toBeInViewport()
    expect(await curve(page).locator('tr').allInnerTexts()).toEqual(whole)
    const queue = page.locator('[data-exhibit=queue]')
    await toggleOf(queue).click()
    await queue.getByRole('link', { name: 'every table' }).click()
    await expect(page).toHaveURL(`${TEAM}&open=all`)
  })
})
