import type { Clock } from '@/lib/dates'
import type { Database } from '@/lib/db/client'
import { countMachineUsers } from '@/lib/db/facts/machine-users'
import { getStoredTotals, listLeftOut, listUnfinished } from '@/lib/db/facts/list-unfinished'
import { updateOrganizationSync, upsertOrganization, withOrganizationLock } from '@/lib/db/sync/organization'
import { explainOutage, findOutage } from '@/lib/db/outage'
import { replaceTeamMemberships } from '@/lib/db/facts/replace-team-memberships'
import { isClockFixed, systemClock } from '@/lib/env'
import { toLine } from '@/lib/errors'
import { createGitHubClient, type GitHubClient } from '@/lib/github/client'
import { fetchOrganization } from '@/lib/github/fetch-organization'
import { THREAD_WIDTH } from '@/lib/github/queries/leaves'
import { fetchTeams } from '@/lib/github/fetch-teams'
import { MACHINE_USERS } from '@/lib/policy/defaults'
import { FailureRow } from './failure-row'
import { keepHeapSmall } from './keep-heap-small'
import { readAllLeaves } from './read-leaves'
import { prepareRepositories, syncRepositories } from './sync-repositories'
import type { SyncProgress, SyncRun } from './sync-run'

export interface SyncOptions {
  database: Database
  apiUrl: string
  getToken: () => Promise<string>
  login: string
  /** "owner/name"; none: every repository of the organisation. */
  repositories?: string[]
  /** Only pull requests that changed since then. None: each repository keeps the limit it was first read with. */
  since?: Date
  /** Read open and recently ended pull requests again as well, for what does not move their updatedAt. */
  nightly?: boolean
  clock?: Clock
  onProgress?: (progress: SyncProgress) => void
  onWait?: (reason: string, seconds: number) => void
  onWarning?: (warning: string) => void
  /** Evaluates what changed; runs before the new "as of" is announced. */
  afterFacts?: (facts: { organizationId: number; asOf: Date }) => Promise<unknown>
  signal?: AbortSignal
  sleep?: (milliseconds: number) => Promise<unknown>
}

export interface SyncSummary {
  /** Stored, of the repositories that were asked for. */
  pullRequests: number
  reviews: number
  /** Of this run. */
  requests: number
  points: number
  retries: number
  seconds: number
  /** What is missing, one line each; empty: the ledger is complete. */
  incomplete: string[]
}

/**
 * Brings the facts of one organisation up to date: its teams, the rest of every unfinished backfill, then what changed.
 * Stopped anywhere and started again, it goes on where it was. One at a time for an organisation.
 * @throws UserError for everything a person must mend: token, organisation, permissions, limits that do not end.
 */
export async function syncOrganization(options: SyncOptions): Promise<SyncSummary> {
  const started = Date.now()
  keepHeapSmall()
  const { database } = options
  let organizationId: number | null = null
  const client = createGitHubClient({
    ...options,
    onWait: async (reason, seconds) => {
      options.onWait?.(reason, seconds)
      if (organizationId === null) return
      await updateOrganizationSync(database, organizationId, { syncMessage: `Waiting ${seconds} s: ${reason}` })
    },
  })
  return withOrganizationLock(database, options.login, async () => {
    const organization = await upsertOrganization(database, await fetchOrganization(client, options.login))
    organizationId = organization.id
    const run = startRun(
      database,
      client,
      organization.id,
      neverBefore(organization.syncedAt, options.clock ?? toGitHubClock(client)),
      options.onProgress,
    )
    await updateOrganizationSync(database, organization.id, { syncStartedAt: run.clock(), lastError: null, syncMessage: null })
    try {
      await syncTeams(run, options)
      const repositoryIds = await prepareRepositories(run, options)
      const asOf = await syncRepositories(run, repositoryIds, options)
      await readAllLeaves(run)
      const unfinished = await listUnfinished(database, organization.id, repositoryIds)
      const isWhole = unfinished.every((item) => item.isRecorded)
      // Figures stay those of the last whole sync until this one is whole: they never mix two instants.
      if (isWhole && (options.nightly || !organization.machinesCountedAt)) {
        await countMachineUsers(database, organization.id, MACHINE_USERS, asOf)
      }
      if (isWhole) await options.afterFacts?.({ organizationId: organization.id, asOf })
      const { pointsLeft, pointsResetAt } = client.usage
      await updateOrganizationSync(database, organization.id, {
        ...(isWhole && { syncedAt: asOf }),
        listGap: run.gaps.length > 0 ? run.gaps.join('; ') : null,
        syncStartedAt: null,
        syncMessage: null,
        pointsLeft,
        pointsResetAt,
      })
      const { requests, points, retries } = client.usage
      const totals = await getStoredTotals(database, organization.id, repositoryIds)
      const seconds = (Date.now() - started) / 1000
      const leftOut = await listLeftOut(database, organization.id, repositoryIds)
      return {
        ...totals,
        requests,
        points,
        retries,
        seconds,
        incomplete: [...run.gaps.map((gap) => `${options.login}: ${gap}`), ...unfinished.map((item) => item.text), ...leftOut],
      }
    } catch (error) {
      // Where the database is what failed this fails too, and what comes first is what is told.
      const told = explainOutage(error, findOutage(error))
      const lastError = options.signal?.aborted ? null : toLine(told)
      await updateOrganizationSync(database, organization.id, { lastError, syncMessage: null }).catch(() => undefined)
      throw told
    }
  })
}

/** The clock that facts are dated by: ours may be minutes off. A replay keeps its own. */
function toGitHubClock(client: GitHubClient): Clock {
  return () => new Date(systemClock().getTime() + (isClockFixed() ? 0 : client.usage.clockLeadMilliseconds))
}

/** A clock that never goes back, not behind the reading before either: figures would lose what they had shown. */
function neverBefore(earliest: Date | null, clock: Clock): Clock {
  let latest = earliest ?? new Date(0)
  return () => {
    const now = clock()
    if (now > latest) latest = now
    return latest
  }
}

/** A night's share of what an older program stored less of: some 360 points. */
const OLD_A_NIGHT = 5_000

function startRun(
  database: Database,
  client: GitHubClient,
  organizationId: number,
  clock: Clock,
  onProgress: (progress: SyncProgress) => void = () => {},
): SyncRun {
  const progress = {
    repository: null,
    repositoriesDone: 0,
    repositoriesTotal: 0,
    pullRequestsDone: 0,
    pullRequestsTotal: 0,
    pointsLeft: null,
  }
  return {
    database,
    client,
    organizationId,
    clock,
    progress,
    onProgress,
    waiting: { threads: 0, issues: 0 },
    leafWidth: THREAD_WIDTH,
    silent: new Set(),
    oldToRead: OLD_A_NIGHT,
    failures: {
      pullRequests: new FailureRow('pull requests'),
      threads: new FailureRow('review threads'),
      pages: new FailureRow('further pages'),
    },
    gaps: [],
    toldAt: 0,
  }
}

async function syncTeams(run: SyncRun, options: SyncOptions) {
  const fetched = await fetchTeams(run.client, options.login)
  if (fetched) {
    run.gaps.push(...fetched.gaps)
    await replaceTeamMemberships(run.database, run.organizationId, fetched.teams, run.clock(), fetched.gaps.length === 0)
  } else {
    options.onWarning?.(
      'The token may not read the teams of the organisation, so figures are for the whole organisation only. ' +
        'Give it the scope read:org (fine-grained: members, read) to see teams.',
    )
  }
}
