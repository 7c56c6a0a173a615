import { readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { startWorker } from '@/lib/jobs/worker'
import { toSyncSource } from '@/lib/jobs/sync-source'
import { listenForStop, waitForAbort } from './command-line'
import { preparePages } from './prepare-pages'
import { startWeb } from './start-web'
import { say, withDatabase } from './with-database'

export async function runStart(): Promise<void> {
  const stop = listenForStop()
  const environment = readEnvironment()
  await loadConfiguration()
  await preparePages()
  const source = toSyncSource(environment)
  await withDatabase({ prefer: 'real', endsItself: true }, async ({ url, database, name }) => {
    say(`Database: ${name}.`)
    const worker = await startWorker(url, { database, source, signal: stop })
    const web = await startWeb(environment.PORT, { DATABASE_URL: url })
    say('Until sign-in exists the pages listen on 127.0.0.1 only: whoever reaches them may read everything.')
    if (!source) say('Nothing is read from GitHub by itself, because GITHUB_ORG and GITHUB_TOKEN are not both set.')
    console.log(`Plumbline is ready at ${web.url}`)
    if (source) await worker.enqueue('sync-organization')
    try {
      await Promise.race([
        waitForAbort(stop),
        web.died.then(() => Promise.reject(new UserError('The web process ended.', 'Start again; the lines above say why.'))),
      ])
    } finally {
      await Promise.all([web.stop(), worker.stop()])
    }
  })
}
