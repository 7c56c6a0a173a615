import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { chromium, type LaunchOptions } from 'playwright-core'

/**
 * A Chromium, from whatever this machine has: the one that is named, Playwright's own download, the system's,
 * or the one inside an npm package, so that the tests need nothing from outside npm.
 * That package's own suggested flags include --single-process, which crashes at the second page: --no-sandbox is enough.
 */
export async function findBrowser(named?: string): Promise<LaunchOptions> {
  if (named) return { executablePath: named, args: ['--no-sandbox'] }
  if (existsSync(chromium.executablePath())) return { args: ['--no-sandbox'] }
  if (existsSync('/usr/bin/chromium')) return { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }
  return { executablePath: await sparticuz.executablePath(), args: ['--no-sandbox'] }
}
