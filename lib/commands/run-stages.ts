import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { UserError } from '@/lib/errors'

export interface Stage {
  title: string
  /** Arguments of Node. */
  args: string[]
  /** The file it leaves its results in: removed before, so that an old one counts for nothing. */
  results?: string
  /** null: it left no results, so it did not run to its end. */
  count(exitCode: number): Promise<Count | null>
}

export interface Count {
  passed: number
  failed: number
  /** What failed, each as its file, its name and the first lines of why. */
  failures: string[]
}

interface Result extends Count {
  title: string
  seconds: number
}

/**
 * Runs groups of stages one after the other, the stages of a group side by side, and prints the line `N passed, N failed`
 * last; the exit code says the same. A stage that runs alone prints as it goes; of those beside each other one hears when they end.
 */
export async function runStages(groups: Stage[][], signal: AbortSignal): Promise<void> {
  const results: Result[] = []
  for (const group of groups) {
    if (signal.aborted) break
    console.log(`\n── ${group.map(({ title }) => title).join(', ')}`)
    results.push(...(await Promise.all(group.map((stage) => runStage(stage, group.length === 1, signal)))))
  }
  if (signal.aborted) throw new UserError('Stopped before every stage had run.', 'Start the same command again.')
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0)
  const failed = sum((result) => result.failed)
  // Once more at the end: of a long log one mostly has only the end.
  for (const { title, failures } of results) for (const failure of failures) console.log(`\n✗ ${title}: ${failure}`)
  console.log(`\n${results.map(({ title, seconds }) => `${title} ${seconds.toFixed(0)} s`).join(' · ')}`)
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
}

/** A stage that dies without results is a failure of its own. */
async function runStage({ title, args, results, count }: Stage, isAlone: boolean, signal: AbortSignal): Promise<Result> {
  const started = Date.now()
  if (results) await rm(results, { force: true })
  const { exitCode, output } = await runProgram(args, isAlone, signal)
  const counted = (await count(exitCode)) ?? { passed: 0, failed: 1, failures: [`ended with exit code ${exitCode} and left no results`] }
  const seconds = (Date.now() - started) / 1000
  // A program that fails for another reason than a failed test (a setup that broke) must not look green.
  const failed = counted.failed === 0 && exitCode !== 0 ? 1 : counted.failed
  if (failed > 0 && !signal.aborted) process.stdout.write(output)
  console.log(`   ${title}: ${counted.passed} passed, ${failed} failed, ${seconds.toFixed(1)} s`)
  return { ...counted, title, failed, seconds }
}

/** In a group of its own, so that a stop ends everything it started; its own children get the time to tidy up. */
async function runProgram(args: string[], isAlone: boolean, signal: AbortSignal): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, args, {
    stdio: isAlone ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const end = () => child.pid !== undefined && process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGINT')
  signal.addEventListener('abort', end, { once: true })
  try {
    const exitCode = await new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)))
    return { exitCode, output }
  } finally {
    signal.removeEventListener('abort', end)
  }
}
