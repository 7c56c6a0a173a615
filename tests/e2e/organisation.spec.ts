import { formatCount, formatHours, formatShareRange, toPercent } from '@/lib/pages/words/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { expectAccessible, WCAG_22 } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'

test('the figures are those of the API', async ({ page, api }) => {
  const document = (await api('/api/v1/organization/metrics')) as ReadingsDocument
  await page.goto('/')
  const { confident, withoutConfidence, withoutConfidenceShare, p50Hours } = document.timeToConfidentMerge
  const share = page.locator('[data-figure=confidentShare]')
  await expect(share).toContainText(`${toPercent(1 - (withoutConfidenceShare.value ?? Number.NaN))}\u00a0%`)
  await expect(share).toContainText(`p50\u00a0${formatHours(p50Hours ?? Number.NaN)}`)
  await expect(share).toContainText(`${formatCount(confident ?? 0)} of ${formatCount((confident ?? 0) + (withoutConfidence ?? 0))}`)
  const { rate, low, high } = document.defectCatchRate
  await expect(page.locator('[data-figure=catch]')).toContainText(`${toPercent(rate ?? Number.NaN)}\u00a0%`)
  await expect(page.locator('[data-figure=catch]')).toContainText(formatShareRange(low, high))
  await expect(page.locator('[data-figure]')).toHaveCount(6)
})

test('a verdict opens the page and its evidence says how many pull requests it rests on', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    /^[\d.]+.% of reviews are skipped; Payments answers [\d.]+.% of its reviews too late\. Twice the changes\? Can’t tell: /,
  )
  await expect(page.locator('[data-place]')).toContainText(
    /^Payments would break first: (its own busy weeks show it\. In its busiest weeks|its limit was seen\.)/,
  )
  await expect(page.getByText(/[\d,]+.reviews are asked for each week/).first()).toBeVisible()
  await expect(page.getByText(/Of [\d,]+.merged pull requests, \d+.% were confident at the moment of merging/)).toBeVisible()
})

test('what a model gives stands apart from what was seen, and the verdict leads to the stress test of its place', async ({ page }) => {
  await page.goto('/')
  await expect(page.locator('[data-modelled]')).toContainText(
    /One more regular reviewer in Payments would lift reviews given from [\d.]+ to [\d.]+ a week/,
  )
  await expect(page.locator('[data-place]')).not.toContainText('would lift')
  await expect(page.locator('h1 a')).toHaveText('Payments')
  await page.getByRole('link', { name: 'What would change this' }).click()
  await expect(page).toHaveURL('/stress-test?team=payments')
})

test('"how" opens a definition with the numbers of the figure and its weeks, and Escape closes it', async ({ page }) => {
  await page.goto('/')
  const figure = page.locator('[data-figure=risky]')
  const [covered, eligible] = /([\d,]+) of ([\d,]+)/.exec((await figure.locator('a').first().textContent()) ?? '')?.slice(1) ?? []
  const how = page.getByRole('button', { name: 'How Reasoning-trail coverage, T2 and T3 is computed' })
  await how.focus()
  await page.keyboard.press('Enter')
  const definition = page.getByRole('dialog', { name: 'Reasoning-trail coverage, T2 and T3' })
  await expect(definition).toBeVisible()
  await expect(definition).toContainText(`${covered} ÷ ${eligible}`)
  await expect(definition).toContainText('What it cannot know')
  await definition.getByText('as numbers').click()
  await expect(definition.locator('li')).toHaveCount(26)
  await expect(definition.getByRole('link', { name: 'what stands behind it' })).toHaveAttribute('href', /figure=trail/)
  await page.keyboard.press('Escape')
  await expect(definition).toBeHidden()
  await expect(how).toBeFocused()
})

test('surfaces stand the tightest first, those whose limit was seen before lower bounds, each with the way to its stress test', async ({
  page,
}) => {
  await page.goto('/')
  const rows = page.locator('tr[data-surface]')
  const values = await rows.locator('td[data-label=Headroom]').allTextContents()
  const headrooms = values
    .map((text) => ({ isLowerBound: text.startsWith('≥'), value: Number(/^≥?\s*([\d.]+)\s*×/.exec(text)?.[1]) }))
    .filter(({ value }) => !Number.isNaN(value))
  expect(headrooms.length).toBeGreaterThan(3)
  expect(headrooms).toEqual(headrooms.toSorted((a, b) => Number(a.isLowerBound) - Number(b.isLowerBound) || a.value - b.value))
  await expect(page.locator('tr[data-surface="booking"] td[data-label="Twice?"]')).toContainText(/[\d.]+.% skipped/)
  const payouts = page.locator('tr[data-surface="payouts and refunds"]')
  await expect(payouts.locator('td[data-label=T3]')).toContainText('×')
  await payouts.getByRole('link', { name: /Stress test/ }).click()
  await expect(page).toHaveURL('/stress-test?surface=payouts+and+refunds')
})

