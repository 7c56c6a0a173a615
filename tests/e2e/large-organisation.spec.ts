import type { Page } from '@playwright/test'
import { expectAccessible, WCAG_22 } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'
import { LARGE_SURFACES, LARGE_TEAMS, startLargeServer, type LargeServer } from '@/tests/support/large-server'

// An organisation of 400 teams and 60 surfaces: what its pages weigh, and that all of its teams can be reached.

let large: LargeServer
test.beforeAll(async () => {
  large = await startLargeServer()
})
test.afterAll(() => large.stop())

const MOST_PAGE_BYTES = 300_000
const [first, last] = [LARGE_TEAMS[0]?.slug ?? '', LARGE_TEAMS.at(-1)?.slug ?? '']

for (const path of [
  '/',
  '/?teams=5',
  `/teams/${first}`,
  '/surfaces',
  '/surfaces?teams=8',
  '/stress-test',
  '/stress-test?teams=8&m=3',
  `/stress-test?team=${last}&teams=1&more=1&without=1`,
  '/method',
  '/sync',
]) {
  test(`${path} is at most 300 kB of HTML, with what React takes it over by`, async ({ request }) => {
    const page = await (await request.get(`${large.url}${path}`, { headers: { accept: 'text/html' } })).text()
    const data = [...page.matchAll(/<script[^>]*>self\.__next_f.*?<\/script>/gs)].reduce((sum, [script]) => sum + script.length, 0)
    console.log(`${path}: ${Math.round(Buffer.byteLength(page) / 1000)} kB, of them ${Math.round(data / 1000)} kB to take it over`)
    expect(data).toBeGreaterThan(0)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_PAGE_BYTES)
  })
}

/** What the page says, once the long tables have followed. */
async function told(page: Page): Promise<string> {
  await expect(page.locator('.stress-rows[aria-busy=false]')).toBeVisible()
  return page.locator('main').innerText()
}
const scope = (page: Page) => page.getByRole('combobox', { name: 'Under stress' })
const subject = (page: Page) => page.getByRole('heading', { level: 1 })

test('every team and surface can be put under stress, by keyboard too, and going back brings the one before', async ({ page }) => {
  await page.goto(`${large.url}/stress-test?m=1.5`)
  await expect(scope(page).locator('option')).toHaveCount(1 + LARGE_SURFACES.length + 1 + LARGE_TEAMS.length)
  await expect(page.locator('#teams tbody tr')).toHaveCount(50)
  const before = await told(page)
  await scope(page).focus()
  await scope(page).selectOption(`team:${last}`)
  await expect(subject(page)).toContainText('Warehouse UI')
  await expect(page).toHaveURL(`${large.url}/stress-test?team=${last}&m=1.5&slo=24`)
  await expect(scope(page)).toBeFocused()
  await expect(page.locator(`tr[data-scope="team:${last}"]`)).toHaveAttribute('aria-current', 'true')
  const after = await told(page)
  await page.getByRole('slider', { name: /^Arrivals/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(`${large.url}/stress-test?teams=8&team=${last}&m=1.6&slo=24`)
  await page.keyboard.press('ArrowLeft')
  await expect(page).toHaveURL(`${large.url}/stress-test?teams=8&team=${last}&m=1.5&slo=24`)
  expect(await told(page)).toEqual(after)
  await page.goBack()
  await expect(subject(page)).toContainText('Large')
  expect(await told(page)).toEqual(before)
  await page.goForward()
  await expect(subject(page)).toContainText('Warehouse UI')
  expect(await told(page)).toEqual(after)
})

test('the pages of teams keep the controls, the controls keep the page, and a reload shows the same', async ({ page }) => {
  await page.goto(`${large.url}/stress-test?surface=billing+storage`)
  await page.getByRole('spinbutton', { name: /^Arrivals/ }).fill('3')
  await expect(page).toHaveURL(`${large.url}/stress-test?surface=billing+storage&m=3&slo=24`)
  await expect(page.locator('.stress-rows[aria-busy=false]')).toBeVisible()
  await page.getByRole('navigation', { name: 'Teams by name', exact: true }).getByRole('link', { name: 'Teams from P' }).click()
  await expect(page).toHaveURL(`${large.url}/stress-test?teams=6&surface=billing+storage&m=3&slo=24#team-payments-api`)
  await expect(page.locator('#team-payments-api')).toBeInViewport()
  await expect(subject(page)).toContainText('billing storage')
  await page.locator('tr[data-scope="team:payments-core"]').getByRole('link').click()
  await expect(subject(page)).toContainText('Payments Core')
  await expect(page).toHaveURL(`${large.url}/stress-test?teams=6&team=payments-core&m=3&slo=24`)
  const asked = await told(page)
  await page.reload()
  expect(await told(page)).toEqual(asked)
})

test('axe finds nothing on a page of teams', async ({ page }) => {
  await page.goto(`${large.url}/stress-test?teams=2`)
  await expectAccessible(page, { tags: WCAG_22 })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a team of another page is asked for by the form, and answered the same', async ({ page, browser }) => {
    await page.goto(`${large.url}/stress-test`)
    await scope(page).selectOption(`team:${last}`)
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(subject(page)).toContainText('Warehouse UI')
    await page.getByRole('navigation', { name: 'Teams by name', exact: true }).getByRole('link', { name: 'previous' }).click()
    await expect(page.locator('#teams tbody tr')).toHaveCount(50)
    await expect(subject(page)).toContainText('Warehouse UI')
    const scripted = await browser.newPage({ javaScriptEnabled: true })
    await scripted.goto(page.url())
    for (const part of ['h1', '[data-stress]', '[data-drill]', '#how', '#surfaces', '#teams']) {
      expect(await page.locator(part).allInnerTexts(), part).toEqual(await scripted.locator(part).allInnerTexts())
    }
    await scripted.close()
  })
})
