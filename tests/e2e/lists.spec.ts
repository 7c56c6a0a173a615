import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expectAccessible } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'

interface Listed {
  pullRequests: { url: string; tier: string; countedIn: string[] }[]
  nextCursor: string | null
}

test('from the organisation to a pull request on GitHub it is three clicks at most', async ({ page }) => {
  await page.goto('/')
  // One: a figure. Two: the pull request. The address of the second is on GitHub.
  await page.locator('[data-figure] a[href*="figure=trail"]').first().click()
  await expect(page.locator('[data-pull-request]').first()).toBeVisible()
  await expect(page.locator('#pull-requests')).toBeInViewport()
  expect(await page.locator('[data-pull-request] a').first().getAttribute('href')).toMatch(
    /^https:\/\/github\.com\/[^/]+\/[^/]+\/pull\/\d+$/,
  )
})

test('the keyboard opens the filters, chooses one and takes it away again', async ({ page }) => {
  await page.goto('/teams/tracking?figure=trail')
  const summary = page.locator('.filters summary')
  await summary.focus()
  await page.keyboard.press('Enter')
  const tier = page.getByRole('combobox', { name: 'Tier', exact: true })
  await tier.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(tier).toHaveValue('T1')
  await page.locator('.filters button').press('Enter')
  await expect(page).toHaveURL(/tier=T1/)
  await expect(page).toHaveURL(/figure=trail/)
  const rows = page.locator('[data-pull-request]')
  for (const text of await rows.locator('p').allTextContents()) expect(text).toContain('T1')
  const remove = page.getByRole('link', { name: 'Remove the filter: T1' })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(page).not.toHaveURL(/tier=/)
  await expect(page.locator('.filter-words')).toHaveCount(0)
})

test('CSV is a file of the list that is shown, all of it', async ({ page, api }) => {
  await page.goto('/teams/tracking?figure=trail&tier=T2')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Pull requests as CSV' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toBe('plumbline-larkspur-freight-tracking-pull-requests-2026-08-24-to-2026-11-16.csv')
  const rows = parse<Record<string, string>>(await readFile(await file.path(), 'utf8'), { bom: true, columns: true })
  const expected: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = (await api(`/api/v1/teams/tracking/pull-requests${cursor && `?cursor=${cursor}`}`)) as Listed
    expected.push(
      ...answer.pullRequests.filter((item) => item.tier === 'T2' && item.countedIn.includes('reasoningTrail')).map(({ url }) => url),
    )
    cursor = answer.nextCursor
  }
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.map(({ url }) => String(url)).toSorted()).toEqual(expected.toSorted())
})

test('through the real router, Accept chooses the form and caches are told', async ({ request }) => {
  const headers = { authorization: `Bearer ${process.env.PLUMBLINE_E2E_TOKEN}`, accept: 'text/csv' }
  const response = await request.get('/api/v1/teams/tracking/series', { headers })
  expect(response.headers()['content-type']).toContain('text/csv')
  expect(response.headers()['vary']).toContain('Accept')
  expect(parse(await response.text(), { columns: true })).toHaveLength(26)
})

test('a wrong filter is told in one sentence, and the rest of the address holds', async ({ page }) => {
  await page.goto('/teams/tracking?tier=T9&figure=trail')
  await expect(page.getByRole('status').first()).toContainText('tier must be one of T0, T1, T2, T3, T2-T3.')
  await expect(page.getByRole('heading', { name: 'Pull requests behind: reasoning trail' })).toBeVisible()
  await expect(page.locator('[data-pull-request]').first()).toBeVisible()
})

test('nothing matches: it says so, and leads back', async ({ page }) => {
  await page.goto('/teams/tracking?tier=T0&status=open&reverted=1')
  await expect(page.locator('[data-empty-list]')).toContainText('No pull request of this range matches.')
  await page.getByRole('link', { name: 'Show all of the range' }).click()
  await expect(page.locator('[data-pull-request]').first()).toBeVisible()
})

test('a surface of the organisation has its list', async ({ page }) => {
  await page.goto('/?surface=payouts+and+refunds&sort=-hours')
  const rows = page.locator('[data-pull-request]')
  await expect(rows.first()).toContainText('payouts and refunds')
  await expect(page.getByRole('link', { name: 'Remove the filter: payouts and refunds' })).toBeVisible()
})

for (const width of [1440, 360]) {
  for (const query of ['figure=trail&tier=T2&trail=not_covered', 'tier=T0&status=open&reverted=1']) {
    test(`axe finds nothing in the list of ${query} at ${width} px, with everything open`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`/teams/tracking?${query}`)
      await page.locator('#pull-requests details').evaluateAll((all) => all.forEach((details) => details.setAttribute('open', '')))
      await expectAccessible(page, { part: '#pull-requests' })
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `it fits ${width}`).toBe(true)
    })
  }
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the filters are a form, and the list answers it', async ({ page }) => {
    await page.goto('/teams/tracking?from=2026-09-07&to=2026-11-16')
    await page.locator('.filters summary').click()
    await page.getByRole('combobox', { name: 'Confidence', exact: true }).selectOption('merged_without_confidence')
    await page.getByRole('combobox', { name: 'Order' }).selectOption('number')
    await page.locator('.filters button').click()
    await expect(page).toHaveURL(/status=merged_without_confidence/)
    await expect(page).toHaveURL(/from=2026-09-07&to=2026-11-16/)
    for (const text of await page.locator('[data-pull-request] summary').allTextContents())
      expect(text).toContain('merged without confidence')
    const numbers = (await page.locator('[data-pull-request] > div > a > span').allTextContents()).map((text) => Number(text.slice(1)))
    expect(numbers.length).toBeGreaterThan(1)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  })
})
