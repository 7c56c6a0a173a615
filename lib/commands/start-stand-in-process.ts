import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { bundle } from './bundle.mjs'

export interface StandInProcess {
  url: string
  token: string
  setClock(at: Date): Promise<void>
  stop(): Promise<void>
}

const greetingSchema = z.object({ url: z.string(), token: z.string() })

/** The GitHub stand-in in a process of its own, so that serving does not slow the pages. It ends with us: it watches its input. */
export async function startStandInProcess(end: Date, more: string[] = []): Promise<StandInProcess> {
  const program = await bundle('lib/commands/stand-in-process.ts')
  const child = spawn(process.execPath, [...program, '--end', end.toISOString(), ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A process group of its own: Ctrl-C is for us, and the stand-in must answer until the running page is read.
    detached: true,
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void exited.then(() => reject(new Error('The GitHub stand-in ended before it was ready.')))
  })
  const { url, token } = greetingSchema.parse(JSON.parse(line))
  return {
    url,
    token,
    async setClock(at) {
      const response = await fetch(`${url}/_stand-in/clock`, { method: 'POST', body: JSON.stringify({ at: at.toISOString() }) })
      if (!response.ok) throw new Error(`The GitHub stand-in refused its clock: ${response.status}`)
    },
    async stop() {
      child.stdin.end()
      child.kill('SIGTERM')
      await exited
    },
  }
}
