import { createApiToken } from '@/lib/db/access/api-tokens'
import { findOrganization } from '@/lib/db/organization/find'
import { readEnvironment, systemClock } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { withDatabase } from './with-database'

export interface TokenOptions {
  name: string
  org?: string
}

export async function printToken({ name, org }: TokenOptions): Promise<void> {
  const token = await withDatabase({ prefer: 'filled', endsItself: false }, async ({ database, isDemo }) => {
    const login = org ?? (isDemo ? null : (readEnvironment().GITHUB_ORG ?? null))
    const { organization, known } = await findOrganization(database, login)
    if (!organization) throw missing(login, known)
    return createApiToken(database, { organizationId: organization.id, name, createdAt: systemClock() })
  })
  process.stdout.write(`${token}\n`)
}

function missing(login: string | null, known: string[]): UserError {
  if (known.length === 0)
    return new UserError('No organisation has been ingested yet.', 'Run npm run ingest -- --org LOGIN, or npm run demo, first.')
  return new UserError(
    login ? `No organisation "${login}" here.` : 'There are several organisations here.',
    `Choose one with --org: ${known.join(', ')}.`,
  )
}
