import { runCommand } from './command-line'
import { buildVitestCommand } from './run-vitest'

await runCommand(buildVitestCommand('test:unit', 'Runs the unit tests, or some of them.', 'run'))
