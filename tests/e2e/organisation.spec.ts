import { AxeBuilder } from '@axe-core/playwright'
import { formatCount, formatShareRange, toPercent } from '@/lib/charts/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/readings'
import { expect, test } from '@/tests/support/page-test'

test('the figures are those of the API', async ({ page, api }) => {
  const document = (await api('/api/v1/organization/metrics')) as ReadingsDocument
  await page.goto('/')
  const trail = page.locator('[data-figure=trail]')
  await expect(trail).toContainText(`${toPercent(document.reasoningTrail.share ?? Number.NaN)}\u00a0%`)
  await expect(trail).toContainText(formatShareRange(document.reasoningTrail.low, document.reasoningTrail.high))
  const without = document.timeToConfidentMerge.withoutConfidenceShare.value
  await expect(page.locator('[data-figure=withoutConfidence]')).toContainText(`${toPercent(without ?? Number.NaN)}\u00a0%`)
  await expect(page.locator('[data-figure=confidence]')).toContainText(`n ${document.timeToConfidentMerge.n?.toLocaleString('en-GB')}`)
})

test('a verdict opens the page and its evidence says how many pull requests it rests on', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/reviews a week arrive where/)
  await expect(page.getByText(/Of [\d,]+.merged pull requests, \d+.% were confident at the moment of merging/)).toBeVisible()
})

test('"how" opens a definition with the numbers of the figure, and Escape closes it', async ({ page, api }) => {
  const { reasoningTrail } = (await api('/api/v1/organization/metrics')) as ReadingsDocument
  await page.goto('/')
  const how = page.getByRole('button', { name: 'How Reasoning-trail coverage is computed' })
  await how.focus()
  await page.keyboard.press('Enter')
  const definition = page.getByRole('dialog', { name: 'Reasoning-trail coverage' })
  await expect(definition).toBeVisible()
  await expect(definition).toContainText(`${formatCount(reasoningTrail.covered ?? 0)} ÷ ${formatCount(reasoningTrail.eligible ?? 0)}`)
  await expect(definition).toContainText('What it cannot know')
  await page.keyboard.press('Escape')
  await expect(definition).toBeHidden()
  await expect(how).toBeFocused()
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
  await page.locator('figure', { has: page.locator('[data-chart=output]') }).getByText('Table', { exact: true }).click()
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
  await page.locator('tr[data-team=tracking] a').click()
  await expect(page).toHaveURL(/\/teams\/tracking$/)
  const link = page.locator('[data-pull-request] a').first()
  expect(await link.getAttribute('href')).toMatch(/\/pull\/\d+$/)
})

test('a figure of the organisation leads to the pull requests behind it', async ({ page }) => {
  await page.goto('/')
  await page.locator('[data-figure=trail] a').click()
  await expect(page).toHaveURL(/figure=trail/)
  await expect(page.getByRole('heading', { name: 'Pull requests behind: reasoning trail' })).toBeVisible()
  await expect(page.locator('[data-pull-request]').first()).toContainText(/covered at T\d/)
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

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nobody is kept out in ${colorScheme}: axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    for (const path of ['/', '/teams/tracking', '/teams/pricing-research', '/sync']) {
      await page.goto(path)
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
}
