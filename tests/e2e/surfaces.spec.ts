import { expectAccessible } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'

test('says in one sentence how many risky merges had what their tier asks for, as the table below it adds up', async ({ page }) => {
  await page.goto('/surfaces')
  const headline = await page.getByRole('heading', { level: 1 }).innerText()
  const [had, merged] = /(\d+) of (\d+) T2 and T3 merges/.exec(headline)?.slice(1).map(Number) ?? []
  const rows = page.locator('tr[data-tier=T3], tr[data-tier=T2]')
  const sum = async (label: RegExp) =>
    (await rows.locator('li, td').filter({ hasText: label }).allInnerTexts())
      .map((text) => Number.parseInt(text, 10))
      .filter(Number.isFinite)
      .reduce((a, b) => a + b, 0)
  expect(had, headline).toBe(await sum(/^\d+ had it$/))
  const inTable = await rows.locator('td[data-label=Merged]').allInnerTexts()
  expect(merged).toBe(inTable.map(Number).reduce((a, b) => a + b, 0))
})

test('every count leads to exactly its pull requests', async ({ page }) => {
  await page.goto('/surfaces')
  const link = page.locator('tr[data-tier=T3]').getByRole('link', { name: /lacked it$/ })
  const count = Number(await link.innerText())
  await link.click()
  await expect(page).toHaveURL('/?tier=T3&controls=not_compliant#pull-requests')
  let listed = 0
  for (let hasNext = true; hasNext;) {
    const rows = page.locator('[data-pull-request]')
    await expect(rows.first()).toBeVisible()
    listed += await rows.count()
    const next = page.getByRole('navigation', { name: 'Pages of the list' }).getByRole('link', { name: 'Next' })
    hasNext = (await next.count()) > 0
    // Not by a click: the rows of the page before would still be there when the next are counted.
    if (hasNext) await page.goto((await next.getAttribute('href')) ?? '')
  }
  expect(listed).toBe(count)
})

test('a count of a team leads to the list of that team', async ({ page }) => {
  await page.goto('/surfaces')
  const link = page
    .locator('tr[data-team]')
    .getByRole('link', { name: /T2 merges of/ })
    .first()
  await link.click()
  await expect(page).toHaveURL(/\/teams\/[\w-]+\?tier=T2&controls=not_compliant#pull-requests/)
  await expect(page.locator('[data-pull-request]').first()).toBeVisible()
})

test('dependency manifests, unclassified paths and a surface lead to their lists', async ({ page }) => {
  for (const [name, url] of [
    [/not approved by one$/, '/?manifest=not_reviewed#pull-requests'],
    ['The pull requests that touch them', '/?unclassified=1#pull-requests'],
    ['sign-in', '/?surface=sign-in#pull-requests'],
    ['Everything else', '/?surface=#pull-requests'],
  ] as const) {
    await page.goto('/surfaces')
    await page.locator('main').getByRole('link', { name }).first().click()
    await expect(page).toHaveURL(url)
    await expect(page.locator('[data-pull-request]').first()).toBeVisible()
  }
})

test('keeps the chosen range on the page and on its links', async ({ page }) => {
  await page.goto('/surfaces?from=2026-09-07&to=2026-10-05')
  await expect(page.locator('tr[data-tier=T2]').getByRole('link').first()).toHaveAttribute('href', /from=2026-09-07&to=2026-10-05&tier=T2/)
  await expect(page.locator('tr[data-team]').first()).toBeVisible()
})

test('withheld teams say why, and show no figure', async ({ page }) => {
  await page.goto('/surfaces')
  const small = page.locator('tr[data-team=pricing-research]')
  await expect(small).toContainText('at least 5 are needed')
  await expect(small.locator('svg')).toHaveCount(0)
})

test('axe finds nothing', async ({ page }) => {
  await page.goto('/surfaces')
  await expectAccessible(page)
})

for (const width of [360, 768, 1440]) {
  test(`does not scroll sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/surfaces')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('every figure, drawing and rule is there', async ({ page }) => {
    await page.goto('/surfaces')
    await expect(page.locator('tr[data-tier]')).toHaveCount(4)
    await expect(page.locator('tr[data-tier=T3] svg.share-mark')).toBeVisible()
    await expect(page.getByRole('heading', { name: /dependency manifest/ })).toBeVisible()
    await expect(page.locator('#rules')).toContainText('plumbline.example.yml')
    await expect(page.getByLabel('Lines for plumbline.yml')).toContainText('tiers:')
  })
})
