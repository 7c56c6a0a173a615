import { xor } from 'es-toolkit'
import { z } from 'zod'
import type { Database, DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const ACTOR = z.strictObject({ actorId: z.string() })

export interface MachineUserRule {
  /** How many characters two comments share at their beginning. */
  samePrefixCharacters: number
  /** On how many pull requests at least. */
  pullRequests: number
  /** Of an account's comments. */
  share: number
}

/**
 * Counts which accounts comment as machines do: at least the share of their comments begin with characters that they wrote
 * on so many pull requests. It reads every comment, so it is work for the night. An account that is found, or found to be
 * none, puts the pull requests that it took part in on the outbox.
 */
export async function countMachineUsers(database: Database, organizationId: number, rule: MachineUserRule, countedAt: Date): Promise<void> {
  const { samePrefixCharacters: length, pullRequests, share } = rule
  await replace(database, organizationId, 'counted', async (transaction) => {
    await transaction.$executeRaw`
      with people as materialized (
        select id from actors
        where organization_id = ${organizationId} and type in ('User', 'EnterpriseUserAccount', 'Organization')
      ), openings as materialized (
        select c.author_id, left(c.body, ${length}) as beginning, count(*)::int as alike, count(distinct c.pull_request_id)::int as pull_requests
        from comments c
        where c.organization_id = ${organizationId} and char_length(c.body) >= ${length} and c.author_id in (select id from people)
        group by 1, 2
        having count(distinct c.pull_request_id) >= ${pullRequests}
      ), totals as (
        select c.author_id, count(*)::int as comments from comments c
        where c.organization_id = ${organizationId} and c.author_id in (select author_id from openings)
        group by 1
      )
      insert into machine_users (organization_id, actor_id, source, comments, alike, pull_requests, beginning)
      select ${organizationId}::int, t.author_id, 'counted', t.comments, sum(o.alike)::int, max(o.pull_requests),
        (array_agg(o.beginning order by o.alike desc, o.beginning))[1]
      from totals t join openings o on o.author_id = t.author_id
      group by t.author_id, t.comments
      having sum(o.alike) >= ${share}::float8 * t.comments`
    await transaction.organization.update({
      where: { id: organizationId },
      data: { machinesCountedAt: countedAt },
      select: { id: true },
    })
  })
}

/** Those of plumbline.yml that GitHub knows here; `logins` are in lower case, without "[bot]". */
export async function replaceConfiguredMachines(database: Database, organizationId: number, logins: string[]): Promise<void> {
  await replace(database, organizationId, 'configured', async (transaction) => {
    if (logins.length === 0) return
    await transaction.$executeRaw`
      insert into machine_users (organization_id, actor_id, source)
      select organization_id, id, 'configured' from actors
      where organization_id = ${organizationId} and regexp_replace(lower(login), '\\[bot\\]$', '') = any(${logins})`
  })
}

async function replace(
  database: Database,
  organizationId: number,
  source: 'configured' | 'counted',
  insert: (transaction: DatabaseOrTransaction) => Promise<void>,
): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      const list = async () =>
        (
          await queryRows(transaction, ACTOR)`
            select distinct actor_id as "actorId" from machine_users where organization_id = ${organizationId}`
        ).map(({ actorId }) => actorId)
      const before = await list()
      await transaction.machineUser.deleteMany({ where: { organizationId, source } })
      await insert(transaction)
      const after = await list()
      const changed = xor(before, after)
      if (changed.length === 0) return
      await transaction.$executeRaw`
        insert into pending_evaluations (organization_id, pull_request_id)
        select p.organization_id, p.id from pull_requests p
        where p.organization_id = ${organizationId} and p.is_complete and p.id in (
          select id from pull_requests
          where organization_id = ${organizationId} and (author_id = any(${changed}) or editor_id = any(${changed}))
          union
          select pull_request_id from comments where organization_id = ${organizationId} and author_id = any(${changed})
          union
          select pull_request_id from reviews where organization_id = ${organizationId} and author_id = any(${changed})
        )
        on conflict do nothing`
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}

export interface ListedMachineUser {
  login: string
  source: 'configured' | 'counted'
  comments: number | null
  alike: number | null
  pullRequests: number | null
  /** How most of those comments begin: text of others. */
  beginning: string | null
}

const LISTED = z.strictObject({
  login: z.string(),
  source: z.enum(['configured', 'counted']),
  comments: z.number().nullable(),
  alike: z.number().nullable(),
  pullRequests: z.number().nullable(),
  beginning: z.string().nullable(),
})

/** By login. */
export function listMachineUsers(database: DatabaseOrTransaction, organizationId: number): Promise<ListedMachineUser[]> {
  return queryRows(database, LISTED)`
    select a.login, m.source, m.comments, m.alike, m.pull_requests as "pullRequests", m.beginning
    from machine_users m
    join actors a on a.organization_id = m.organization_id and a.id = m.actor_id
    where m.organization_id = ${organizationId}
    order by lower(a.login), m.source`
}
