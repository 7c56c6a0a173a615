import { formatHours } from '@/lib/charts/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/readings'
import { expect, test } from '@/tests/support/page-test'

interface Listed {
  pullRequests: { number: number; title: string; url: string; confidence: { status: string | null; reasons: string[] } }[]
}

test('four readings and the AI share, each with a finding, 26 weeks and the way to its pull requests', async ({ page, api }) => {
  const { timeToConfidentMerge } = (await api('/api/v1/teams/tracking/metrics')) as ReadingsDocument
  await page.goto('/teams/tracking')
  await expect(page.locator('[data-chapter]')).toHaveCount(5)
  for (const key of ['capacity', 'confidence', 'catch', 'trail', 'ai']) {
    const chapter = page.locator(`[data-chapter=${key}]`)
    await chapter.getByText('Table', { exact: true }).click()
    await expect(chapter.locator('tbody tr')).toHaveCount(26)
    await expect(chapter.getByRole('link', { name: 'The pull requests behind it' })).toHaveAttribute('href', `/teams/tracking?figure=${key}#pull-requests`)
  }
  if (timeToConfidentMerge.p50Hours !== null) {
    await expect(page.locator('[data-chapter=confidence] h2')).toContainText(formatHours(timeToConfidentMerge.p50Hours))
  }
})

test('the list says of a pull request why it counts, as the API does', async ({ page, api }) => {
  const { pullRequests } = (await api('/api/v1/teams/tracking/pull-requests')) as Listed
  const bad = pullRequests.find(({ confidence }) => confidence.status === 'merged_without_confidence')
  expect(bad, 'the demo has a merge without confidence').toBeDefined()
  await page.goto('/teams/tracking?figure=confidence')
  const row = page.locator('[data-pull-request]', { has: page.locator(`a[href="${bad?.url}"]`) })
  await expect(row).toContainText('merged without confidence')
  await row.locator('summary').click()
  await expect(row.locator('dl > div')).toHaveCount(5)
  await expect(row).toContainText('Time to confident merge · counts')
})

test('the filter lives in the address and survives a reload', async ({ page }) => {
  await page.goto('/teams/tracking')
  await page.getByRole('navigation', { name: 'Figure' }).getByRole('link', { name: /^AI share/ }).click()
  await expect(page).toHaveURL(/figure=ai/)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Pull requests behind: ai share' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Figure' }).locator('[aria-current]')).toContainText('AI share')
})

test('a long list goes on where it stopped', async ({ page }) => {
  await page.goto('/teams/tracking')
  const first = await page.locator('[data-pull-request]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-pull-request')))
  expect(first).toHaveLength(100)
  await page.getByRole('link', { name: 'More pull requests' }).click()
  await expect(page).toHaveURL(/cursor=/)
  const second = await page.locator('[data-pull-request]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-pull-request')))
  expect(second.length).toBeGreaterThan(0)
  expect(second.filter((key) => first.includes(key))).toEqual([])
})

test('a team that is too small shows no figure and no pull request', async ({ page }) => {
  await page.goto('/teams/pricing-research')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('too small to show')
  await expect(page.locator('[data-withheld]')).toContainText('at least 5 are needed')
  await expect(page.locator('[data-figure], [data-chapter], [data-pull-request]')).toHaveCount(0)
})

test('arrow keys walk over the weeks of a chart', async ({ page }) => {
  await page.goto('/teams/tracking')
  const plot = page.locator('[data-chapter=trail] .recharts-surface').first()
  await plot.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('[data-chapter=trail] .recharts-tooltip-wrapper')).toContainText(/Week \d+, from/)
})
