import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startWeb } from '@/lib/commands/start-web'
import { addWeeks } from '@/lib/dates'
import { createApiToken } from '@/lib/db/access/api-tokens'
import type { Database } from '@/lib/db/client'
import { findOrganization } from '@/lib/db/organization/find'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { DEMO_CONFIGURATION_TEXT, DEMO_LOGIN } from '@/lib/demo/organization/configuration'
import { startStandIn } from '@/lib/demo/stand-in/start'
import { handleSync } from '@/lib/jobs/handle-sync'
import { startWorker } from '@/lib/jobs/worker'
import { cloneDatabase } from './clone-database'
import { openTestCluster } from './cluster'

const NOW = new Date('2026-11-16T09:00:00Z')

export interface DemoServer {
  url: string
  /** An API token. */
  token: string
  databaseUrl: string
  database: Database
  stop(): Promise<void>
}

/**
 * The demo organisation as of a fixed instant, read twice through the real client into a database of its own and served
 * by the built pages: what browser tests and pictures look at.
 */
export async function startDemoServer(): Promise<DemoServer> {
  const tidy: (() => Promise<unknown>)[] = []
  const stopping = new AbortController()
  const stop = async () => {
    stopping.abort()
    for (const step of tidy.splice(0).reverse()) await step()
  }
  try {
    const cluster = await openTestCluster()
    tidy.push(() => cluster.release())
    const { url: databaseUrl, database, drop } = await cloneDatabase(cluster.url, cluster.template)
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
      await handleSync({ database, source, configurationPath, clock: () => at, signal: stopping.signal })
    }
    const { organization } = await findOrganization(database, DEMO_LOGIN)
    if (!organization) throw new Error(`${DEMO_LOGIN} was read and is not there`)
    const token = await createApiToken(database, { organizationId: organization.id, name: 'browser tests', createdAt: NOW })
    const worker = await startWorker(databaseUrl, { database, source: null, signal: stopping.signal })
    tidy.push(() => worker.stop())
    const web = await startWeb(0, {
      DATABASE_URL: databaseUrl,
      GITHUB_ORG: DEMO_LOGIN,
      PLUMBLINE_CONFIG: configurationPath,
      PLUMBLINE_NOW: new Date(NOW.getTime() + 60_000).toISOString(),
    })
    tidy.push(() => web.stop())
    return { url: web.url, token, databaseUrl, database, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
