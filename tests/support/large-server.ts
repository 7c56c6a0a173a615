import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { startWeb } from '@/lib/commands/start-web'
import type { Database } from '@/lib/db/client'
import { replaceScopeReadings, type ScopeReadings } from '@/lib/db/figures/scope-readings'
import { createRandom } from '@/lib/demo/seeded-random'
import { toCellScope, toSurfaceScope, toTeamScope, type Scope } from '@/lib/metrics/organization/scope'
import { REST } from '@/lib/policy/surfaces'
import { TIERS } from '@/lib/policy/tiers'
import { cloneDatabase } from './clone-database'
import { openTestCluster } from './cluster'
import { FIXTURE_RANGE, makeCompliance, makeDetails, makeDocument, makeSeries } from './fixtures-readings'

const AREAS =
  'Accounts Billing Catalogue Delivery Exports Fraud Growth Identity Journeys Ledger Mobile Notifications Orders Payments Quotes Refunds Search Tracking Users Warehouse'.split(
    ' ',
  )
const PARTS = 'API Core Data Edge Flow Gateway Hub Insights Jobs Kit Lab Mesh Node Ops Platform Queue Runtime Store Tools UI'.split(' ')
const KINDS = ['requests', 'storage', 'reports']

/** Alphabetical. */
export const LARGE_TEAMS = AREAS.flatMap((area) =>
  PARTS.map((part) => ({ slug: `${area}-${part}`.toLowerCase(), name: `${area} ${part}` })),
)
export const LARGE_SURFACES = AREAS.flatMap((area) => KINDS.map((kind) => `${area.toLowerCase()} ${kind}`))

export interface LargeServer {
  url: string
  stop(): Promise<void>
}

/**
 * An organisation of 400 teams and 60 surfaces, served by the built pages. Its stored readings are made by hand, all figures
 * of all of them there and no two alike: pages as heavy as they get, in seconds.
 */
export async function startLargeServer(): Promise<LargeServer> {
  const tidy: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const step of tidy.splice(0).reverse()) await step()
  }
  try {
    const cluster = await openTestCluster()
    tidy.push(() => cluster.release())
    const { url: databaseUrl, database, drop } = await cloneDatabase(cluster.url, cluster.template)
    tidy.push(drop)
    await fill(database)
    await mkdir('.plumbline', { recursive: true })
    const folder = await mkdtemp('.plumbline/large-')
    tidy.push(() => rm(folder, { recursive: true }))
    const configurationPath = join(folder, 'plumbline.yml')
    await writeFile(configurationPath, stringify({ surfaces: LARGE_SURFACES.map(toSurface) }))
    const web = await startWeb(0, {
      DATABASE_URL: databaseUrl,
      GITHUB_ORG: '',
      PLUMBLINE_CONFIG: configurationPath,
      PLUMBLINE_NOW: FIXTURE_RANGE.asOf,
    })
    tidy.push(() => web.stop())
    return { url: web.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function toSurface(name: string, index: number) {
  const folder = name.replace(' ', '/')
  const tier = TIERS[index % TIERS.length]
  return {
    name,
    tier,
    paths: [`services/${folder}/**`, `packages/${folder}/**`],
    maintainers: [`large/${folder.split('/')[0]}`, 'someone'],
  }
}

async function fill(database: Database): Promise<void> {
  const asOf = new Date(FIXTURE_RANGE.asOf)
  const { id: organizationId } = await database.organization.create({ data: { nodeId: 'O_1', login: 'large', name: 'Large' } })
  await database.team.createMany({ data: LARGE_TEAMS.map(({ slug, name }) => ({ organizationId, id: `T_${slug}`, slug, name })) })
  const surfaces = [...LARGE_SURFACES, REST]
  const scopes: Scope[] = [
    'organization',
    ...LARGE_TEAMS.map(({ slug }) => toTeamScope(`T_${slug}`)),
    ...surfaces.flatMap((name) => [toSurfaceScope(name), ...TIERS.map((tier) => toCellScope(tier, name))]),
  ]
  const random = createRandom(400)
  await replaceScopeReadings(
    database,
    organizationId,
    1,
    asOf,
    scopes.map((scope) => makeRow(scope, asOf, random)),
  )
}

function makeRow(scope: Scope, asOf: Date, random: () => number): ScopeReadings {
  const details = makeDetails(({ tiers }) => {
    tiers.byTier.T0 = makeCompliance(41, { compliant: 30, notAssessable: 4, missing: { approvals: 7 } })
  })
  return {
    scope,
    asOf,
    document: shake(makeDocument(scope), random),
    series: makeSeries().map((entry) => shake(entry, random)),
    details: scope.startsWith('cell:') ? null : details,
  }
}

/** Rates, shares and hours a little higher or lower, all by one factor, so that intervals still hold what they are of; counts stay. */
function shake<Value>(value: Value, random: () => number): Value {
  const factor = 0.75 + random() / 4
  const text = JSON.stringify(value, (name, part: unknown) =>
    typeof part === 'number' && (!Number.isInteger(part) || /^(value|mean|low|high|p[57][05].*)$/.test(name)) ? part * factor : part,
  )
  return JSON.parse(text) as Value
}
