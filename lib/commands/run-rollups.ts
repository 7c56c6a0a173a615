import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { findOrganization } from '@/lib/db/organization/find'
import { UserError } from '@/lib/errors'
import { rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { DEMO_CONFIGURATION, say, withDatabase } from './with-database'

export async function rebuildRollups(): Promise<void> {
  await withDatabase({ prefer: 'filled', endsItself: false }, async ({ database, isDemo, name }) => {
    const configuration = await loadConfiguration(isDemo ? DEMO_CONFIGURATION : undefined)
    const { known } = await findOrganization(database, null)
    if (known.length === 0)
      throw new UserError('No organisation has been ingested yet.', 'Run npm run ingest -- --org LOGIN, or npm run demo, first.')
    say(`Database: ${name}.`)
    for (const login of known) {
      const { organization } = await findOrganization(database, login)
      if (!organization) continue
      const started = Date.now()
      const { evaluated, weeks } = await rebuildMetrics({ database, organizationId: organization.id, configuration })
      say(`${login}: ${evaluated} pull requests evaluated, ${weeks} weeks rolled up in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
    }
  })
}
