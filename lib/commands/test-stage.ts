import { spawn } from 'node:child_process'

export interface StageResult {
  title: string
  passed: number
  failed: number
  seconds: number
}

/** Counts of a stage from what it left behind; null: it left nothing, so it did not run to its end. */
export type Count = (exitCode: number) => Promise<{ passed: number; failed: number } | null>

/** Runs one program of the suite with its output for the reader. A stage that dies without results is a failure of its own. */
export async function runStage(title: string, args: string[], count: Count, signal: AbortSignal): Promise<StageResult> {
  const started = Date.now()
  console.log(`\n── ${title}`)
  const exitCode = await runProgram(args, signal)
  const counted = await count(exitCode)
  const seconds = (Date.now() - started) / 1000
  const { passed, failed } = counted ?? { passed: 0, failed: 1 }
  // A program that fails for another reason than a failed test (a setup that broke) must not look green.
  const result = { title, passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, seconds }
  console.log(`   ${title}: ${result.passed} passed, ${result.failed} failed, ${seconds.toFixed(1)} s`)
  return result
}

/** In a group of its own, so that a stop ends everything it started; its own children get the time to tidy up. */
async function runProgram(args: string[], signal: AbortSignal): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: process.platform !== 'win32' })
  const end = () => child.pid !== undefined && process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGINT')
  signal.addEventListener('abort', end, { once: true })
  try {
    return await new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)))
  } finally {
    signal.removeEventListener('abort', end)
  }
}
