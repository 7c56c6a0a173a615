import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { findOrganization } from '@/lib/db/organization/find'
import { UserError } from '@/lib/errors'
import { rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { buildCommand, runCommand, UsageError } from './command-line'
import { DEMO_CONFIGURATION, say, withDatabase } from './with-database'

const command = buildCommand(
  'rollups',
  'Makes everything derived again from the facts, beside what is shown until it is whole: the same facts give the same bytes.',
)
  .option('--rebuild', 'yes, do it')
  .action(async ({ rebuild }: { rebuild?: boolean }) => {
    if (!rebuild) throw new UsageError('Say what to do: --rebuild is the only thing there is.', 'See npm run rollups -- --help')
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
  })

await runCommand(command)
