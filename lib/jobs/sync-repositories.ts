import type { Clock } from '@/lib/dates'
import { countStored } from '@/lib/db/facts/list-unfinished'
import { explainOutage, findOutage } from '@/lib/db/outage'
import {
  listRepositorySyncs,
  restartRepositoryWalk,
  updateRepositoryError,
  updateRepositoryTotals,
  type RepositorySync,
} from '@/lib/db/sync/repositories'
import { updateRepositoryContexts, upsertRepositories } from '@/lib/db/facts/upsert-repositories'
import { toLine, UserError } from '@/lib/errors'
import { fetchPoll, type ManifestPage } from '@/lib/github/fetch-manifest'
import { fetchRepositories } from '@/lib/github/fetch-organization'
import { fetchRepositoryContexts } from '@/lib/github/fetch-repository-contexts'
import { POLL_WIDTH } from '@/lib/github/queries/manifest'
import { backfillRepository } from './backfill-repository'
import { catchUpRepository, rereadRepository } from './catch-up-repository'
import { reportProgress, type SyncRun } from './sync-run'

interface RepositoryChoice {
  login: string
  repositories?: string[]
  since?: Date
  nightly?: boolean
}

/** Stores the repositories that are asked for and what their pull requests are judged against; answers their ids. */
export async function prepareRepositories(run: SyncRun, choice: RepositoryChoice): Promise<string[]> {
  const all = await fetchRepositories(run.client, choice.login)
  const wanted = choice.repositories?.map((name) => name.toLowerCase())
  const chosen = wanted ? all.filter((repository) => wanted.includes(repository.nameWithOwner.toLowerCase())) : all
  const unknown = wanted?.find((name) => !all.some((repository) => repository.nameWithOwner.toLowerCase() === name))
  if (unknown !== undefined) {
    throw new UserError(
      `The organisation "${choice.login}" has no repository "${unknown}" that this token may see.`,
      'Give it as OWNER/NAME and check that the token may read it.',
    )
  }
  const ids = chosen.map((repository) => repository.id)
  await upsertRepositories(run.database, run.organizationId, chosen)
  await updateRepositoryContexts(run.database, run.organizationId, await fetchRepositoryContexts(run.client, ids))
  for (const repository of await listRepositorySyncs(run.database, run.organizationId, ids)) {
    await applyLimit(run, repository, choice.since)
  }
  return ids
}

/** A first reading takes the limit; an earlier one than before walks again; a later one changes nothing that is stored. */
async function applyLimit(run: SyncRun, repository: RepositorySync, since: Date | undefined) {
  if (!since) return
  const isUntouched = repository.manifestCursor === null && repository.backfilledAt === null
  const isWider = repository.since !== null && since < repository.since
  if (isUntouched || isWider) await restartRepositoryWalk(run.database, run.organizationId, repository.id, since)
}

/** Reads all of it; answers the instant up to which everything is known. */
export async function syncRepositories(run: SyncRun, ids: string[], choice: RepositoryChoice): Promise<Date> {
  const listed = await listRepositorySyncs(run.database, run.organizationId, ids)
  const first = await poll(
    run,
    listed.filter((repository) => repository.backfilledAt === null && repository.watermark === null),
  )
  // With a limit by date nobody knows how many there are before the walk has met them.
  const totals = new Map<string, number>()
  for (const { id, since } of listed) {
    const page = first.get(id)
    if (page && !since) totals.set(id, page.total)
  }
  await updateRepositoryTotals(run.database, run.organizationId, totals)
  const repositories = listed.map((repository) => ({
    ...repository,
    pullRequestsTotal: totals.get(repository.id) ?? repository.pullRequestsTotal,
  }))
  run.progress.repositoriesTotal = repositories.length
  run.progress.pullRequestsTotal = repositories.reduce((sum, repository) => sum + (repository.pullRequestsTotal ?? 0), 0)
  const unfinished = repositories.filter((repository) => repository.backfilledAt === null)
  run.progress.pullRequestsDone = await countStored(
    run.database,
    run.organizationId,
    ids.filter((id) => !unfinished.some((one) => one.id === id)),
  )
  run.progress.repositoriesDone = repositories.length - unfinished.length
  for (const repository of unfinished) {
    const watermark = repository.watermark ?? first.get(repository.id)?.entries[0]?.updatedAt ?? null
    await guard(run, repository, () => backfillRepository(run, repository, watermark))
    run.progress.repositoriesDone += 1
    await reportProgress(run)
  }
  return catchUp(run, ids, run.clock, choice.nightly ?? false)
}

/** The poll comes after the backfills, however long they took: what changed meanwhile is read once more. */
async function catchUp(run: SyncRun, ids: string[], clock: Clock, isNightly: boolean): Promise<Date> {
  const asOf = clock()
  const repositories = await listRepositorySyncs(run.database, run.organizationId, ids)
  const finished = repositories.filter((repository) => repository.backfilledAt !== null)
  const changes = await poll(run, finished)
  for (const repository of finished) {
    const page = changes.get(repository.id)
    await guard(run, repository, async () => {
      if (!page) throw new Error('GitHub did not tell what changed in it')
      await catchUpRepository(run, repository, page)
    })
    if (isNightly) await guard(run, repository, () => rereadRepository(run, repository))
  }
  run.progress.repository = null
  await reportProgress(run)
  return asOf
}

async function poll(run: SyncRun, repositories: RepositorySync[]): Promise<Map<string, ManifestPage>> {
  const pages = new Map<string, ManifestPage>()
  for (let from = 0; from < repositories.length; from += POLL_WIDTH) {
    const ids = repositories.slice(from, from + POLL_WIDTH).map((repository) => repository.id)
    for (const [id, page] of await fetchPoll(run.client, ids)) pages.set(id, page)
  }
  return pages
}

/** A repository that cannot be read says so and does not keep the others waiting; what a person must mend ends the run. */
async function guard(run: SyncRun, repository: RepositorySync, work: () => Promise<void>) {
  run.progress.repository = repository.nameWithOwner
  try {
    await work()
  } catch (error) {
    // Without a database there is nowhere to say so.
    const told = explainOutage(error, findOutage(error))
    if (told instanceof UserError || (error instanceof Error && error.name === 'AbortError')) throw told
    await updateRepositoryError(run.database, run.organizationId, repository.id, toLine(error))
  }
}
