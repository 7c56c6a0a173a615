import { addDays, type Clock } from '@/lib/dates'
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
import { toDetail, toLine, UserError } from '@/lib/errors'
import { AnswerError } from '@/lib/github/errors'
import { fetchPoll, type ManifestPage } from '@/lib/github/fetch-manifest'
import { fetchRepositories } from '@/lib/github/fetch-organization'
import { fetchRepositoryContexts } from '@/lib/github/fetch-repository-contexts'
import { POLL_WIDTH } from '@/lib/github/queries/manifest'
import { log } from '@/lib/log'
import { backfillRepository } from './backfill-repository'
import { catchUpRepository, DAYS_OF_DOUBT, rereadRepository } from './catch-up-repository'
import { readBranchRules } from './read-branch-rules'
import { recountRepository } from './recount-repository'
import { reportProgress, type SyncRun } from './sync-run'

interface RepositoryChoice {
  login: string
  repositories?: string[]
  since?: Date
  nightly?: boolean
  onWarning?: (warning: string) => void
}

/** Stores the repositories that are asked for and what their pull requests are judged against; answers their ids. */
export async function prepareRepositories(run: SyncRun, choice: RepositoryChoice): Promise<string[]> {
  const { nodes: all, gap } = await fetchRepositories(run.client, choice.login)
  if (gap !== null) run.gaps.push(gap)
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
  await updateContexts(run, chosen, choice.onWarning)
  await readBranchRules(run, ids, choice.nightly ?? false)
  for (const repository of await listRepositorySyncs(run.database, run.organizationId, ids)) {
    await applyLimit(run, repository, choice.since)
    await restartLimited(run, repository)
  }
  return ids
}

async function updateContexts(run: SyncRun, repositories: { id: string; nameWithOwner: string }[], onWarning = (_: string) => {}) {
  const contexts = await fetchRepositoryContexts(
    run.client,
    repositories.map(({ id }) => id),
  )
  const ignored = new Set(contexts.filter(({ codeownersIgnored }) => codeownersIgnored).map(({ id }) => id))
  for (const { id, nameWithOwner } of repositories) {
    if (ignored.has(id)) onWarning(`CODEOWNERS of ${nameWithOwner} is larger than 3 MB, so GitHub ignores it, and so does Plumbline.`)
  }
  await updateRepositoryContexts(run.database, run.organizationId, contexts)
}

/** A first reading takes the limit; an earlier one than before walks again; a later one changes nothing that is stored. */
async function applyLimit(run: SyncRun, repository: RepositorySync, since: Date | undefined) {
  if (!since) return
  const isUntouched = repository.manifestCursor === null && repository.backfilledAt === null
  const isWider = repository.since !== null && since < repository.since
  if (isUntouched || isWider) await restartRepositoryWalk(run.database, run.organizationId, repository.id, since)
}

/** A walk that is limited by date has no total to be counted against: where something was left out, it begins anew. */
async function restartLimited(run: SyncRun, repository: RepositorySync) {
  if (repository.since === null || repository.walkGap === null) return
  await restartRepositoryWalk(run.database, run.organizationId, repository.id, repository.since)
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
    const watermark = repository.watermark ?? findNewest(first.get(repository.id), run.clock())
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
      if (!page) throw new AnswerError('GitHub did not tell what changed in it.', 'Start again later; nothing is lost.')
      const changesGap = await catchUpRepository(run, repository, page)
      await recountRepository(run, repository, { polled: page, changesGap, isNightly })
    })
    if (isNightly) await guard(run, repository, () => rereadRepository(run, repository))
  }
  run.progress.repository = null
  await reportProgress(run)
  return asOf
}

/** The newest change that can be true. */
function findNewest(page: ManifestPage | undefined, now: Date): Date | null {
  const ahead = addDays(now, DAYS_OF_DOUBT)
  return page?.entries.find(({ updatedAt }) => updatedAt <= ahead)?.updatedAt ?? null
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
    if (error instanceof Error && error.name === 'AbortError') throw error
    if (told instanceof UserError && !(told instanceof AnswerError)) throw told
    log('error', 'A repository could not be read', { repository: repository.nameWithOwner, error: toDetail(error) })
    await updateRepositoryError(run.database, run.organizationId, repository.id, toLine(error))
  }
}
