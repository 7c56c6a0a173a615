import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// A zone with a quarter of an hour in its offset shows every hidden use of local time.
process.env.TZ ??= 'Asia/Kathmandu'

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
// A slow machine is not a fault of the code: under a load of 25 what takes 10 s took more than 120.
const PATIENT = { testTimeout: 600_000, hookTimeout: 600_000 }
const setupFiles = ['tests/support/fail-on-console-error.ts', 'tests/support/property-seed.ts']

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles,
          // Loading the same modules anew for every file took three quarters of the time. No module here keeps a state, so files may share them.
          isolate: false,
          ...PATIENT,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          // Each file has a database and processes of its own, and mostly waits for them: one more than vitest would take on two cores.
          maxWorkers: 2,
          include: ['tests/{integration,public-bugs}/**/*.test.ts'],
          setupFiles,
          globalSetup: ['tests/support/vitest-cluster.ts'],
          ...PATIENT,
        },
      },
    ],
  },
})
