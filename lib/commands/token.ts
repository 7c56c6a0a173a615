import { createApiToken } from '@/lib/db/access/api-tokens'
import { findOrganization } from '@/lib/db/organization/find'
import { readEnvironment, systemClock } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { buildCommand, runCommand } from './command-line'
import { withDatabase } from './with-database'

const command = buildCommand('token', 'Prints a token for /api/v1 once; only its hash is kept.')
  .requiredOption('--name <name>', 'what the token is for, e.g. "weekly report"')
  .option('--org <login>', 'the organisation it opens (default: GITHUB_ORG, or the only one there is)')
  .action(async ({ name, org }: { name: string; org?: string }) => {
    const token = await withDatabase({ prefer: 'filled', endsItself: false }, async ({ database, isDemo }) => {
      const login = org ?? (isDemo ? null : (readEnvironment().GITHUB_ORG ?? null))
      const { organization, known } = await findOrganization(database, login)
      if (!organization) throw missing(login, known)
      return createApiToken(database, { organizationId: organization.id, name, createdAt: systemClock() })
    })
    process.stdout.write(`${token}\n`)
  })

function missing(login: string | null, known: string[]): UserError {
  if (known.length === 0)
    return new UserError('No organisation has been ingested yet.', 'Run npm run ingest -- --org LOGIN, or npm run demo, first.')
  return new UserError(
    login ? `No organisation "${login}" here.` : 'There are several organisations here.',
    `Choose one with --org: ${known.join(', ')}.`,
  )
}

await runCommand(command)
