import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '@/lib/commands/find-browser'
import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import { OTHER_PLACES } from '@/lib/pages/frame/places'
import { expect, pointAtChart, test } from '@/tests/support/page-test'

const PAGES = [
  '/',
  '/?figure=trail',
  '/?from=2026-08-31&to=2026-11-02',
  '/teams/tracking',
  ...OTHER_PLACES.map(({ href }) => href),
  '/method/audit',
]

interface Violation {
  directive: string
  blocked: string
  sample: string
}

async function watchPolicy(page: Page): Promise<() => Promise<Violation[]>> {
  await page.addInitScript(() => {
    const violations: Violation[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      violations.push({ directive: effectiveDirective, blocked: blockedURI, sample }),
    )
  })
  return () => page.evaluate(() => Reflect.get(window, 'violations') as Violation[])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing of any page goes against its policy, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const listViolations = await watchPolicy(page)
    for (const path of PAGES) {
      // Drawn, and as it was kept.
      for (let time = 0; time < 2; time += 1) {
        const response = await page.goto(path, { waitUntil: 'networkidle' })
        expect(response?.status(), path).toBe(200)
        const policy = response?.headers()['content-security-policy'] ?? ''
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
        expect(nonce, path).toBeTruthy()
        expect(/script-src[^;]*/.exec(policy)?.[0], path).toBe(`script-src 'self' 'nonce-${nonce}'`)
        expect(await page.evaluate(() => [...document.scripts].every(({ src, nonce: own }) => src !== '' || own !== ''))).toBe(true)
        expect(await listViolations(), path).toEqual([])
      }
    }
  })
}

test('charts, tables on demand, links and sliders work under the policy', async ({ page }) => {
  const listViolations = await watchPolicy(page)
  await page.goto('/teams/tracking')
  await pointAtChart(page)
  await page.locator('summary', { hasText: 'Table' }).first().click()
  await page.getByRole('button', { name: 'How Review headroom is computed' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Stress test' }).first().click()
  await expect(page).toHaveURL(/stress-test/)
  await page.getByRole('slider').first().press('ArrowRight')
  await page.getByRole('link', { name: 'Method' }).first().click()
  await expect(page).toHaveURL(/method/)
  expect(await listViolations()).toEqual([])
})

test('a script that gets into a page does not run', async ({ browser }) => {
  const page = await browser.newPage()
  await page.goto('/')
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    const picture = document.createElement('img')
    picture.setAttribute('onerror', 'window.ran = true')
    picture.src = 'data:,'
    document.body.append(picture)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return Reflect.has(window, 'ran')
  })
  expect(ran).toBe(false)
  await page.close()
})

test('no frame shows a page', async ({ browser, baseURL }) => {
  const page = await browser.newPage()
  await page.setContent(`<iframe src="${baseURL}/" width="600" height="400"></iframe>`)
  await page.waitForTimeout(1_000)
  expect(page.frames().map((frame) => frame.url())).not.toContain(`${baseURL}/`)
  await page.close()
})

test('under a name that was made to resolve to this machine a browser reads nothing', async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? '')
  const options = await findBrowser(process.env.PLAYWRIGHT_CHROMIUM_PATH)
  const browser = await chromium.launch({ ...options, args: [...(options.args ?? []), '--host-resolver-rules=MAP evil.example 127.0.0.1'] })
  try {
    const page = await browser.newPage()
    for (const path of ['/', '/teams/tracking', '/download/teams?format=csv', '/api/health', '/sync/progress']) {
      const response = await page.goto(`http://evil.example:${port}${path}`)
      expect(response?.status(), path).toBe(421)
    }
    await page.goto(`http://evil.example:${port}/method/audit`)
    const written = await page.evaluate(async () => (await fetch('/method/audit', { method: 'POST', body: new FormData() })).status)
    expect(written).toBe(421)
  } finally {
    await browser.close()
  }
})

test('the route that would shrink pictures is off', async ({ request }) => {
  expect((await request.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status()).toBe(404)
})

test('a write of another site is refused in words', async ({ request }) => {
  const multipart = { kind: 'threads' }
  const response = await request.post('/method/audit', { multipart, headers: { origin: 'https://evil.example' } })
  expect(response.status()).toBe(403)
  expect(await response.text()).toContain('Nothing was changed.')
  expect((await request.put('/', { data: 'x' })).status()).toBe(405)
})

test('what takes long is computed for no other site, which is told so where it asks', async ({ request }) => {
  const headers = { 'sec-fetch-site': 'cross-site', authorization: `Bearer ${process.env.PLUMBLINE_E2E_TOKEN}` }
  const range = 'from=2026-09-14&to=2026-10-26'
  for (const path of [`/api/v1/organization/metrics?${range}`, `/download/series?format=csv&${range}`]) {
    const response = await request.get(path, { headers })
    expect(response.status(), path).toBe(403)
    expect(response.headers()['content-type'], path).toContain('application/problem+json')
  }
  const refused = await request.get(`/teams/payments?${range}`, { headers })
  expect(refused.status()).toBe(403)
  expect(await refused.text()).toContain(`<a href="/teams/payments?from=2026-09-14&amp;to=2026-10-26">Open it here.</a>`)
  expect((await request.get('/', { headers })).status()).toBe(200)
})

test.describe('names of others', () => {
  const LONG = 'x'.repeat(300)
  const TURNED = 'a\u202Eb'
  let database: Database
  test.beforeAll(async () => {
    database = openDatabase(process.env.PLUMBLINE_E2E_DATABASE_URL ?? '')
  })
  test.afterAll(() => closeDatabase(process.env.PLUMBLINE_E2E_DATABASE_URL ?? ''))

  test('that nothing can break widen no page, and what turns text round turns nothing of ours', async ({ page }) => {
    const [one, other] = await database.team.findMany({ orderBy: { slug: 'asc' }, take: 2 })
    if (!one || !other) throw new Error('The demo has two teams')
    const rename = async (first: string, second: string) => {
      await database.team.updateMany({ where: { id: one.id }, data: { name: first } })
      await database.team.updateMany({ where: { id: other.id }, data: { name: second } })
      // Pages are kept for a revision of the organisation.
      await database.$executeRaw`update organizations set revision = gen_random_uuid()`
    }
    await rename(LONG, TURNED)
    try {
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        for (const path of ['/', `/teams/${one.slug}`, '/surfaces', '/stress-test', `/stress-test?team=${one.slug}`, '/sync']) {
          await page.goto(path)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0)
        }
      }
      await page.goto('/')
      await expect(page.locator(`tr[data-team="${other.slug}"] bdi`).first()).toHaveText(TURNED)
    } finally {
      await rename(one.name, other.name)
    }
  })
})

