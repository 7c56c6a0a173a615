import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { readEnvironment } from '@/lib/env'
import { toSyncSource } from '@/lib/jobs/sync-source'
import { startWorker } from '@/lib/jobs/worker'
import { listenForStop, waitForAbort } from './command-line'
import { say, withDatabase } from './with-database'

export async function runWorker(): Promise<void> {
  const stop = listenForStop()
  await loadConfiguration()
  const source = toSyncSource(readEnvironment())
  await withDatabase({ prefer: 'real', endsItself: true }, async ({ url, database, name }) => {
    say(`Database: ${name}.`)
    const worker = await startWorker(url, { database, source, signal: stop })
    if (!source) say('It has nothing to read, because GITHUB_ORG and GITHUB_TOKEN are not both set.')
    console.log('A worker is ready.')
    await waitForAbort(stop)
    await worker.stop()
  })
}
