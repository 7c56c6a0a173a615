import { fork } from 'node:child_process'
import { z } from 'zod'
import { UserError } from '@/lib/errors'

/** The pages that prepare.mjs built, or Next's development server, which compiles what is asked for and follows every edit. */
export type PageMode = 'built' | 'reloading'

export interface Web {
  url: string
  /** Milliseconds that the processor has worked for it since its start. */
  measureProcessor(): Promise<number>
  stop(): Promise<void>
  /** Resolves when the process ends without having been asked to. */
  died: Promise<void>
}

const messageSchema = z.union([z.object({ ready: z.number() }), z.object({ failed: z.string() }), z.object({ usage: z.number() })])

/** Starts the pages and the API in a process of their own; resolves when they answer. Port 0 takes a free one. */
export async function startWeb(port: number, environment: Record<string, string>, pages: PageMode = 'built'): Promise<Web> {
  const child = fork('lib/commands/web-process.mjs', {
    execArgv: [],
    // Next tells on its standard output what it compiles.
    stdio: ['ignore', pages === 'built' ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  })
  let isStopping = false
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<number>((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = messageSchema.parse(message)
      if ('ready' in parsed) resolve(parsed.ready)
      else if ('failed' in parsed) reject(parsed.failed === 'taken' ? portTaken(port) : new Error(parsed.failed))
    })
    void exited.then(() => reject(new Error('The web process ended before it was ready.')))
  })
  child.send({ port, environment, pages })
  const actual = await ready
  return {
    url: `http://localhost:${actual}`,
    died: new Promise((resolve) => void exited.then(() => !isStopping && resolve())),
    measureProcessor: () =>
      new Promise((resolve) => {
        const hear = (message: unknown) => {
          const parsed = messageSchema.parse(message)
          if (!('usage' in parsed)) return
          child.off('message', hear)
          resolve(parsed.usage)
        }
        child.on('message', hear)
        child.send('usage')
      }),
    async stop() {
      isStopping = true
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Taken between the look that run.mjs took and now. */
function portTaken(port: number): UserError {
  return new UserError(`Port ${port} is taken.`, `Stop what uses it, or choose another: PORT=${port + 1}.`)
}
