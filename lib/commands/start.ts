import { buildCommand, runCommand } from './command-line'

const command = buildCommand(
  'start',
  'Serves the pages and the API and runs the worker, on DATABASE_URL or on the embedded Postgres.',
).action(async () => (await import('./run-start')).runStart())

await runCommand(command)
