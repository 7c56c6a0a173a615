import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { buildCommand, listenForStop, runCommand } from './command-line'
import { runStage, type Count, type StageResult } from './test-stage'

const VITEST = '.plumbline/vitest.json'
const PLAYWRIGHT = '.plumbline/playwright.json'

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

const command = buildCommand('test', 'Runs lint, types, unit, integration and browser tests: all of what must hold.').action(async () => {
  const stop = listenForStop()
  await Promise.all([rm(VITEST, { force: true }), rm(PLAYWRIGHT, { force: true })])
  const results: StageResult[] = []
  const stages: [title: string, args: string[], count: Count][] = [
    ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0', '--no-warn-ignored'], countOne],
    ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty'], countOne],
    [
      'unit and integration tests',
      ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST}`],
      countVitest,
    ],
    ['browser tests', ['node_modules/@playwright/test/cli.js', 'test'], countPlaywright],
  ]
  for (const [title, args, count] of stages) {
    if (stop.aborted) throw new UserError('Stopped before every stage had run.', 'Start npm test again.')
    results.push(await runStage(title, args, count, stop))
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\n${results.map((result) => `${result.title} ${result.seconds.toFixed(0)} s`).join(' · ')}`)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
})

/** Lint and types count as one check each. */
async function countOne(exitCode: number) {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function countVitest() {
  const results = await readResults(VITEST, vitestSchema)
  if (!results) return null
  // A file that cannot even be loaded has no tests to count; it counts as one that failed.
  const broken = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed: results.numPassedTests, failed: results.numFailedTests + broken }
}

async function countPlaywright() {
  const results = await readResults(PLAYWRIGHT, playwrightSchema)
  return results && { passed: results.stats.expected, failed: results.stats.unexpected + results.stats.flaky }
}

async function readResults<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text === null ? null : schema.parse(JSON.parse(text))
}

await runCommand(command)
