import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { bundle } from '@/lib/commands/bundle.mjs'
import type { Database } from '@/lib/db/client'

/** kill -9 of a rebuild of this database that has evaluated some and not all; its lock is gone when this returns. */
export async function killRebuild(database: Database, environment: Record<string, string>): Promise<void> {
  const total = await database.pullRequest.count()
  // Without npm and run.mjs around it, so that it is the command itself that dies.
  const child = spawn(process.execPath, [...(await bundle('lib/commands/rollups.ts')), '--rebuild'], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  for (;;) {
    const { nextGeneration } = await database.organization.findFirstOrThrow()
    const pending = await database.pendingEvaluation.count()
    if (nextGeneration !== null && pending > 0 && pending < total) break
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode} before it was killed`)
    await sleep(2)
  }
  child.kill('SIGKILL')
  await ended
  await expect
    .poll(() => database.$queryRaw`select 1 from pg_locks where locktype = 'advisory' and granted`, { timeout: 20_000 })
    .toEqual([])
}
