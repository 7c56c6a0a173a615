import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { bundle } from '@/lib/commands/bundle.mjs'
import { findBrowser } from '@/lib/commands/find-browser'

/** Starts the server of the browser tests in a process of its own and tells the tests where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  // Unpacked once, here: several workers at once would unpack over each other.
  await findBrowser(process.env.PLAYWRIGHT_CHROMIUM_PATH)
  const server = spawn(process.execPath, await bundle('tests/support/e2e-server.ts'), {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Ctrl-C is for Playwright; the server ends, in order, when its input closes.
    detached: true,
  })
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve)
    void exited.then(() => reject(new Error('The server of the browser tests ended before it was ready.')))
  })
  const { url, token, databaseUrl } = JSON.parse(line) as { url: string; token: string; databaseUrl: string }
  process.env.PLUMBLINE_E2E_URL = url
  process.env.PLUMBLINE_E2E_TOKEN = token
  process.env.PLUMBLINE_E2E_DATABASE_URL = databaseUrl
  return async () => {
    server.stdin.end()
    await exited
  }
}
