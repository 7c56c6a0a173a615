import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import { expectAccessible } from '@/tests/support/accessibility'
import { PAGE_STATES } from '@/tests/support/page-states'
import { expect, test } from '@/tests/support/page-test'

// Each state is made in the database that the other browser tests read, and taken back: they run one after another.
const databaseUrl = process.env.PLUMBLINE_E2E_DATABASE_URL ?? ''
let database: Database

test.beforeAll(() => {
  database = openDatabase(databaseUrl)
})
test.afterAll(() => closeDatabase(databaseUrl))

const EXPECTED: [state: Exclude<keyof typeof PAGE_STATES, 'broken'>, path: string, says: RegExp, leadsOn: RegExp][] = [
  ['empty', '/', /Nothing has been read of larkspur-freight yet/, /npm run ingest -- --org larkspur-freight/],
  ['first', '/', /The first reading of GitHub is under way/, /waiting 42 s: secondary rate limit/],
  ['first', '/sync', /The first reading of GitHub is under way/, /larkspur-freight\/tracking/],
  ['computing', '/', /Everything has been read; the figures are being computed, 30\s%/, /3,8\d\d still to evaluate/],
  ['computing', '/surfaces', /the figures are being computed, 30\s%/, /looks again by itself/],
  ['catching-up', '/', /being read|reading/i, /as of 16\sNov\s2026/],
  ['partial', '/', /Read, but not completely/, /1\spull request could not be read to the end/],
  ['failed', '/', /The last reading of GitHub failed/, /GitHub does not accept the token \(401\)/],
]

for (const [state, path, says, leadsOn] of EXPECTED) {
  test(`${path} in the state "${state}" says so and leads on`, async ({ page }) => {
    await PAGE_STATES[state](database, async () => {
      await page.goto(path)
      const body = page.locator('body')
      await expect(body).toContainText(says)
      await expect(body).toContainText(leadsOn)
      await expectAccessible(page)
    })
  })
}

test('a page that cannot be made says so, shows no stack and can be tried again', async ({ browser }) => {
  // A context of its own: the browser prints the 500 as an error, which fails every other test.
  const page = await browser.newPage()
  await PAGE_STATES.broken(database, async () => {
    const response = await page.goto('/teams/tracking')
    expect(response?.status()).toBe(500)
    await expect(page.getByRole('heading', { name: 'This page could not be made.' })).toBeVisible()
    await expect(page.locator('body')).not.toContainText(/teams_away|at \w+ \(|node_modules/)
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tracking')
  await page.close()
})
