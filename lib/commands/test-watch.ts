import { runCommand } from './command-line'
import { buildVitestCommand } from './run-vitest'

await runCommand(buildVitestCommand('test:watch', 'Runs the unit tests again that an edit concerns. Ctrl-C ends it.', 'watch'))
