import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { bundle } from '@/lib/commands/bundle.mjs'

export interface Holder {
  url: string
  started: boolean
  said: string[]
  release(): Promise<void>
  kill(): Promise<void>
}

/**
 * Opens the embedded Postgres of a folder in another process, of another account where one is given; without fsync unless
 * it must be durable. @throws what the process refused with
 */
export async function holdPostgres(
  directory: string,
  durability: 'durable' | 'fast' = 'fast',
  account: { uid?: number; gid?: number } = {},
): Promise<Holder> {
  const child = spawn(process.execPath, [...(await bundle('tests/support/postgres-holder.ts')), directory, durability], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...account,
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { said: string } | { refused: string } | { url: string; started: boolean }
    if ('refused' in told) throw new Error(told.refused)
    if ('said' in told) {
      said.push(told.said)
      continue
    }
    return {
      ...told,
      said,
      async release() {
        child.stdin.end()
        await exited
      },
      async kill() {
        child.kill('SIGKILL')
        await exited
      },
    }
  }
  throw new Error(`The holder of ${directory} ended with ${child.exitCode}`)
}
