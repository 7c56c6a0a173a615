import type { Locator, Page } from '@playwright/test'
import { placeOnAxis, readAnswer } from '@/lib/pages/figures/answer'
import { expect, test } from '@/tests/support/page-test'

const CHARTS = [
  { kind: 'lines of weeks', path: '/teams/payments', exhibit: '[data-chapter=capacity] [data-exhibit=weeks]' },
  { kind: 'bars of weeks', path: '/teams/payments', exhibit: '[data-chapter=catch] [data-exhibit=weeks]' },
  { kind: 'the curve', path: '/teams/payments', exhibit: '[data-exhibit=curve]' },
  { kind: 'a histogram', path: '/teams/payments', exhibit: '[data-exhibit=first-review]' },
  { kind: 'the burn', path: '/teams/payments', exhibit: '[data-exhibit=burn]' },
  { kind: 'the backlog of a stress test', path: '/stress-test', exhibit: 'figure:has([data-chart=backlog])' },
  { kind: 'output of the organisation', path: '/', exhibit: 'figure:has([data-chart=output])' },
]

/** The first chart of an exhibit: where it answers, what it shows, and the cells of its table. */
async function open(page: Page, path: string, selector: string) {
  await page.goto(path)
  const exhibit = page.locator(selector)
  const place = exhibit.locator('[data-answers]').first()
  const { domain, points } = readAnswer((await place.getAttribute('data-answers')) ?? '')
  // By key, not by click: after a click the browser would not show where the focus is.
  await exhibit.getByText('Table', { exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(exhibit.locator('tbody td').first()).toBeVisible()
  const rows = await exhibit
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
  await place.scrollIntoViewIfNeeded()
  /** From the last: within the first hour the curve answers once for several rows. */
  const find = (fromLast: number) => {
    const [point, row] = [points.at(-fromLast), rows.at(-fromLast)]
    if (!point || !row) throw new Error(`${path} has fewer points`)
    return { at: placeOnAxis(domain, point.x), cells: row.slice(0, point.texts.length + 1) }
  }
  const toPixel = async (at: number) => {
    const box = await place.boundingBox()
    if (!box) throw new Error('not drawn')
    return { x: box.x + Math.min(at * box.width, box.width - 1), y: box.y + box.height / 2 }
  }
  const width = domain[1] - domain[0]
  return { place, points, width, rows, shown: place.locator('.recharts-tooltip-wrapper'), said: place.getByRole('status'), find, toPixel }
}

async function expectCells(shown: Locator, cells: string[], patience: { timeout?: number } = {}): Promise<void> {
  for (const cell of cells) await expect(shown).toContainText(cell, patience)
}

for (const { kind, path, exhibit } of CHARTS) {
  test(`${kind}: the pointer is told what the table says`, async ({ page }) => {
    const { shown, find, toPixel } = await open(page, path, exhibit)
    for (const fromLast of [4, 1]) {
      const { at, cells } = find(fromLast)
      const { x, y } = await toPixel(at)
      // Once React has taken over the page.
      await expect(async () => {
        await page.mouse.move(x, y - 1)
        await page.mouse.move(x, y)
        await expectCells(shown, cells, { timeout: 2_000 })
      }).toPass()
    }
    await page.mouse.move(0, 0)
    await expect(shown).toHaveText('')
  })

  test(`${kind}: keys walk over it and say what the table says`, async ({ page }) => {
    const { place, points, shown, said, find } = await open(page, path, exhibit)
    await place.focus()
    await expect(said).toContainText(points[0]?.title ?? '–')
    await page.keyboard.press('ArrowRight')
    await expect(said).toContainText(points[1]?.title ?? '–')
    await page.keyboard.press('End')
    await expectCells(shown, find(1).cells)
    await expectCells(said, find(1).cells)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expectCells(shown, find(3).cells)
    await page.keyboard.press('Home')
    await expect(shown).toContainText(points[0]?.title ?? '–')
    await expect(place).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(shown).toHaveText('')
    await expect(said).toHaveText('')
  })
}

test('the queue: each tier tells the age of a stroke, as the table does', async ({ page }) => {
  const { shown, said, rows, toPixel, place, points } = await open(page, '/teams/payments', '[data-exhibit=queue]')
  const [[, waiting = '', , oldest = ''] = []] = rows
  await place.focus()
  await expect(said).toContainText('Waits')
  await page.keyboard.press('End')
  await expect(shown).toContainText(`Waits ${oldest}`)
  await page.keyboard.press('Escape')
  await expect(shown).toHaveText('')
  await expect(async () => {
    const { x, y } = await toPixel(points[0]?.x ?? NaN)
    await page.mouse.move(x + 2, y)
    await page.mouse.move(x + 1, y)
    await expect(shown).toContainText(/as long or longer/, { timeout: 2_000 })
  }).toPass()
  await expect(shown).toContainText(points[0]?.texts[0] ?? '–')
  expect(Number(points[0]?.texts[0])).toBeLessThanOrEqual(Number(waiting))
})

test('the backlog of a stress test answers what is asked now, not what was', async ({ page }) => {
  const { place, said, points, rows } = await open(page, '/stress-test', 'figure:has([data-chart=backlog])')
  await place.focus()
  await expect(said).toContainText(points[0]?.title ?? '–')
  await page.keyboard.press('End')
  await expectCells(said, rows.at(-1)?.slice(1) ?? [])
  const slider = page.getByRole('slider').first()
  await slider.focus()
  await page.keyboard.press('End')
  const table = page.locator('figure:has([data-chart=backlog]) tbody tr').last()
  await expect(table).not.toContainText(rows.at(-1)?.[2] ?? '–')
  await place.focus()
  await expect(said).toContainText(points[0]?.title ?? '–')
  await page.keyboard.press('End')
  await expectCells(said, (await table.locator('td').allTextContents()).slice(-3))
})

test('charts on the same weeks answer together', async ({ page }) => {
  const { place, shown, said, find } = await open(page, '/teams/payments', '[data-chapter=catch] [data-exhibit=weeks]')
  await place.focus()
  await expect(said).toContainText('Week')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(shown).toContainText(find(2).cells[0] ?? '–')
  const week = /^Week \d+/.exec((await shown.textContent()) ?? '')?.[0] ?? 'no week'
  for (const other of ['[data-chapter=capacity] [data-exhibit=weeks]', '[data-chapter=trail] figure', '[data-exhibit=burn]']) {
    const beside = page.locator(other).locator('[data-answers]').first()
    await expect(beside.locator('.recharts-tooltip-wrapper')).toContainText(week)
    // Only the one that is asked speaks.
    await expect(beside.getByRole('status')).toHaveText('')
  }
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-point]')).toHaveCount(0)
})

test('the line of the answer stands on the mark, at every width', async ({ page }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    const { place, find, toPixel } = await open(page, '/teams/payments', '[data-exhibit=curve]')
    const dot = place.locator('.recharts-active-dot circle')
    await place.focus()
    await expect(dot).toBeVisible()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    const { x } = await toPixel(find(2).at)
    await expect(async () => {
      const box = await dot.boundingBox()
      expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - x)).toBeLessThan(1)
    }).toPass()
  }
})

