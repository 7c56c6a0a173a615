import { buildCommand, runCommand, UsageError } from './command-line'

const command = buildCommand(
  'rollups',
  'Makes everything derived again from the facts, beside what is shown until it is whole: the same facts give the same bytes.',
)
  .option('--rebuild', 'yes, do it')
  .action(async ({ rebuild }: { rebuild?: boolean }) => {
    if (!rebuild) throw new UsageError('Say what to do: --rebuild is the only thing there is.', 'See npm run rollups -- --help')
    const { rebuildRollups } = await import('./run-rollups')
    await rebuildRollups()
  })

await runCommand(command)
