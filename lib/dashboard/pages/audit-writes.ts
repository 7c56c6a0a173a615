import { z } from 'zod'
import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import { getAudit, upsertAudit, upsertAuditAnswers, type AuditWrite } from '@/lib/db/audit/stored'
import { listAuditSample, type AuditSampleRow } from '@/lib/db/audit/list-sample'
import { cutText } from '@/lib/facts/outside-text'
import { addDays, toDateString } from '@/lib/dates'
import { ESCAPES, THREADS } from '@/lib/pages/list/explain-reasons'
import { ANSWER_PREFIX, AUDIT_PROBLEM_KEYS, type AuditProblem } from '@/lib/pages/audit/form'
import { AUDIT_ANSWERS, AUDIT_KINDS, AUDIT_STRATUM_SIZE, type AuditAnswerValue, type AuditItem } from '@/lib/metrics/audit/tally'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { openContext, type DashboardContext } from '../context'
import { getDatabase } from '../database'
import { RequestProblem } from '../problem'
import { toMatureBefore, toSecondId } from './load-audit'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { loadReadings } from '@/lib/dashboard/readings/load'
import { toServedDefinitions } from '@/lib/dashboard/readings/served-definitions'

/** A form as it was sent; a file in it is no answer. */
type Sent = Record<string, string>

/** Where to go, or what is wrong. */
export type AuditDrawn = { id: string } | { problem: AuditProblem }

const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`))

const question = z.object({
  kind: z.enum(AUDIT_KINDS),
  from: day,
  to: day,
  // What a Postgres integer holds.
  seed: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.int().max(2_147_483_647)),
})

/**
 * Draws and keeps the sample that the form asks for. The same question asked twice, by two clicks or in two years, leads
 * to the audit that is there.
 */
export async function drawAudit(sent: Sent): Promise<AuditDrawn> {
  const context = await openWritable()
  if (!context) return { problem: 'unsynced' }
  const parsed = question.safeParse(sent)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0]
    return { problem: AUDIT_PROBLEM_KEYS.find((key) => key === field) ?? 'kind' }
  }
  const { kind, from, seed } = parsed.data
  if (from > parsed.data.to) return { problem: 'order' }
  const to = addDays(parsed.data.to, 1)
  const { database, organizationId, organization } = context
  const asOf = organization.syncedAt
  if (!asOf) return { problem: 'unsynced' }
  const days = { from: toDateString(from), to: toDateString(to) }
  const definitions = toServedDefinitions(organization)
  // What version 1 was audited for says nothing of the next: the same question is another audit then.
  const id = [kind, days.from, days.to, seed, ...(definitions === 1 ? [] : [`definitions-${definitions}`])].join('-')
  if (await getAudit(database, organizationId, id)) return { id }
  if (definitions !== DEFINITIONS_VERSION) return { problem: 'busy' }
  const document = await loadReadings({ ...context, scope: 'organization' }, { from, to, asOf }).catch(toBusy)
  if (document === 'busy') return { problem: 'busy' }
  if (!document || isWithheld(document)) return { problem: 'withheld' }
  const { rows, totals } = await listAuditSample(database, organizationId, {
    kind,
    seed,
    from,
    to,
    asOf,
    matureBefore: toMatureBefore(context),
    size: AUDIT_STRATUM_SIZE,
  })
  if (rows.length === 0) return { problem: 'nothing' }
  await upsertAudit(database, organizationId, {
    id,
    kind,
    seed,
    ...days,
    secondOf: null,
    definitions,
    totals,
    items: rows.map(toItem),
    createdAt: context.now,
  })
  return { id }
}

function toBusy(error: unknown): 'busy' {
  if (error instanceof RequestProblem && error.status === 503) return 'busy'
  throw error
}

/** The same sample for a second reader, who sees neither answers nor verdicts of the first. */
export async function drawSecondAudit(id: string): Promise<AuditDrawn> {
  const context = await openWritable()
  const first = context && isId(id) ? await getAudit(context.database, context.organizationId, id) : null
  if (!context || !first || first.secondOf !== null) return { problem: 'unknown' }
  const second = toSecondId(first.id)
  await upsertAudit(context.database, context.organizationId, { ...first, id: second, secondOf: first.id, createdAt: context.now })
  return { id: second }
}

/** Keeps every answer of the form that is one, and ends the audit where that is asked and nothing is missing. */
export async function saveAuditAnswers(auditId: string, sent: Sent): Promise<AuditWrite> {
  const context = await openWritable()
  if (!context || !isId(auditId)) return { outcome: 'unknown' }
  const answers = new Map<string, AuditAnswerValue>()
  for (const [name, value] of Object.entries(sent)) {
    const answer = AUDIT_ANSWERS.find((known) => known === value)
    if (name.startsWith(ANSWER_PREFIX) && answer) answers.set(name.slice(ANSWER_PREFIX.length), answer)
  }
  const { database, organizationId, now } = context
  return upsertAuditAnswers(database, organizationId, { auditId, answers, isFinishing: sent.intent === 'finish', at: now })
}

function isId(id: string): boolean {
  return id.length <= 100 && !id.includes('\0')
}

async function openWritable(): Promise<DashboardContext | null> {
  const access = await requireOrganizationAccess(getDatabase())
  return access.granted === null ? null : openContext(access.granted)
}

const OPENING_CHARACTERS = 280

function toItem({ threadClass, threadEvidence, escapes, opening, ...row }: AuditSampleRow): AuditItem {
  const verdict = threadClass
    ? [`${THREADS[threadClass]}: ${threadEvidence ?? 'no evidence kept'}`]
    : (escapes ?? []).map((escape) => `${ESCAPES[escape.class]}: ${escape.evidence}`)
  return { ...row, opening: opening && toOpening(opening), verdict }
}

function toOpening(body: string): string {
  const text = body.replaceAll(/\s+/g, ' ').trim()
  return text.length <= OPENING_CHARACTERS ? text : `${cutText(text, 0, OPENING_CHARACTERS).trimEnd()}…`
}
