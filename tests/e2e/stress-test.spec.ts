import type { Page } from '@playwright/test'
import { formatMultiple, formatShare } from '@/lib/pages/words/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { expectAccessible, WCAG_22 } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'

/** Everything that the question decides, once the long tables have followed. */
async function told(page: Page): Promise<string> {
  await expect(page.locator('.stress-rows[aria-busy=false]')).toBeVisible()
  return page.locator('main').innerText()
}
const multiple = (page: Page) => page.getByRole('slider', { name: /^Arrivals/ })

test('the answer is that of the API, with what was seen and what is modelled, the drill and the assumptions', async ({ page, api }) => {
  const { reviewCapacity } = (await api('/api/v1/teams/payments/metrics')) as ReadingsDocument
  await page.goto('/stress-test?team=payments')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payments')
  await expect(page.locator('[data-stress]')).toHaveCount(8)
  await expect(page.locator('[data-seen]')).toContainText(`${formatShare(reviewCapacity.unanswered.value ?? NaN)} of reviews were skipped`)
  await expect(page.locator('[data-seen] ~ [data-modelled]')).toContainText('Nobody has seen them')
  await expect(page.locator('[data-stress=skipped]')).toContainText('measured')
  await expect(page.locator('[data-stress=backlog]')).toContainText('modelled')
  await expect(page.locator('[data-stress=breaks]')).toContainText(formatMultiple(reviewCapacity.headroom.value ?? NaN).replace('×', ''))
  await expect(page.getByRole('heading', { name: /review surge drill/ })).toBeVisible()
  await expect(page.locator('#how tbody tr')).toHaveCount(11)
  await expect(page.locator('tr[data-scope="team:payments"]')).toHaveAttribute('aria-current', 'true')
})

test('a slider answers at once, by keyboard, and its address gives the same answer', async ({ page }) => {
  await page.goto('/stress-test?team=payments&m=1')
  const before = await told(page)
  await multiple(page).focus()
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1.5× today’s changes')
  await expect(page).toHaveURL('/stress-test?team=payments&m=1.5&slo=24')
  const moved = await told(page)
  expect(moved).not.toEqual(before)
  await page.reload()
  expect(await told(page)).toEqual(moved)
  await expect(page.getByRole('spinbutton', { name: /^Arrivals/ })).toHaveValue('1.5')
})

test('every control is in the address, and a reload says the same', async ({ page }) => {
  await page.goto('/stress-test')
  await page.getByRole('combobox', { name: 'Under stress' }).selectOption('surface:payouts and refunds')
  await page.getByRole('spinbutton', { name: /^Arrivals/ }).fill('1.2')
  await page.getByRole('radio', { name: '+1' }).check({ force: true })
  await page.getByRole('checkbox', { name: /Without the busiest/ }).check()
  await page.getByRole('spinbutton', { name: /^First review within/ }).fill('8')
  await expect(page).toHaveURL('/stress-test?surface=payouts+and+refunds&m=1.2&more=1&without=1&slo=8')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^With one more maintainer and without the busiest reviewer/)
  await expect(page.locator('[data-stress=breaks]')).toContainText('modelled')
  const asked = await told(page)
  await page.reload()
  expect(await told(page)).toEqual(asked)
})

test('a row puts itself under stress, and going back brings the question back', async ({ page }) => {
  await page.goto('/stress-test?m=3')
  await page.locator('tr[data-scope="team:tracking"]').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tracking')
  await expect(page).toHaveURL('/stress-test?team=tracking&m=3&slo=24')
  const asked = await told(page)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teams', exact: true }).click()
  await expect(page).toHaveURL('/teams')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tracking')
  expect(await told(page)).toEqual(asked)
})

test('what cannot be asked is told, and a group that is too small is not shown', async ({ page }) => {
  await page.goto('/stress-test?team=nobody&m=12')
  await expect(page.getByRole('status')).toContainText('There is no team “nobody” here')
  await expect(page.getByRole('status')).toContainText('m goes from 0.5 to 5; 5 is shown.')
  await page.goto('/stress-test?team=pricing-research')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pricing Research is not shown')
  await expect(page.locator('[data-stress], #how')).toHaveCount(0)
})

for (const path of ['/stress-test', '/stress-test?team=payments&m=3&more=1&without=1', '/stress-test?team=pricing-research']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    await page.goto(path)
    for (const toggle of await page.locator('figure summary').all()) await toggle.click()
    await expectAccessible(page, { tags: WCAG_22 })
  })
}

test('nothing scrolls sideways at 360 px, and a row shows the rest on tap', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  for (const path of ['/stress-test', '/stress-test?team=payments&m=5&more=3&without=1', '/stress-test?team=pricing-research']) {
    await page.goto(path)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
  const row = page.locator('tr[data-scope="team:tracking"]')
  await expect(row.locator('td:visible')).toHaveCount(2)
  await row.locator('summary').click()
  await expect(row.locator('td:visible')).toHaveCount(4)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the form asks the server, which answers the same', async ({ page, browser, baseURL }) => {
    await page.goto('/stress-test')
    await page.getByRole('combobox', { name: 'Under stress' }).selectOption('team:payments')
    await page.getByRole('spinbutton', { name: /^Arrivals/ }).fill('1.5')
    await page.getByRole('radio', { name: '+2' }).check({ force: true })
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page).toHaveURL(/scope=team%3Apayments&m=1\.5&more=2&slo=24/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('With two more maintainers, ')
    await expect(multiple(page)).toBeHidden()
    await expect(page.locator('.stress-plot .curve-line')).toBeAttached()
    const scripted = await browser.newPage({ baseURL, javaScriptEnabled: true })
    await scripted.goto('/stress-test?team=payments&m=1.5&more=2&slo=24')
    for (const part of ['h1', '[data-stress]', '[data-drill]', '#how', '#surfaces', '#teams']) {
      expect(await page.locator(part).allInnerTexts(), part).toEqual(await scripted.locator(part).allInnerTexts())
    }
    await scripted.close()
  })
})

test('it prints on two sheets, without its controls', async ({ page }) => {
  await page.goto('/stress-test?team=payments&m=1.5')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('form', { name: 'What if' })).toBeHidden()
})
