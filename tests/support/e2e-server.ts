import { join } from 'node:path'
import { addWeeks } from '@/lib/dates'
import { createApiToken } from '@/lib/db/api-tokens'
import { findOrganization } from '@/lib/db/find-organization'
import { makeDemoWorld } from '@/lib/demo/demo-world'
import { DEMO_CONFIGURATION_TEXT, DEMO_LOGIN } from '@/lib/demo/plumbline-demo'
import { startStandIn } from '@/lib/demo/start-stand-in'
import { handleSync } from '@/lib/jobs/handle-sync'
import { startWorker } from '@/lib/jobs/worker'
import { startWeb } from '@/lib/commands/start-web'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { openTestCluster } from './cluster'
import { cloneDatabase } from './clone-database'

// What browser tests look at: the demo organisation as of a fixed instant, read twice through the real client, on a
// database of its own, served by the built pages. Prints {"url", "token"} as one JSON line; ends when its input closes.

const NOW = new Date('2026-11-16T09:00:00Z')
const stop = new AbortController()
const tidy: (() => Promise<unknown>)[] = []

async function start(): Promise<{ url: string; token: string }> {
  const cluster = await openTestCluster()
  tidy.push(() => cluster.release())
  const { url, database, drop } = await cloneDatabase(cluster.url, cluster.template)
  tidy.push(drop)
  await mkdir('.plumbline', { recursive: true })
  const folder = await mkdtemp('.plumbline/e2e-')
  tidy.push(() => rm(folder, { recursive: true }))
  const configurationPath = join(folder, 'plumbline.yml')
  await writeFile(configurationPath, DEMO_CONFIGURATION_TEXT)
  const standIn = await startStandIn({ world: makeDemoWorld({ end: NOW }) })
  tidy.push(() => standIn.close())
  const source = { apiUrl: standIn.url, login: DEMO_LOGIN, getToken: () => Promise.resolve(standIn.token) }
  for (const at of [addWeeks(NOW, -5), NOW]) {
    standIn.setClock(at)
    await handleSync({ database, source, configurationPath, clock: () => at, signal: stop.signal })
  }
  const { organization } = await findOrganization(database, DEMO_LOGIN)
  if (!organization) throw new Error(`${DEMO_LOGIN} was read and is not there`)
  const token = await createApiToken(database, { organizationId: organization.id, name: 'browser tests', createdAt: NOW })
  const worker = await startWorker(url, { database, source: null, signal: stop.signal })
  tidy.push(() => worker.stop())
  const web = await startWeb(0, {
    DATABASE_URL: url,
    GITHUB_ORG: DEMO_LOGIN,
    PLUMBLINE_CONFIG: configurationPath,
    PLUMBLINE_NOW: new Date(NOW.getTime() + 60_000).toISOString(),
  })
  tidy.push(() => web.stop())
  return { url: web.url, token }
}

async function end(code: number): Promise<never> {
  stop.abort()
  for (const step of tidy.reverse()) await step()
  process.exit(code)
}

process.stdin.on('end', () => void end(0)).resume()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

start().then(
  (told) => console.log(JSON.stringify(told)),
  (error: unknown) => {
    console.error(error)
    void end(1)
  },
)
