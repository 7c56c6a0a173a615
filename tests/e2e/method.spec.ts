import type { Page } from '@playwright/test'
import { formatCount, formatRate } from '@/lib/pages/words/format-figures'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { expectAccessible } from '@/tests/support/accessibility'
import { expect, test } from '@/tests/support/page-test'

const SECTIONS = [
  'headroom',
  'load-response',
  'break-first',
  'confident-merge',
  'without-confidence',
  'catch',
  'trail',
  'ai-share',
  'kaplan-meier',
  'intervals',
  'signals',
  'no-ranking',
  'withholding',
  'cannot-know',
  'biases',
  'in-force',
]

const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

test('the method has a section to link to for every decision, with the organisation’s own numbers', async ({ page, api }) => {
  const { reviewCapacity, reasoningTrail } = (await api('/api/v1/organization/metrics')) as ReadingsDocument
  await page.goto('/method')
  for (const id of SECTIONS) await expect(page.locator(`section#${id} h2`), id).toBeVisible()
  await expect(page.locator('#headroom')).toContainText(
    `${formatRate(reviewCapacity.capacityPerWeek.value ?? NaN)} ÷ ${formatRate(reviewCapacity.demandPerWeek.mean ?? NaN)}`,
  )
  await expect(page.locator('#trail')).toContainText(
    `${formatCount(reasoningTrail.covered ?? NaN)} ÷ ${formatCount(reasoningTrail.eligible ?? NaN)}`,
  )
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Why Kaplan–Meier' }).click()
  await expect(page).toHaveURL('/method#kaplan-meier')
  await expect(page.locator('#kaplan-meier')).toBeInViewport()
  await page.getByText('Words of review comments').click()
  await expect(page.getByText('off[- ]by[- ]one').first()).toBeVisible()
  await expectAccessible(page)
})

test('the measure of the text stays readable, and nothing is wider than a phone', async ({ page }) => {
  await page.goto('/method')
  for (const width of [360, 768, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await isWide(page), String(width)).toBe(false)
    const box = await page.locator('#kaplan-meier > p').nth(1).boundingBox()
    expect(box?.width, String(width)).toBeLessThanOrEqual(620)
  }
  await page.setViewportSize({ width: 360, height: 800 })
  for (const path of ['/method/audit']) {
    await page.goto(path)
    expect(await isWide(page), path).toBe(false)
  }
})

test('the method prints without its contents', async ({ page }) => {
  await page.goto('/method')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Contents' })).toBeHidden()
  await expect(page.locator('#kaplan-meier h2')).toBeVisible()
})

test('an audit by keyboard: refused, drawn, kept, resumed, finished, and shown beside the figure', async ({ page }) => {
  await page.goto('/method/audit')
  await expectAccessible(page)
  await page.getByLabel('Seed').fill('not a number')
  await page.getByLabel('Seed').press('Enter')
  await expect(page.getByText('The seed must be a whole number')).toBeVisible()
  await expect(page.getByLabel('Seed')).toHaveValue('not a number')
  await page.getByLabel('Seed').fill('31')
  await page.getByRole('button', { name: 'Draw 50 items' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('form', { name: 'Answers' })).toBeVisible()
  const address = page.url()
  const items = page.locator('form fieldset')
  const count = await items.count()
  expect(count).toBeGreaterThan(25)
  await expect(page.getByText('What the rule went by')).toHaveCount(0)
  await expectAccessible(page)

  // Three by the arrow keys, then on another day.
  for (let index = 0; index < 3; index += 1) {
    await items.nth(index).getByRole('radio', { name: 'yes' }).focus()
    await page.keyboard.press('Space')
    for (let press = 0; press < index; press += 1) await page.keyboard.press('ArrowRight')
  }
  await page.getByRole('button', { name: 'Save and go on later' }).press('Enter')
  await expect(page.getByRole('status')).toContainText(`Saved: ${count - 3} items have no answer yet.`)
  for (const [index, name] of ['yes', 'no', 'cannot tell'].entries()) {
    await expect(items.nth(index).getByRole('radio', { name, exact: true })).toBeChecked()
  }
  await page.goto('/method/audit')
  await page.getByRole('link', { name: /seed 31$/ }).click()
  await expect(items.nth(1).getByRole('radio', { name: 'no', exact: true })).toBeChecked()

  // Finishing early ends nothing and loses nothing.
  await items.nth(3).getByRole('radio', { name: 'yes' }).check()
  await page.getByRole('button', { name: /^Finish/ }).click()
  await expect(page.getByRole('status')).toContainText(`Not finished: ${count - 4} items have no answer yet. What was answered is kept.`)
  await expect(items.nth(3).getByRole('radio', { name: 'yes' })).toBeChecked()
  for (let index = 4; index < count; index += 1)
    await items
      .nth(index)
      .getByRole('radio', { name: index % 2 === 0 ? 'yes' : 'no', exact: true })
      .check()
  await page.getByRole('button', { name: /^Finish/ }).click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Hand audit of \d+.threads/)
  await expect(page.getByText('Precision', { exact: true })).toBeVisible()
  await page.getByText('What the rule went by').first().click()
  await expectAccessible(page)
  const note = (await page.getByRole('heading', { level: 1 }).innerText()).replaceAll(/\s+/g, ' ')
  await page.goto('/method')
  await expect(page.locator('#catch')).toContainText(note)
  await page.goto('/')
  await page.getByRole('button', { name: 'How Defect catch rate is computed' }).click()
  const how = page.getByRole('dialog', { name: 'Defect catch rate' })
  await expect(how).toContainText(note)
  await how.getByRole('link', { name: 'method' }).press('Enter')
  await expect(page).toHaveURL('/method#catch')
  await page.goto('/teams/tracking')
  await expect(page.locator('[data-chapter=catch]')).toContainText(note)

  // A second reader begins at nothing.
  await page.goto(address)
  await page.getByRole('button', { name: 'Let a second reader judge the same sample' }).click()
  await expect(page).toHaveURL(/-second$/)
  await expect(items).toHaveCount(count)
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0)
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await isWide(page)).toBe(false)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a sample is drawn and answered all the same', async ({ page }) => {
    await page.goto('/method/audit')
    await page.getByLabel('Escapes').check()
    await page.getByLabel('Seed').fill('32')
    await page.getByRole('button', { name: 'Draw 50 items' }).click()
    await page.getByRole('radio', { name: 'yes' }).first().check()
    await page.getByRole('button', { name: 'Save and go on later' }).click()
    await expect(page.getByText(/^Saved: \d+ items have no answer yet\.$/)).toBeVisible()
    await expect(page.getByRole('radio', { name: 'yes' }).first()).toBeChecked()
  })
})
