import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { findBrowser } from '@/lib/commands/find-browser'
import { OTHER_PLACES } from '@/lib/pages/frame/places'
import { startDemoServer } from './demo-server'
import { PAGE_STATES } from './page-states'

/**
 * Pictures of every page and state for people to look at: `npm run screenshots` starts the demo organisation
 * and pictures all of it, light and dark, desk and phone, and on paper.
 * With an address and paths (`npm run screenshots -- URL PATH…`) it pictures those of
 * a running Plumbline. ONLY=desk-light,print chooses variants.
 */
const folder = path.resolve('.plumbline/screenshots')
const VARIANTS = [
  { name: 'desk-light', width: 1440, colorScheme: 'light' },
  { name: 'desk-dark', width: 1440, colorScheme: 'dark' },
  { name: 'phone-light', width: 390, colorScheme: 'light' },
  { name: 'phone-dark', width: 390, colorScheme: 'dark' },
  { name: 'print', width: 1000, colorScheme: 'light' },
] as const
const wanted = process.env.ONLY?.split(',')
const variants = VARIANTS.filter(({ name }) => !wanted || wanted.includes(name))

type Act = (page: Page) => Promise<unknown>

const openFirst =
  (selector: string): Act =>
  (page) =>
    page.locator(selector).first().click()

/** Every page, and what opens in it. */
const SHOTS: [name: string, path: string, act?: Act][] = [
  ['organisation', '/'],
  ['organisation-how', '/', openFirst('[data-figure] button')],
  ['organisation-tables', '/', openFirst('figure summary')],
  ['organisation-list', '/?figure=confidence#pull-requests'],
  ['organisation-range', '/?from=2025-11-17&to=2026-11-16', openFirst('button[popovertarget=range]')],
  ['organisation-empty-range', '/?from=2024-01-01&to=2024-02-01'],
  ['organisation-bad-address', '/?from=yesterday'],
  ['team', '/teams/tracking'],
  ['team-strained', '/teams/payments'],
  ['team-withheld', '/teams/pricing-research'],
  ['team-list', '/teams/tracking?figure=trail#pull-requests', openFirst('[data-pull-request] summary')],
  ['team-empty-range', '/teams/tracking?from=2024-01-01&to=2024-02-01'],
  ...OTHER_PLACES.map(({ href }): [string, string] => [href.slice(1), href]),
  ['stress-test-surge', '/stress-test?team=payments&m=3&more=1'],
  ['audit', '/method/audit'],
  ['not-found', '/teams/nobody'],
]
const STATE_PATHS = ['/', '/teams/tracking', '/sync']

async function picture(browser: Browser, base: string, name: string, pathname: string, act?: Act): Promise<void> {
  for (const { name: variant, width, colorScheme } of variants) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, deviceScaleFactor: 1 })
    // Not "networkidle" alone: a page that looks again by itself is never idle for long.
    await page.goto(new URL(pathname, base).href, { waitUntil: 'load' })
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined)
    const file = path.join(folder, `${name}-${variant}`)
    if (variant === 'print') {
      await page.pdf({ path: `${file}.pdf`, preferCSSPageSize: true })
    } else {
      await act?.(page)
      // A table comes when it is opened.
      if (act) await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined)
      await page.screenshot({ path: `${file}.png`, fullPage: act === undefined })
    }
    await page.close()
  }
  console.log(`${name.padEnd(28)} ${pathname}`)
}

function nameOf(pathname: string): string {
  return pathname.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'organisation'
}

async function pictureEverything(browser: Browser): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const server = await startDemoServer()
  try {
    for (const [name, pathname, act] of SHOTS) await picture(browser, server.url, name, pathname, act)
    for (const [name, state] of Object.entries(PAGE_STATES)) {
      await state(server.database, async () => {
        for (const pathname of STATE_PATHS) await picture(browser, server.url, `state-${name}-${nameOf(pathname)}`, pathname)
      })
    }
  } finally {
    await server.stop()
  }
}

const [base, ...paths] = process.argv.slice(2)
const browser = await chromium.launch(await findBrowser(process.env.PLAYWRIGHT_CHROMIUM_PATH))
try {
  await mkdir(folder, { recursive: true })
  if (base) for (const pathname of paths) await picture(browser, base, nameOf(pathname), pathname)
  else await pictureEverything(browser)
  console.log(`The pictures are in ${path.relative('.', folder)}.`)
} finally {
  await browser.close()
}
