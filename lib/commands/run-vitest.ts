import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { buildCommand, listenForStop } from './command-line'

/** A command that hands the unit tests to Vitest with its screen and keyboard, and ends as Vitest does. */
export function buildVitestCommand(name: string, description: string, mode: 'run' | 'watch'): Command {
  return buildCommand(name, description)
    .argument('[file...]', 'only files whose path contains this, e.g. tests/unit/dates.test.ts')
    .option('-t, --name <pattern>', 'only tests whose name matches')
    .action(async (files: string[], { name: pattern }: { name?: string }) => {
      const stop = listenForStop()
      const args = ['node_modules/vitest/vitest.mjs', mode, '--project', 'unit', ...(pattern ? ['-t', pattern] : []), ...files]
      const child = spawn(process.execPath, args, { stdio: 'inherit' })
      stop.addEventListener('abort', () => child.kill('SIGINT'), { once: true })
      const code = await new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (status) => resolve(status ?? 1)))
      // Ctrl-C is how a watch ends.
      process.exitCode = stop.aborted && mode === 'watch' ? 0 : code
    })
}
