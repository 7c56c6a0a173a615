import { buildCommand, runCommand } from './command-line'
import type { TokenOptions } from './run-token'

const command = buildCommand('token', 'Prints a token for /api/v1 once; only its hash is kept.')
  .requiredOption('--name <name>', 'what the token is for, e.g. "weekly report"')
  .option('--org <login>', 'the organisation it opens (default: GITHUB_ORG, or the only one there is)')
  .action(async (options: TokenOptions) => (await import('./run-token')).printToken(options))

await runCommand(command)
