import { formatCount, formatHours, formatRate, formatShare } from '@/lib/pages/words/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { expectAccessible } from '@/tests/support/accessibility'
import { expect, pointAtChart, test } from '@/tests/support/page-test'

interface Listed {
  pullRequests: {
    number: number
    title: string
    url: string
    countedIn: string[]
    confidence: { status: string | null; reasons: string[] }
  }[]
}

const CHAPTERS = ['capacity', 'confidence', 'catch', 'trail', 'ai', 'tiers']

test('four readings, AI share and tiers, each with a finding, a drawing and what it rests on', async ({ page, api }) => {
  const { timeToConfidentMerge } = (await api('/api/v1/teams/tracking/metrics')) as ReadingsDocument
  await page.goto('/teams/tracking')
  expect(await page.locator('[data-chapter]').evaluateAll((all) => all.map((chapter) => chapter.getAttribute('data-chapter')))).toEqual(
    CHAPTERS,
  )
  for (const key of CHAPTERS) {
    const chapter = page.locator(`[data-chapter=${key}]`)
    await expect(chapter.locator('h2')).not.toBeEmpty()
    await expect(chapter.locator('[data-exhibit]').first()).toBeVisible()
    await expect(chapter.locator('.facts dt').first()).toBeVisible()
  }
  for (const key of CHAPTERS.slice(0, 5)) {
    const link = page.locator(`[data-chapter=${key}]`).getByRole('link', { name: 'The pull requests behind it' })
    await expect(link).toHaveAttribute('href', `/teams/tracking?figure=${key}#pull-requests`)
  }
  if (timeToConfidentMerge.p50Hours !== null) {
    await expect(page.locator('[data-chapter=confidence] h2')).toContainText(formatHours(timeToConfidentMerge.p50Hours))
  }
})

test('the drawings say the figures of the API', async ({ page, api }) => {
  const { reviewCapacity, timeToConfidentMerge, defectCatchRate } = (await api('/api/v1/teams/payments/metrics')) as ReadingsDocument
  await page.goto('/teams/payments')
  const exhibit = (key: string) => page.locator(`[data-exhibit=${key}]`)
  const { missed, n } = reviewCapacity.slo
  await expect(exhibit('burn').locator('h3')).toContainText(formatShare((missed ?? Number.NaN) / (n ?? Number.NaN)))
  await expect(exhibit('queue').locator('h3')).toContainText(`${reviewCapacity.queue.open}`)
  await expect(exhibit('load').locator('h3')).toContainText(formatRate(reviewCapacity.effectiveReviewers ?? Number.NaN))
  await expect(exhibit('curve')).toContainText(`p50 ${formatHours(timeToConfidentMerge.p50Hours ?? Number.NaN)}`)
  for (const [reason, count] of Object.entries(timeToConfidentMerge.reasons ?? {})) {
    const bar = exhibit('reasons').locator('.bar-list > div', { has: page.locator(`a[href*="reason=${reason}"]`) })
    await expect(bar).toContainText(formatCount(count))
  }
  await expect(exhibit('defects').locator('tbody tr').first()).toContainText(formatRate(defectCatchRate.caughtStrict ?? Number.NaN))
  // Every first review is in one bar.
  await exhibit('first-review').getByText('Table', { exact: true }).click()
  await expect(exhibit('first-review').locator('tbody td').first()).toBeVisible()
  const counts = await exhibit('first-review').locator('tbody td').allTextContents()
  expect(counts.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0)).toBe(reviewCapacity.firstReview.n)
})

test('every drawing of the weeks has its 26 weeks as a table, by keyboard', async ({ page }) => {
  await page.goto('/teams/tracking')
  const exhibit = page.locator('[data-chapter=capacity] [data-exhibit=weeks]')
  const toggle = exhibit.getByText('Table', { exact: true })
  await toggle.focus()
  await page.keyboard.press('Enter')
  await expect(exhibit.locator('tbody tr')).toHaveCount(26)
  await expect(exhibit.getByRole('columnheader', { name: 'asked for in the week' })).toBeVisible()
})

test('a reason and a tier lead to their own pull requests', async ({ page, api }) => {
  const { timeToConfidentMerge } = (await api('/api/v1/teams/payments/metrics')) as ReadingsDocument
  const [reason, count] = Object.entries(timeToConfidentMerge.reasons ?? {})[0] ?? []
  expect(reason, 'the demo has merges without confidence').toBeDefined()
  await page.goto('/teams/payments')
  await page.locator(`[data-exhibit=reasons] a[href*="reason=${reason}"]`).click()
  await expect(page).toHaveURL(new RegExp(`reason=${reason}`))
  await expect(page.locator('[data-pull-request]')).toHaveCount(Math.min(25, count ?? 0))
  await page.locator('[data-exhibit=rules] tbody tr').first().locator('a').first().click()
  await expect(page).toHaveURL(/tier=T3/)
})

