import { test as base, expect, type Page } from '@playwright/test'

/**
 * Playwright's test with the two things every browser test here needs: an error that a page prints or throws fails the
 * test, and `api` asks the same server's HTTP API with a token.
 */
export const test = base.extend<{ api: (path: string) => Promise<unknown> }>({
  page: async ({ page }, use) => {
    const printed: string[] = []
    page.on('console', (message) => message.type() === 'error' && printed.push(message.text()))
    page.on('pageerror', (error) => printed.push(String(error)))
    await use(page)
    expect(printed, 'the page printed errors').toEqual([])
  },
  api: async ({ request }, use) => {
    await use(async (path) => {
      const response = await request.get(path, { headers: { authorization: `Bearer ${process.env.PLUMBLINE_E2E_TOKEN}` } })
      expect(response.status(), `${path} ${await response.text()}`).toBe(200)
      return response.json()
    })
  },
})

/** The answer of a chart comes with the first pointer on it, once React has taken over the page. */
export async function pointAtChart(page: Page): Promise<void> {
  await expect(async () => {
    await page.mouse.move(0, 0)
    await page.locator('[data-answers]').first().hover()
    await expect(page.locator('.recharts-surface').first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

export { expect }
