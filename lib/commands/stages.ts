import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import type { Count, Stage } from './run-stages'

// What must hold, and which program says so: the one list of `npm run verify` and `npm test`.

const PLAYWRIGHT = '.plumbline/playwright.json'
const CACHE = 'node_modules/.cache'

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
})

interface Suite {
  suites?: Suite[]
  specs: { title: string; file: string; ok: boolean; tests: { results: { error?: { message?: string } }[] }[] }[]
}
const suiteSchema: z.ZodType<Suite> = z.object({
  suites: z.lazy(() => z.array(suiteSchema)).optional(),
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      ok: z.boolean(),
      tests: z.array(z.object({ results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) })),
    }),
  ),
})
const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(suiteSchema),
})

/**
 * What needs no database and may run side by side. `isQuick` lints only files that changed since the last time; a change
 * that makes another file wrong (a function that now returns a promise, a circle of imports) shows in the whole pass of `npm test`.
 */
export function listChecks({ isQuick }: { isQuick: boolean }): Stage[] {
  const lintCache = isQuick ? ['--cache', '--cache-location', `${CACHE}/eslint/`, '--cache-strategy', 'content'] : []
  return [
    // The longest first: the others are done when it is.
    vitest('unit'),
    check('lint', ['eslint/bin/eslint.js', '.', '--max-warnings=0', '--no-warn-ignored', ...lintCache]),
    check('types', ['typescript/bin/tsc', '--noEmit', '--pretty']),
    check('format', ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '--cache', '--cache-strategy=content', '.']),
    check('unused', ['knip/bin/knip.js', '--no-progress', '--cache', '--cache-location', `${CACHE}/knip`]),
  ]
}

export function listDatabaseTests(): Stage[] {
  return [
    vitest('integration'),
    { title: 'browser tests', args: ['node_modules/@playwright/test/cli.js', 'test'], results: PLAYWRIGHT, count: countPlaywright },
  ]
}

/** A check counts as one: it holds or it does not. */
function check(title: string, [program = '', ...args]: string[]): Stage {
  return {
    title,
    args: [`node_modules/${program}`, ...args],
    count: async (exitCode) =>
      exitCode === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: ['does not hold'] },
  }
}

function vitest(project: string): Stage {
  const results = `.plumbline/vitest-${project}.json`
  return {
    title: `${project} tests`,
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
    ],
    results,
    count: () => countVitest(results),
  }
}

async function countVitest(path: string): Promise<Count | null> {
  const results = await readResults(path, vitestSchema)
  if (!results) return null
  // A file that cannot even be loaded has no tests to count; it counts as one that failed.
  const broken = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = results.testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => describe(relative('.', file.name), test.fullName, test.failureMessages?.[0])),
  )
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + broken.length,
    failures: [...failed, ...broken.map((file) => describe(relative('.', file.name), 'could not be loaded', file.message))],
  }
}

async function countPlaywright(): Promise<Count | null> {
  const results = await readResults(PLAYWRIGHT, playwrightSchema)
  if (!results) return null
  const specs = (suite: Suite): Suite['specs'] => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)]
  const failed = results.suites.flatMap(specs).filter(({ ok }) => !ok)
  return {
    passed: results.stats.expected,
    failed: results.stats.unexpected + results.stats.flaky,
    failures: failed.map(({ file, title, tests }) => describe(file, title, tests[0]?.results.find(({ error }) => error)?.error?.message)),
  }
}

/** The first lines say what was expected; the whole of it stands further up. */
function describe(file: string, name: string, why = ''): string {
  return `${file} › ${name}\n${stripVTControlCharacters(why).split('\n').slice(0, 12).join('\n')}`
}

async function readResults<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  return text === null ? null : schema.parse(JSON.parse(text))
}