test('a day on which something changed is marked over the chart and told in its table', async ({ page }) => {
  await page.goto('/')
  const figure = page.locator('figure', { has: page.locator('[data-chart=output]') })
  await expect(figure.locator('.weekly-event', { hasText: 'agents on by default' })).toBeVisible()
  await figure.getByText('Table', { exact: true }).click()
  await expect(page.getByRole('region', { name: /week by week/ }).locator('tr', { hasText: 'agents on by default' })).toHaveCount(1)
})

test('what others published says its source, date and sample', async ({ page }) => {
  await page.goto('/')
  const published = page.locator('.references dl > div')
  for (const entry of await published.all()) {
    await expect(entry.locator('dd a')).toHaveAttribute('href', /^https:/)
    await expect(entry.locator('dd')).toContainText(/20\d\d; .+\d/)
  }
  expect(await published.count()).toBeGreaterThan(0)
})

test('the page is whole without scripts, from 360 pixels on', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '', viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  await page.goto('/')
  await expect(page.locator('[data-figure=tightest] svg')).toHaveCount(3)
  await expect(page.locator('tr[data-surface]').first()).toBeVisible()
  await page.locator('tr[data-surface]').first().getByText('more', { exact: true }).click()
  await expect(
    page
      .locator('tr[data-surface]')
      .first()
      .getByRole('link', { name: /Stress test/ }),
  ).toBeVisible()
  const narrow = await page.locator('body').boundingBox()
  expect(narrow?.width).toBeLessThanOrEqual(360)
  await context.close()
})

test('teams stand in alphabetical order, a withheld one says why, and nothing sorts them', async ({ page, api }) => {
  const teams = (await api('/api/v1/teams')) as { slug: string; name: string }[]
  await page.goto('/')
  const rows = page.locator('tr[data-team]')
  const names = await rows.locator('th a').allTextContents()
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)))
  expect(names).toHaveLength(teams.length)
  const withheld = page.locator('tr[data-team=pricing-research]')
  await expect(withheld).toContainText(/withheld: \d.contributors, at least 5 are needed/)
  await expect(withheld.locator('svg')).toHaveCount(0)
  await expect(page.locator('thead a, thead button')).toHaveCount(0)
})

test('every week of the chart stands in a table', async ({ page, api }) => {
  const series = (await api('/api/v1/organization/series?weeks=26')) as { readings: { pullRequests: { merged: number } } | null }[]
  await page.goto('/')
  await page
    .locator('figure', { has: page.locator('[data-chart=output]') })
    .getByText('Table', { exact: true })
    .click()
  const rows = page.getByRole('region', { name: /week by week/ }).locator('tbody tr')
  await expect(rows).toHaveCount(26)
  await expect(rows.last()).toContainText(String(series.at(-1)?.readings?.pullRequests.merged))
})

test('the navigation leads to the teams, and keeps a chosen range', async ({ page }) => {
  await page.goto('/sync')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Teams' }).click()
  await expect(page).toHaveURL('/#teams')
  await page.goto('/teams/tracking?from=2026-09-07&to=2026-10-05')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Organisation' }).click()
  await expect(page).toHaveURL('/?from=2026-09-07&to=2026-10-05')
})

test('from the page to a pull request on GitHub it is two clicks', async ({ page }) => {
  await page.goto('/')
  await page.locator('tr[data-team=tracking] th a').click()
  await expect(page).toHaveURL(/\/teams\/tracking$/)
  const link = page.locator('[data-pull-request] a').first()
  expect(await link.getAttribute('href')).toMatch(/\/pull\/\d+$/)
})

test('a figure of the organisation leads to the pull requests behind it', async ({ page }) => {
  await page.goto('/')
  await page.locator('[data-figure=risky] a').first().click()
  await expect(page).toHaveURL(/figure=trail&tier=T2-T3/)
  await expect(page.getByRole('heading', { name: 'Pull requests behind: reasoning trail' })).toBeVisible()
  await expect(page.locator('[data-pull-request]').first()).toContainText(/Found: .*T[23]/)
})

test('a range that cannot be shown is told, not swapped in silence', async ({ page }) => {
  await page.goto('/?from=yesterday')
  await expect(page.getByRole('status')).toContainText('from')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('the range form puts the range into the address', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: /weeks$/ }).click()
  await page.getByRole('link', { name: '4 weeks' }).click()
  await expect(page).toHaveURL('/?from=2026-10-19&to=2026-11-16')
  await expect(page.getByRole('button', { name: /19 Oct – 15 Nov 2026/ })).toBeVisible()
})

for (const path of ['/', '/teams/tracking', '/teams/pricing-research', '/sync']) {
  test(`nobody is kept out of ${path}: axe finds nothing`, async ({ page }) => {
    await page.goto(path)
    await expectAccessible(page, { tags: WCAG_22 })
  })
}
