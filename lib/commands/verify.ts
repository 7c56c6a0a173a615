import { buildCommand, listenForStop, runCommand } from './command-line'
import { runStages } from './run-stages'
import { listChecks } from './stages'

const command = buildCommand('verify', 'Checks format, lint, types, what nobody uses, and the unit tests: no database, no browser.').action(
  () => runStages([listChecks({ isQuick: true })], listenForStop()),
)

await runCommand(command)
