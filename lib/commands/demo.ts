import { buildCommand, runCommand } from './command-line'
import { runDemo } from './run-demo'

const command = buildCommand(
  'demo',
  'Shows Plumbline with an invented organisation: database, GitHub stand-in, pages and worker. Ctrl-C stops all of it.',
).action(() => runDemo('built'))

await runCommand(command)
