import { z } from 'zod'
import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import type { AuditAnswerValue, AuditItem, AuditKind } from '@/lib/metrics/audit/tally'
import type { AuthorizedOrganizationId } from '../authorized'
import type { Database, DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf } from '../postgres/query-rows'
import { toJsonText } from '../postgres/storable-text'

const OPEN_AUDIT = z.strictObject({ items: jsonOf<AuditItem[]>(), finished_at: z.date().nullable() })

const ROW = z.strictObject({
  id: z.string(),
  kind: textOf<AuditKind>(),
  seed: z.number(),
  from: z.string(),
  to: z.string(),
  second_of: z.string().nullable(),
  definitions: z.number(),
  flagged_total: z.number(),
  unflagged_total: z.number(),
  items: jsonOf<AuditItem[]>(),
  created_at: z.date(),
  finished_at: z.date().nullable(),
  answers: jsonOf<Record<string, AuditAnswerValue>>().nullable(),
})

/** Every audit with its sample and answers, the newest first; `id` narrows it to one. */
export async function listAudits(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  id: string | null = null,
): Promise<StoredAudit[]> {
  const rows = await queryRows(database, ROW)`
    select a.id, a.kind, a.seed, a.from_on::text as "from", a.to_on::text as "to", a.second_of, a.definitions,
      a.flagged_total, a.unflagged_total, a.items, a.created_at, a.finished_at,
      (select jsonb_object_agg(w.item_key, w.answer) from audit_answers w
        where w.organization_id = a.organization_id and w.audit_id = a.id) as answers
    from audits a where a.organization_id = ${organizationId} and (${id}::text is null or a.id = ${id})
    order by a.created_at desc, a.id`
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    seed: row.seed,
    from: row.from,
    to: row.to,
    secondOf: row.second_of,
    definitions: row.definitions,
    totals: { flagged: row.flagged_total, unflagged: row.unflagged_total },
    items: row.items,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    answers: new Map(Object.entries(row.answers ?? {})),
  }))
}

export async function getAudit(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  id: string,
): Promise<StoredAudit | null> {
  const [audit] = await listAudits(database, organizationId, id)
  return audit ?? null
}

/** Stores a drawn sample; one that is there already stays as it is, with its answers. */
export async function upsertAudit(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  { items, ...audit }: Omit<StoredAudit, 'answers' | 'finishedAt'>,
): Promise<void> {
  await database.$transaction([
    database.$executeRaw`
      insert into audits (organization_id, id, kind, seed, from_on, to_on, second_of, definitions, flagged_total, unflagged_total, items, created_at)
      values (${organizationId}::int, ${audit.id}, ${audit.kind}, ${audit.seed}, ${audit.from}::date, ${audit.to}::date, ${audit.secondOf},
        ${audit.definitions}, ${audit.totals.flagged}, ${audit.totals.unflagged}, ${toJsonText(items)}::jsonb, ${audit.createdAt})
      on conflict do nothing`,
    nextRevision(database, organizationId),
  ])
}

export type AuditWrite =
  | { outcome: 'saved'; answered: number; missing: number }
  | { outcome: 'finished' }
  /** It was finished before: nothing was written. */
  | { outcome: 'closed' }
  | { outcome: 'unknown' }

/**
 * Stores answers (an answer replaces the earlier one of its item; items without an answer keep theirs) and, if asked and
 * nothing is missing, ends the audit. The row of the audit is locked meanwhile: of two that finish at once one does, and
 * no answer arrives after the end.
 */
export async function upsertAuditAnswers(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  request: { auditId: string; answers: ReadonlyMap<string, AuditAnswerValue>; isFinishing: boolean; at: Date },
): Promise<AuditWrite> {
  const { auditId, at, isFinishing } = request
  return database.$transaction(async (transaction) => {
    const [audit] = await queryRows(transaction, OPEN_AUDIT)`
      select items, finished_at from audits where organization_id = ${organizationId} and id = ${auditId} for update`
    if (!audit) return { outcome: 'unknown' }
    if (audit.finished_at) return { outcome: 'closed' }
    const known = new Set(audit.items.map(({ key }) => key))
    const answers = [...request.answers].filter(([key]) => known.has(key))
    await transaction.$executeRaw`
      insert into audit_answers (organization_id, audit_id, item_key, answer, answered_at)
      select ${organizationId}::int, ${auditId}, item_key, answer, ${at}
      from unnest(${answers.map(([key]) => key)}::text[], ${answers.map(([, answer]) => answer)}::text[]) as w(item_key, answer)
      on conflict (organization_id, audit_id, item_key) do update set answer = excluded.answer, answered_at = excluded.answered_at
      where audit_answers.answer <> excluded.answer`
    const answered = await transaction.auditAnswer.count({ where: { organizationId, auditId } })
    const missing = known.size - answered
    const isFinished = isFinishing && missing === 0
    if (isFinished)
      await transaction.audit.update({ where: { organizationId_id: { organizationId, id: auditId } }, data: { finishedAt: at } })
    await nextRevision(transaction, organizationId)
    return isFinished ? { outcome: 'finished' } : { outcome: 'saved', answered, missing }
  })
}

/** What is kept for a revision of the organisation, pages included, shows audits too. */
function nextRevision(database: DatabaseOrTransaction, organizationId: AuthorizedOrganizationId) {
  return database.$executeRaw`update organizations set revision = gen_random_uuid() where id = ${organizationId}`
}
