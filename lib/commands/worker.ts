import { buildCommand, runCommand } from './command-line'

const command = buildCommand(
  'worker',
  'Runs another worker on the same database: on DATABASE_URL, or on the embedded Postgres of this checkout.',
).action(async () => (await import('./run-worker')).runWorker())

await runCommand(command)
