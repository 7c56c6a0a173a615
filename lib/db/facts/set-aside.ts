import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { isServed, toGeneration } from '../generation'
import { queryRows, textOf } from '../postgres/query-rows'
import { upsertRows } from '../postgres/upsert-rows'
import { toJsonText, toStorableText } from '../postgres/storable-text'
import { READ, SENTENCES } from './read-error'

/**
 * One pull request never stops the rest: what cannot be stored or judged is written down here, in words, and the rest goes
 * on. `store`: what GitHub says of it now could not be stored; it leaves when a reading stores it. `judge`: it is stored and
 * not judged; it leaves when it is, which is tried after the next change of the program, the rules or the pull request. Of
 * both the figures shown may count what they knew before (`isServed`): the earlier facts, or the generation before.
 * `note`: it is stored and counted, except for what the reason names; it leaves with its next reading.
 */
type SetAsideStep = 'store' | 'judge' | 'note'

export interface SetAside {
  pullRequestId: string
  repositoryId: string
  number: number
  step: SetAsideStep
  /** What follows its name: "could not be judged: its text is too hard". */
  reason: string
  /** step judge: names the program and the rules that failed. */
  derivedWith: string | null
}

export async function upsertSetAside(database: DatabaseOrTransaction, organizationId: number, rows: SetAside[]): Promise<void> {
  await upsertRows(database, {
    table: 'set_aside_pull_requests',
    organizationId,
    rows: rows.map((row) => ({ ...row, reason: toStorableText(row.reason) })),
    key: ['pullRequestId', 'step'],
  })
}

/** Says of stored pull requests why no figure counts them. */
export async function upsertUnjudged(
  database: DatabaseOrTransaction,
  organizationId: number,
  unjudged: { pullRequestId: string; reason: string; derivedWith: string }[],
): Promise<void> {
  if (unjudged.length === 0) return
  await database.$executeRaw`
    insert into set_aside_pull_requests (organization_id, pull_request_id, step, repository_id, number, reason, derived_with)
    select p.organization_id, p.id, 'judge', p.repository_id, p.number, x.reason, x."derivedWith"
    from jsonb_to_recordset(${toJsonText(unjudged)}::jsonb) as x("pullRequestId" text, reason text, "derivedWith" text)
    join pull_requests p on p.organization_id = ${organizationId} and p.id = x."pullRequestId"
    on conflict (organization_id, pull_request_id, step) do update
      set reason = excluded.reason, derived_with = excluded.derived_with`
}

/** Says of a stored pull request what of it is unknown. */
export async function upsertNote(database: DatabaseOrTransaction, organizationId: number, id: string, reason: string): Promise<void> {
  await database.$executeRaw`
    insert into set_aside_pull_requests (organization_id, pull_request_id, step, repository_id, number, reason)
    select organization_id, id, 'note', repository_id, number, ${toStorableText(reason)} from pull_requests
    where organization_id = ${organizationId} and id = ${id}
    on conflict (organization_id, pull_request_id, step) do update set reason = excluded.reason`
}

export async function deleteSetAside(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
  steps: SetAsideStep[],
): Promise<void> {
  if (pullRequestIds.length === 0) return
  await database.$executeRaw`
    delete from set_aside_pull_requests
    where organization_id = ${organizationId} and pull_request_id = any(${pullRequestIds}) and step = any(${steps}::text[])`
}

/**
 * Of these pull requests a judgement is made in `generation`. What is told of one that the served figures do not count stays
 * until that generation is served.
 */
export async function deleteUnjudged(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
  generation: number,
): Promise<void> {
  if (pullRequestIds.length === 0) return
  await database.$executeRaw`
    delete from set_aside_pull_requests s
    where s.organization_id = ${organizationId} and s.pull_request_id = any(${pullRequestIds}) and s.step = 'judge'
      and (coalesce(${toGeneration(organizationId, 'served')}, ${generation}::int) = ${generation}::int or ${isServed(organizationId)})`
}

/** With the generation that is served from now on: what it counts is set aside no longer. */
export async function deleteJudged(database: DatabaseOrTransaction, organizationId: number): Promise<void> {
  await database.$executeRaw`
    delete from set_aside_pull_requests s
    where s.organization_id = ${organizationId} and s.step = 'judge' and ${isServed(organizationId)}`
}

/** Puts those back on the outbox that failed with another program or other rules. */
export async function enqueueSetAside(database: DatabaseOrTransaction, organizationId: number, derivedWith: string): Promise<void> {
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select organization_id, pull_request_id from set_aside_pull_requests
    where organization_id = ${organizationId} and step = 'judge' and derived_with is distinct from ${derivedWith}
    on conflict do nothing`
}

const PULL_REQUEST = z.strictObject({ id: z.string() })

/** Those of these pull requests that no figure counts. */
export async function listUnjudged(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<string[]> {
  const rows = await queryRows(database, PULL_REQUEST)`
    select pull_request_id as id from set_aside_pull_requests
    where organization_id = ${organizationId} and step = 'judge' and pull_request_id = any(${ids})`
  return rows.map(({ id }) => id)
}

const SET_ASIDE = z.strictObject({
  repository: z.string(),
  url: z.string(),
  number: z.bigint(),
  step: textOf<SetAsideStep>(),
  reason: z.string(),
})
export type SetAsideRow = Omit<z.infer<typeof SET_ASIDE>, 'number'> & { number: number }

/**
 * All that is left out or not wholly known, by repository and number: what is set aside here, and what could not be read
 * (its own row says why) unless `isUnread` is false. `repositoryIds` narrows it to some repositories.
 */
export async function listSetAside(
  database: DatabaseOrTransaction,
  organizationId: number,
  {
    repositoryIds = null,
    isUnread = true,
    limit = null,
  }: { repositoryIds?: string[] | null; isUnread?: boolean; limit?: number | null } = {},
): Promise<SetAsideRow[]> {
  const rows = await queryRows(database, SET_ASIDE)`
    select r.name_with_owner as repository, r.url || '/pull/' || s.number as url, s.number, s.step, s.reason
    from (
      select repository_id, number, step, reason from set_aside_pull_requests where organization_id = ${organizationId}
      union all
      select repository_id, number::bigint, 'store',
        case when read_error like any(${SENTENCES}) then read_error else ${READ} || read_error end
      from pull_requests
      where organization_id = ${organizationId} and not is_complete and read_error is not null and ${isUnread}
    ) s
    join repositories r on r.organization_id = ${organizationId} and r.id = s.repository_id
    where ${repositoryIds}::text[] is null or s.repository_id = any(${repositoryIds}::text[])
    order by r.name_with_owner, s.number, s.step limit ${limit}`
  return rows.map((row) => ({ ...row, number: Number(row.number) }))
}