test.describe('a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } })

  for (const { kind, path, exhibit } of CHARTS) {
    test(`${kind}: a tap and a drag are told what the table says, and the page scrolls`, async ({ page }) => {
      const { place, shown, points, width, find, toPixel } = await open(page, path, exhibit)
      await place.evaluate((element) => element.scrollIntoView({ block: 'center' }))
      // Two points that a finger can tell from those beside them.
      const apart = points.flatMap((_, index) => {
        const x = points.at(-index - 1)?.x ?? NaN
        return points.every((other) => other.x === x || Math.abs(other.x - x) > width / 50) ? [index + 1] : []
      })
      const [to, from] = [find(apart[0] ?? NaN), find(apart[2] ?? NaN)]
      const start = await toPixel(from.at)
      await expect(async () => {
        await page.touchscreen.tap(start.x, start.y)
        await expectCells(shown, from.cells, { timeout: 2_000 })
      }).toPass()
      const end = await toPixel(to.at)
      const touch = await page.context().newCDPSession(page)
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
        touch.send('Input.dispatchTouchEvent', { type, touchPoints: points })
      await send('touchStart', [start])
      // The first move is taken for a slip of the finger.
      for (const share of [0.3, 0.6, 1]) await send('touchMove', [{ x: start.x + (end.x - start.x) * share, y: start.y }])
      await expectCells(shown, to.cells)
      await send('touchEnd', [])
      const before = await page.evaluate(() => window.scrollY)
      await send('touchStart', [start])
      for (const way of [30, 60, 120]) await send('touchMove', [{ x: start.x, y: start.y - way }])
      await send('touchEnd', [])
      await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before)
    })
  }
})
