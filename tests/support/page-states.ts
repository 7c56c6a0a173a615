import type { Database } from '@/lib/db/client'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { DEMO_LOGIN } from '@/lib/demo/organization/configuration'

/**
 * The states a page can be in besides "everything is there". Each puts a read demo organisation into its state for as long
 * as `look` runs, and back afterwards.
 */
export type PageState = (database: Database, look: () => Promise<void>) => Promise<void>

async function during(before: () => Promise<unknown>, look: () => Promise<void>, after: () => Promise<unknown>): Promise<void> {
  await before()
  try {
    await look()
  } finally {
    await after()
  }
}

const readOnce = async (database: Database) => database.organization.findFirstOrThrow({ where: { nodeId: { not: '' } } })

export const PAGE_STATES = {
  /** Nothing of the organisation that GITHUB_ORG names. */
  empty: (database, look) =>
    during(
      () => database.organization.updateMany({ data: { login: 'elsewhere' } }),
      look,
      () => database.organization.updateMany({ data: { login: DEMO_LOGIN } }),
    ),
  /** The first sync is under way. */
  first: async (database, look) => {
    const { syncedAt } = await readOnce(database)
    await withOrganizationLock(database, DEMO_LOGIN, () =>
      during(
        async () => {
          await database.organization.updateMany({ data: { syncedAt: null, syncMessage: 'waiting 42 s: secondary rate limit' } })
          await database.$executeRaw`update repositories set pull_requests_total = pull_requests_total + 1000`
        },
        look,
        async () => {
          await database.$executeRaw`update repositories set pull_requests_total = pull_requests_total - 1000`
          await database.organization.updateMany({ data: { syncedAt, syncMessage: null } })
        },
      ),
    )
  },
  /** Everything is read, and three tenths of the first figures are made. */
  computing: async (database, look) => {
    const { syncedAt } = await readOnce(database)
    await withOrganizationLock(database, DEMO_LOGIN, () =>
      during(
        async () => {
          await database.organization.updateMany({ data: { syncedAt: null } })
          await database.$executeRaw`
            insert into pending_evaluations
            select organization_id, id from pull_requests order by id limit (select count(*) * 7 / 10 from pull_requests)`
        },
        look,
        async () => {
          await database.pendingEvaluation.deleteMany()
          await database.organization.updateMany({ data: { syncedAt } })
        },
      ),
    )
  },
  /** A later sync is under way; what is shown is of the one before. */
  'catching-up': (database, look) => withOrganizationLock(database, DEMO_LOGIN, look),
  /** A pull request could not be read whole. */
  partial: async (database, look) => {
    const { id } = await database.pullRequest.findFirstOrThrow({ orderBy: { id: 'asc' }, select: { id: true } })
    await during(
      () =>
        database.pullRequest.updateMany({
          where: { id },
          data: { isComplete: false, readError: 'GitHub answers with an error for this pull request.' },
        }),
      look,
      () => database.pullRequest.updateMany({ where: { id }, data: { isComplete: true, readError: null } }),
    )
  },
  /** The last sync failed; what is shown is of the one before. */
  failed: (database, look) =>
    during(
      () => database.organization.updateMany({ data: { lastError: 'GitHub does not accept the token (401).' } }),
      look,
      () => database.organization.updateMany({ data: { lastError: null } }),
    ),
  /** The database cannot answer. */
  broken: (database, look) =>
    during(
      () => database.$executeRaw`alter table organizations rename to organizations_away`,
      look,
      () => database.$executeRaw`alter table organizations_away rename to organizations`,
    ),
} satisfies Record<string, PageState>
