import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './browser'

/**
 * Pictures of every page for people to look at: `npx tsx tests/support/screenshots.ts http://127.0.0.1:3000 / /teams/payments /sync`.
 * They land in .plumbline/screenshots, light and dark, desk and phone, and on paper.
 */
const [base, ...paths] = process.argv.slice(2)
const folder = path.resolve('.plumbline/screenshots')
const VARIANTS = [
  { name: 'desk-light', width: 1440, colorScheme: 'light', media: 'screen' },
  { name: 'desk-dark', width: 1440, colorScheme: 'dark', media: 'screen' },
  { name: 'phone-light', width: 390, colorScheme: 'light', media: 'screen' },
  { name: 'phone-dark', width: 390, colorScheme: 'dark', media: 'screen' },
  { name: 'print', width: 1000, colorScheme: 'light', media: 'print' },
] as const

if (!base || paths.length === 0) {
  console.error('Give the address of a running Plumbline and the paths to picture.')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const browser = await chromium.launch(await findBrowser())
const wanted = process.env.ONLY?.split(',')
for (const pathname of paths) {
  for (const { name, width, colorScheme, media } of VARIANTS.filter((variant) => !wanted || wanted.includes(variant.name))) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, deviceScaleFactor: 1 })
    await page.goto(new URL(pathname, base).href, { waitUntil: 'networkidle' })
    const file = path.join(folder, `${pathname.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'organisation'}-${name}`)
    if (media === 'print') await page.pdf({ path: `${file}.pdf`, format: 'A4', preferCSSPageSize: true })
    else await page.screenshot({ path: `${file}.png`, fullPage: true })
    await page.close()
    console.log(file)
  }
}
await browser.close()
