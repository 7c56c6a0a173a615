import { buildCommand, runCommand } from './command-line'

const command = buildCommand(
  'demo',
  'Shows Plumbline with an invented organisation: database, GitHub stand-in, pages and worker. Ctrl-C stops all of it.',
).action(async () => (await import('./run-demo')).runDemo('built'))

await runCommand(command)
