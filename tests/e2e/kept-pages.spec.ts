import { connect } from 'node:net'
import { closeDatabase, openDatabase } from '@/lib/db/client'
import { PAGE_STATES } from '@/tests/support/page-states'
import { expect, test } from '@/tests/support/page-test'

test('whoever leaves, the next reader is served, with or without a cookie', async ({ page, request, baseURL }) => {
  await page.goto('/method')
  // Addresses that nobody has drawn yet, each left at another moment, by fetch and by a socket that is cut.
  const left = await page.evaluate(async () => {
    const ends = []
    for (let milliseconds = 0; milliseconds <= 20; milliseconds += 10) {
      const leaving = new AbortController()
      setTimeout(() => leaving.abort(), milliseconds)
      const path = `/teams/tracking?open=left-${milliseconds}`
      ends.push(
        await fetch(path, { signal: leaving.signal }).then(
          () => path,
          () => path,
        ),
      )
    }
    return ends
  })
  const cut = connect(Number(new URL(baseURL ?? '').port), '127.0.0.1')
  cut.write('GET /surfaces?open=cut HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n'.repeat(2), () => cut.destroy())
  for (const path of [...left, '/surfaces?open=cut']) {
    const first = await request.get(path)
    expect(first.status(), path).toBe(200)
    const second = await request.get(path, { headers: { cookie: 'a=b', authorization: 'Bearer x' } })
    expect(await second.text(), path).toBe(await first.text())
  }
})

test('HEAD, a redirect, an unknown team and a part of a page are answered as ever', async ({ request }) => {
  const page = await request.get('/surfaces')
  const head = await request.head('/surfaces')
  expect([head.status(), head.headers()['content-type']]).toEqual([200, page.headers()['content-type']])
  expect(page.headers()).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': expect.stringContaining('no-store') })
  expect((await request.get('/teams', { maxRedirects: 0 })).status()).toBe(307)
  expect((await request.get('/teams/nobody')).status()).toBe(404)
  const part = await request.get('/surfaces?_rsc=1', { headers: { rsc: '1' } })
  expect([part.status(), part.headers()['content-type']]).toEqual([200, 'text/x-component'])
})

test('while a sync runs the pages stay, the header says how far it is, and not after it', async ({ page }) => {
  const url = process.env.PLUMBLINE_E2E_DATABASE_URL ?? ''
  const header = page.getByRole('banner')
  await page.goto('/teams/tracking')
  await expect(header.getByRole('link', { name: /complete/ })).toBeVisible()
  await PAGE_STATES['catching-up'](openDatabase(url), async () => {
    await page.reload()
    await expect(header.getByRole('link', { name: /catching up/ })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.getByRole('link', { name: 'Surfaces', exact: true }).first().click()
    await expect(page).toHaveURL(/\/surfaces/)
    await expect(header.getByRole('link', { name: /catching up/ })).toBeVisible()
  })
  await expect(header.getByRole('link', { name: /complete/ })).toBeVisible()
  await closeDatabase(url)
})
