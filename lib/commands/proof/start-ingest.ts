import { spawn, type ChildProcess } from 'node:child_process'
import { extendEnvironment } from '@/lib/env'
import { bundle } from '../bundle.mjs'

export interface IngestRun {
  process: ChildProcess
  /** Exit code, or null where it was killed. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** The real command as a process of its own, without run.mjs before it, so that a kill hits the process that works. */
export async function startIngest(args: string[], environment: Record<string, string>): Promise<IngestRun> {
  const child = spawn(process.execPath, [...(await bundle('lib/commands/ingest.ts')), ...args], {
    env: extendEnvironment({
      NODE_OPTIONS: '',
      PLUMBLINE_NOW: '2026-11-16T00:00:00Z',
      PLUMBLINE_CONFIG: '.plumbline/no-plumbline.yml',
      ...environment,
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { process: child, ended }
}
