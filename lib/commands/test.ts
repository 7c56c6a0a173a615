import { buildCommand, listenForStop, runCommand } from './command-line'
import { preparePages } from './prepare-pages'
import { runStages } from './run-stages'
import { listChecks, listDatabaseTests } from './stages'

const command = buildCommand('test', 'Runs format, lint, types, unit, integration and browser tests: all of what must hold.').action(
  async () => {
    const stop = listenForStop()
    await preparePages()
    // Tests that measure an answer or kill a process come after the others, one kind at a time.
    await runStages([listChecks({ isQuick: false }), ...listDatabaseTests().map((stage) => [stage])], stop)
  },
)

await runCommand(command)
