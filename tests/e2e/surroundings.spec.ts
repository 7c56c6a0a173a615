import { expect, pointAtChart, test } from '@/tests/support/page-test'

const PATHS = ['/', '/teams/tracking', '/sync']

for (const width of [360, 390, 768, 1440, 2560]) {
  test(`no page scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    for (const path of PATHS) {
      await page.goto(path)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow, path).toBeLessThanOrEqual(0)
    }
  })
}

test('on a phone a row shows two columns and the rest on tap', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  const row = page.locator('tr[data-team=tracking]')
  await expect(row.locator('td:visible')).toHaveCount(2)
  await row.getByText('more').click()
  await expect(row.locator('td:visible')).toHaveCount(7)
})

test('the header stays on two lines at 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto('/')
  const header = await page.locator('header').boundingBox()
  expect(header?.height).toBeLessThan(110)
})

test('nothing jumps while a page becomes interactive', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry && typeof entry.value === 'number') shifts.push(entry.value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto('/teams/tracking', { waitUntil: 'networkidle' })
  await pointAtChart(page)
  const total = await page.evaluate(() => (Reflect.get(window, 'shifts') as number[]).reduce((sum, value) => sum + value, 0))
  expect(total).toBeLessThan(0.01)
})

test('a team prints on two sheets, without controls', async ({ page }) => {
  await page.goto('/teams/tracking')
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('header')).toBeHidden()
  await expect(page.getByRole('button', { name: /^How/ }).first()).toBeHidden()
  await expect(page.locator('.weekly-drawing').first()).toBeVisible()
})

test('the dark palette is another one, and warm', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(22, 21, 19)')
})

test('an unknown team is a page that leads on', async ({ browser }) => {
  const page = await browser.newPage()
  const response = await page.goto('/teams/nobody')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no such page.' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'All teams of the organisation' })).toBeVisible()
  await page.close()
})

test('the sync page tells every repository and its state', async ({ page, api }) => {
  const sync = (await api('/api/v1/sync')) as { repositories: { repository: string }[] }
  await page.goto('/sync')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('has been read')
  await expect(page.locator('tbody tr')).toHaveCount(sync.repositories.length)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('figures, definitions, charts, tables and lists are all there', async ({ page }) => {
    await page.goto('/teams/tracking?figure=confidence')
    await expect(page.locator('[data-figure]')).toHaveCount(6)
    await page.getByRole('button', { name: 'How Review headroom is computed' }).click()
    await expect(page.getByRole('dialog', { name: 'Review headroom' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('[data-chapter=trail] .weekly-drawing line').first()).toBeAttached()
    await expect(page.locator('.weekly-drawing').first()).toBeVisible()
    await page.locator('[data-pull-request] summary').first().click()
    await expect(page.locator('[data-pull-request] dl').first()).toBeVisible()
  })
})
