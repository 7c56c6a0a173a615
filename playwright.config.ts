import { defineConfig } from '@playwright/test'
import { findBrowser } from './lib/commands/find-browser'

// A zone with a quarter of an hour in its offset shows every hidden use of local time.
process.env.TZ ??= 'Asia/Kathmandu'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.plumbline/test-results',
  globalSetup: './tests/support/playwright-setup.ts',
  // Two cores, one of them for the server.
  workers: 1,
  // Generous: a slow machine is not a fault of the code. What is waited for is a condition, so a quiet one waits for none of it.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.plumbline/playwright.json' }]],
  use: {
    baseURL: process.env.PLUMBLINE_E2E_URL,
    launchOptions: await findBrowser(process.env.PLAYWRIGHT_CHROMIUM_PATH),
    locale: 'en-GB',
    timezoneId: 'Asia/Kathmandu',
    screenshot: 'only-on-failure',
  },
})