/** What a caller may send in place of a name, a date, a number or a cursor. */
const HOSTILE = [
  ...['', ' ', '%20', '%', '%%', '%zz', '%C0%AF', '%E0%A4', '%ff', '%00', 'a%00b', '%0d%0aX-Evil:1', '%2e%2e%2f', '..%2f..%2fetc%2fpasswd'],
  ...['%2F', '%5C', '%3F', '%23', '%26', '%25', '%2500', '%25zz', "'", '"', '%27%20or%201=1--', '%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
  ...[
    '$%7B7*7%7D',
    '%7B%7B7*7%7D%7D',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    'NaN',
    'true',
    '[]',
    '%7B%7D',
    '%5B%5D',
  ],
  ...['0', '-1', '1e9', '99999999999999999999', '0x10', '2026-02-30', '0000-00-00', '9999-12-31', '-271821-04-20', '2026-11-16T25:00:00Z'],
  ...[
    '%F0%9F%98%80',
    '%ED%A0%80',
    '%E2%80%AE',
    '%D7%A9',
    'a'.repeat(300),
    'a'.repeat(3_000),
    '%F0%9F%98%80'.repeat(200),
    '%0a',
    '%09',
    '%7f',
  ],
  ...['*', '(', '[a-z]', 'a,b', 'a;b', 'a|b', '=1+1', '@x', 'eyJhIjoxfQ', 'eyJhIjoxfQ=='],
]

/** Every route, with a value in its path or as one parameter after the other. */
const ROUTES: ((value: string, index: number) => string)[] = [
  (value) => `/${value}`,
  (value) => `/teams/${value}`,
  (value) => `/download/${value}`,
  (value) => `/method/audit/${value}`,
  (value) => `/api/v1/${value}`,
  (value) => `/api/v1/teams/${value}/metrics`,
  (value) => `/_next/${value}`,
  toQuery('/?', ['from', 'to', 'asOf', 'cursor', 'teams', 'open', 'figure', 'sort', 'surface', 'repository', 'tier']),
  toQuery('/teams?', ['from', 'x']),
  toQuery('/teams/tracking?', ['from', 'asOf', 'cursor', 'sort', 'alone']),
  toQuery('/surfaces?', ['teams', 'cursor', 'to']),
  toQuery('/stress-test?', ['scope', 'm', 'slo', 'more', 'surface']),
  toQuery('/method?', ['from', 'x']),
  toQuery('/method/audit?', ['problem', 'from', 'seed', 'kind']),
  toQuery('/sync?', ['x']),
  toQuery('/sync/progress?', ['x']),
  toQuery('/download/pull-requests?format=csv&', ['team', 'from', 'asOf', 'tier', 'format']),
  toQuery('/api/health?', ['x']),
  toQuery('/api/v1/organization/pull-requests?', ['from', 'to', 'asOf', 'cursor']),
  toQuery('/api/v1/organization/metrics?', ['from', 'to', 'asOf']),
  toQuery('/api/v1/teams/tracking/series?', ['weeks', 'asOf']),
  toQuery('/api/v1/sync?', ['x']),
]

function toQuery(start: string, names: string[]) {
  return (value: string, index: number) => `${start}${names[index % names.length]}=${value}`
}

test('whatever an address holds, no answer is an accident, and none leads elsewhere', async ({ baseURL }) => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(60)
  const headers = { authorization: `Bearer ${process.env.PLUMBLINE_E2E_TOKEN}` }
  const wrong: string[] = []
  const ask = async (path: string) => {
    const response = await fetch(`${baseURL}${path}`, { headers, redirect: 'manual' })
    const text = await response.text()
    const location = response.headers.get('location')
    if (response.status >= 500) wrong.push(`${response.status} ${path}`)
    if (/\n {4}at |\w\/node_modules\/|\/work\/|\/home\/|\/Users\/|PrismaClient|Invalid `|invocation in/.test(text))
      wrong.push(`a stack or path in ${path}`)
    if (location !== null && !/^\/(?!\/)/.test(location)) wrong.push(`${path} leads to ${location}`)
    if (response.headers.get('x-content-type-options') !== 'nosniff') wrong.push(`no headers on ${path}`)
    if (response.headers.has('x-evil')) wrong.push(`a header out of ${path}`)
    if (text === '' && response.status >= 400) wrong.push(`${response.status} without words ${path}`)
  }
  const paths = ROUTES.flatMap((toPath) => HOSTILE.map(toPath))
  for (let at = 0; at < paths.length; at += 4) await Promise.all(paths.slice(at, at + 4).map(ask))
  expect(wrong).toEqual([])
})