test('the chapters lead on to the stress test of the team, and to the surfaces', async ({ page }) => {
  await page.goto('/teams/payments')
  await expect(page.locator('[data-chapter=capacity]').getByRole('link', { name: /^Stress test/ })).toHaveAttribute(
    'href',
    '/stress-test?team=payments',
  )
  await expect(page.locator('[data-chapter=tiers]').getByRole('link', { name: /^Surfaces/ })).toHaveAttribute('href', '/surfaces')
  await page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'Reasoning-trail coverage' }).click()
  await expect(page.locator('[data-chapter=trail] h2')).toBeInViewport()
})

test('texts that met the rule are quoted with the way to GitHub, and nobody is named beside them', async ({ page }) => {
  await page.goto('/teams/payments')
  const quotes = page.locator('[data-exhibit=examples] blockquote')
  expect(await quotes.count()).toBeGreaterThan(0)
  await expect(quotes.first().getByRole('link')).toHaveAttribute('href', /\/pull\/\d+$/)
})

for (const width of [1440, 360]) {
  test(`axe finds nothing on a team's page at ${width} px, with every table open`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/teams/payments?open=all')
    // React takes over the page before it is looked at.
    await pointAtChart(page)
    expect(await page.locator('[data-chapter] details[open] table').count()).toBeGreaterThan(10)
    await expect(page.locator('[data-chapter] details:not([open])')).toHaveCount(0)
    await expectAccessible(page)
  })
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('every drawing of a team is there', async ({ page }) => {
    await page.goto('/teams/payments')
    for (const mark of [
      '.curve-line',
      '.queue-age',
      '.burn-over',
      '.load > i',
      '.histogram > div',
      '.plot-dot',
      '.interval-dot',
      '.stack-bar > i',
    ]) {
      await expect(page.locator(mark).first(), mark).toBeAttached()
    }
    await page.locator('[data-exhibit=curve] summary').click()
    await page.locator('[data-exhibit=curve] details a').first().click()
    await expect(page.locator('[data-exhibit=curve] tbody tr').first()).toBeVisible()
  })
})

test('the list says of a pull request why it counts, as the API does', async ({ page, api }) => {
  const { pullRequests } = (await api('/api/v1/teams/tracking/pull-requests')) as Listed
  const bad = pullRequests.find(
    ({ confidence, countedIn }) => confidence.status === 'merged_without_confidence' && countedIn.includes('timeToConfidentMerge'),
  )
  expect(bad, 'the demo has a merge without confidence').toBeDefined()
  await page.goto('/teams/tracking?figure=confidence&status=merged_without_confidence&sort=merged')
  const row = page.locator('[data-pull-request]', { has: page.locator(`a[href="${bad?.url}"]`) })
  await expect(row).toContainText('merged without confidence')
  await row.locator('summary').click()
  await expect(row.locator('dt', { hasText: 'Time to confident merge' })).toContainText('counts because it became ready in the range')
  await expect(row.locator('dt', { hasText: /^Controls of T\d/ })).toContainText('counts because it was merged')
})

test('the filter lives in the address and survives a reload', async ({ page }) => {
  await page.goto('/teams/tracking')
  await page
    .getByRole('navigation', { name: 'Figure' })
    .getByRole('link', { name: /^AI share/ })
    .click()
  await expect(page).toHaveURL(/figure=ai/)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Pull requests behind: ai share' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Figure' }).locator('[aria-current]')).toContainText('AI share')
})

test('a long list goes on where it stopped', async ({ page }) => {
  const keys = () => page.locator('[data-pull-request]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-pull-request')))
  await page.goto('/teams/tracking')
  const first = await keys()
  expect(first).toHaveLength(25)
  await page.getByRole('link', { name: 'Next', exact: true }).click()
  await expect(page).toHaveURL(/cursor=/)
  const second = await keys()
  expect(second.length).toBeGreaterThan(0)
  expect(second.filter((key) => first.includes(key))).toEqual([])
})

test('a team that is too small shows no figure and no pull request', async ({ page }) => {
  await page.goto('/teams/pricing-research')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('too small to show')
  await expect(page.locator('[data-withheld]')).toContainText('at least 5 are needed')
  await expect(page.locator('[data-figure], [data-chapter], [data-pull-request]')).toHaveCount(0)
})
