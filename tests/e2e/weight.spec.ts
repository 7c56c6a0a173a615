import { weighPage } from '@/lib/commands/weigh-page'
import { OTHER_PLACES } from '@/lib/pages/frame/places'
import { expect, test } from '@/tests/support/page-test'

const MOST_SCRIPT_BYTES = 240_000

for (const path of ['/', '/?figure=trail', '/teams/tracking', ...OTHER_PLACES.map(({ href }) => href)]) {
  test(`${path} loads at most 240 kB of JavaScript, gzipped, and nothing in it jumps`, async ({ page, baseURL }) => {
    const { scriptBytes, scripts, layoutShift, largestPaintMilliseconds } = await weighPage(page, `${baseURL}${path}`)
    console.log(
      `${path}: ${Math.round(scriptBytes / 1000)} kB in ${scripts.length} scripts, largest paint after ${Math.round(largestPaintMilliseconds)} ms`,
    )
    // The observers saw the page.
    expect(largestPaintMilliseconds).toBeGreaterThan(0)
    expect(scripts.length).toBeGreaterThan(0)
    expect(scriptBytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES)
    expect(layoutShift).toBe(0)
  })
}

const MOST_PAGE_BYTES = 300_000

for (const path of ['/', '/?figure=trail', '/teams/tracking', '/teams/payments', '/surfaces', '/stress-test', '/method', '/sync']) {
  test(`${path} is at most 300 kB of HTML, with what React takes it over by`, async ({ request }) => {
    const page = await (await request.get(path, { headers: { accept: 'text/html' } })).text()
    const data = [...page.matchAll(/<script[^>]*>self\.__next_f.*?<\/script>/gs)].reduce((sum, [script]) => sum + script.length, 0)
    console.log(`${path}: ${Math.round(Buffer.byteLength(page) / 1000)} kB, of them ${Math.round(data / 1000)} kB to take it over`)
    expect(data).toBeGreaterThan(0)
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_PAGE_BYTES)
  })
}

for (const path of ['/', '/teams/tracking', '/sync']) {
  test(`${path} does not load Recharts before a reader points at a chart`, async ({ page, baseURL }) => {
    const { scripts } = await weighPage(page, `${baseURL}${path}`)
    expect(scripts.filter(({ text }) => text.includes('recharts-surface')).map(({ url }) => url)).toEqual([])
  })
}

test('every figure reads the same without scripts', async ({ page, browser, baseURL }) => {
  await page.goto('/', { waitUntil: 'networkidle' })
  const withScripts = await page.locator('[data-figure]').allInnerTexts()
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  try {
    const plain = await context.newPage()
    await plain.goto('/')
    expect(withScripts.length).toBeGreaterThan(4)
    expect(await plain.locator('[data-figure]').allInnerTexts()).toEqual(withScripts)
  } finally {
    await context.close()
  }
})
