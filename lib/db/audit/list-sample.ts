import { z } from 'zod'
import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import type { AuditKind, AuditTotals } from '@/lib/metrics/audit/tally'
import type { EscapeClass, ThreadClass } from '@/lib/metrics/history/pull-request-evaluation'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf } from '../postgres/query-rows'
import { Prisma } from '../generated/client'
import { toGeneration } from '../generation'

export interface AuditSampleQuestion {
  kind: AuditKind
  seed: number
  from: Date
  /** Exclusive. */
  to: Date
  /** Merges up to here are old enough for the defect catch rate. */
  matureBefore: Date
  asOf: Date
  /** Items of each stratum. */
  size: number
}

const SAMPLE_ROW = z.strictObject({
  key: z.string(),
  isFlagged: z.boolean(),
  repository: z.string(),
  number: z.number(),
  url: z.string(),
  title: z.string(),
  path: z.string().nullable(),
  line: z.number().nullable(),
  opening: z.string().nullable(),
  threadClass: textOf<ThreadClass>().nullable(),
  threadEvidence: z.string().nullable(),
  escapes: jsonOf<{ class: EscapeClass; evidence: string }[]>().nullable(),
  /** How many its stratum has. */
  total: z.number(),
})
export type AuditSampleRow = Omit<z.infer<typeof SAMPLE_ROW>, 'total'>

export interface AuditSample {
  totals: AuditTotals
  /** In an order that tells nothing of the strata. */
  rows: AuditSampleRow[]
}

/**
 * A random sample that anyone can draw again: of each stratum the items with the smallest md5 of "seed:key". The frame is
 * what the defect catch rate counts: matured merges of the range, for threads those that a person who did not write the
 * change may have opened (threads the rule gives to an AI reviewer have their own column and are no part of the rate).
 */
export async function listAuditSample(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  question: AuditSampleQuestion,
): Promise<AuditSample> {
  const { seed, size } = question
  const rows = await queryRows(database, SAMPLE_ROW)`
    with frame as (${toFrame(organizationId, question)}),
    ranked as (
      select *, count(*) over (partition by is_flagged)::int as total,
        row_number() over (partition by is_flagged order by md5(${`${seed}:`} || key), key) as place
      from frame
    )
    select r.key, r.is_flagged as "isFlagged", r.total, n.name_with_owner as repository, p.number, p.url, p.title,
      t.path, coalesce(t.line, t.original_line) as line, c.body as opening,
      r.thread_class as "threadClass", r.thread_evidence as "threadEvidence",
      case when r.thread_class is null then e.evidence->'escapes' end as escapes
    from ranked r
    join pull_requests p on p.organization_id = ${organizationId} and p.id = r.pull_request_id
    join repositories n on n.organization_id = ${organizationId} and n.id = p.repository_id
    left join pull_request_evidence e on e.organization_id = ${organizationId} and e.generation = r.generation
      and e.pull_request_id = r.pull_request_id
    left join review_threads t on t.organization_id = ${organizationId} and t.pull_request_id = r.pull_request_id
      and r.thread_class is not null and t.id = r.key
    left join lateral (
      select body from comments where organization_id = ${organizationId} and pull_request_id = r.pull_request_id and thread_id = t.id
      order by created_at, id limit 1
    ) c on true
    where r.place <= ${size}
    order by md5(${`order:${seed}:`} || r.key), r.key`
  const total = (isFlagged: boolean) => rows.find((row) => row.isFlagged === isFlagged)?.total ?? 0
  return {
    totals: { flagged: total(true), unflagged: total(false) },
    rows: rows.map(({ total: _, ...row }) => row),
  }
}

function toFrame(organizationId: AuthorizedOrganizationId, { kind, from, to, matureBefore, asOf }: AuditSampleQuestion): Prisma.Sql {
  const matured = Prisma.sql`m.organization_id = ${organizationId}
    and m.generation = ${toGeneration(organizationId, 'served')} and m.defects is not null
    and m.merged_at >= ${from} and m.merged_at < ${to} and m.merged_at <= ${matureBefore}`
  if (kind === 'threads') {
    return Prisma.sql`
      select m.generation, m.pull_request_id, t->>'id' as key, t->>'class' = 'caught_strict' as is_flagged,
        t->>'class' as thread_class, t->>'evidence' as thread_evidence
      from pull_request_metrics m
      join pull_request_evidence e on e.organization_id = m.organization_id and e.generation = m.generation
        and e.pull_request_id = m.pull_request_id
      cross join lateral jsonb_array_elements(e.evidence->'threads') t
      where ${matured} and t->>'class' not in ('not_review', 'caught_ai_strict', 'caught_ai_broad')`
  }
  return Prisma.sql`
    select m.generation, m.pull_request_id, m.pull_request_id as key, exists (
        select 1 from jsonb_array_elements(m.defects->'escapes') x
        where (x->>'strict')::float > 0 and (x->>'days')::float <= ${ESCAPE_WINDOW_DAYS} and (x->>'at')::float <= ${asOf.getTime()}
      ) as is_flagged, null::text as thread_class, null::text as thread_evidence
    from pull_request_metrics m where ${matured}`
}
