import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

export interface PageWeight {
  /** Scripts that a browser of today loads (none of nomodule), each gzipped by itself, in bytes. */
  scriptBytes: number
  /** The names of those files, for what should not be among them. */
  scripts: { url: string; text: string }[]
  /** Sum of all layout shifts until the network is quiet. */
  layoutShift: number
  /** Milliseconds from navigation to the largest contentful paint. */
  largestPaintMilliseconds: number
}

// As text: a function that was compiled may lean on a helper that a page does not have.
const OBSERVE = `
  window.plumblineSeen = { shift: 0, paint: 0 }
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  observe('layout-shift', (entry) => { window.plumblineSeen.shift += entry.value })
  observe('largest-contentful-paint', (entry) => { window.plumblineSeen.paint = entry.startTime })`

/** Loads a page in a browser with an empty cache and says what it cost. */
export async function weighPage(page: Page, url: string): Promise<PageWeight> {
  const reading: Promise<{ url: string; text: string }>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') {
      reading.push(response.text().then((text) => ({ url: response.url(), text })))
    }
  })
  await page.addInitScript(OBSERVE)
  await page.goto(url, { waitUntil: 'networkidle' })
  const { shift, paint } = JSON.parse(await page.evaluate('JSON.stringify(window.plumblineSeen)')) as { shift: number; paint: number }
  const scripts = await Promise.all(reading)
  return {
    scriptBytes: scripts.reduce((sum, { text }) => sum + gzipSync(text).length, 0),
    scripts,
    layoutShift: shift,
    largestPaintMilliseconds: paint,
  }
}
