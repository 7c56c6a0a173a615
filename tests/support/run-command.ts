import { spawn, type ChildProcess } from 'node:child_process'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  /** Resolves with what was printed so far, once that matches. */
  printed(pattern: RegExp): Promise<string>
  ended: Promise<Ended>
}

/** What run.mjs tells while it prepares a checkout that has changed: not the command's own. */
export const PREPARATION = /^(Installing|Generating|Building|Naming|Another command).*\n/gm

/** Starts a command as a person would, with this environment and nothing of the tests' own that could change it. */
export function startCommand(args: string[], environment: Record<string, string> = {}): Running {
  const { PATH = '', HOME = '', TZ = '' } = process.env
  const env: NodeJS.ProcessEnv = { PATH, HOME, TZ, NODE_ENV: 'production', ...environment }
  const child = spawn(process.execPath, ['lib/commands/run.mjs', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr: stderr.replace(PREPARATION, '') })),
  )
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(stdout) && resolve(stdout)
        child.stdout.on('data', look)
        void ended.then(() => reject(new Error(`Ended without printing ${pattern}: ${stdout}${stderr}`)))
      }),
  }
}

export function runCommand(args: string[], environment?: Record<string, string>): Promise<Ended> {
  return startCommand(args, environment).ended
}
