import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { toWholeView } from '@/lib/auth/view'
import { ANSWER_PREFIX } from '@/lib/pages/audit/form'
import { drawAudit, drawSecondAudit, saveAuditAnswers } from '@/lib/dashboard/pages/audit-writes'
import { openContext } from '@/lib/dashboard/context'
import { loadAuditNote, loadAuditPage, loadAuditsPage } from '@/lib/dashboard/pages/load-audit'
import { loadMethodPage } from '@/lib/dashboard/pages/load-method'
import { addDays, toDateString } from '@/lib/dates'
import { getAudit, upsertAuditAnswers } from '@/lib/db/audit/stored'
import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import type { AuditAnswerValue } from '@/lib/metrics/audit/tally'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

// Hand audits on a small copy of the demo organisation.

const end = new Date('2026-11-18T09:00:00Z')
const organizationId = toAuthorizedOrganizationId(1)
const asked = { kind: 'threads', from: '2026-05-04', to: '2026-10-04', seed: '7' }
let held: TestDatabase

beforeAll(async () => {
  held = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', held.url)
  vi.stubEnv('PLUMBLINE_NOW', end.toISOString())
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  await seedOrganization(held.database, makeDemoWorld({ end, size: 0.3 }), { at: end })
})
afterAll(() => held.drop())

async function draw(change: Partial<typeof asked> = {}): Promise<StoredAudit> {
  const drawn = await drawAudit({ ...asked, ...change })
  if (!('id' in drawn)) throw new Error(drawn.problem)
  const audit = await getAudit(held.database, organizationId, drawn.id)
  if (!audit) throw new Error('drawn and not kept')
  return audit
}

function toForm(audit: StoredAudit, answer: (isFlagged: boolean, index: number) => AuditAnswerValue | null, intent: 'save' | 'finish') {
  const answers = audit.items.flatMap(({ key, isFlagged }, index) => {
    const value = answer(isFlagged, index)
    return value ? [[`${ANSWER_PREFIX}${key}`, value]] : []
  })
  return { ...Object.fromEntries(answers), intent } as Record<string, string>
}

interface ThreadRow {
  key: string
  flagged: boolean
}

test('the sample is the one that its formula gives, of what the catch rate counts', async () => {
  const audit = await draw()
  const rows = await held.database.$queryRaw<{ merged: Date; threads: { id: string; class: string }[] }[]>`
    select m.merged_at as merged, e.evidence->'threads' as threads from pull_request_metrics m
    join pull_request_evidence e using (organization_id, pull_request_id) where m.defects is not null and m.merged_at is not null`
  const frame = rows
    .filter(({ merged }) => merged >= new Date(asked.from) && merged < addDays(new Date(asked.to), 1) && merged <= addDays(end, -30))
    .flatMap(({ threads }) => threads)
    .filter((thread) => !['not_review', 'caught_ai_strict', 'caught_ai_broad'].includes(thread.class))
    .map((thread): ThreadRow => ({ key: thread.id, flagged: thread.class === 'caught_strict' }))
  const hash = (key: string) => createHash('md5').update(`${asked.seed}:${key}`).digest('hex')
  const pick = (flagged: boolean) =>
    frame
      .filter((row) => row.flagged === flagged)
      .map(({ key }) => key)
      .sort((a, b) => (hash(a) < hash(b) ? -1 : 1))
  expect(audit.totals).toEqual({ flagged: pick(true).length, unflagged: pick(false).length })
  expect(audit.totals.unflagged).toBeGreaterThan(25)
  for (const flagged of [true, false]) {
    const drawn = audit.items.filter(({ isFlagged }) => isFlagged === flagged).map(({ key }) => key)
    expect(new Set(drawn)).toEqual(new Set(pick(flagged).slice(0, 25)))
  }
  // Mixed: the order tells nothing.
  expect(audit.items.slice(0, 10).some(({ isFlagged }) => isFlagged)).toBe(true)
  expect(audit.items.slice(0, 10).some(({ isFlagged }) => !isFlagged)).toBe(true)
  for (const item of audit.items) {
    expect(item.url).toMatch(/\/pull\/\d+$/)
    expect(item.path).not.toBeNull()
    expect(item.opening).not.toBe('')
    expect(item.verdict).toHaveLength(1)
  }
})

test('the same question leads to the same audit, by two clicks at once too; another seed to another sample', async () => {
  const [one, two] = await Promise.all([draw({ seed: '8' }), draw({ seed: '8' })])
  expect(two).toEqual(one)
  expect((await draw({ seed: '8' })).createdAt).toEqual(one.createdAt)
  const keys = ({ items }: StoredAudit) => items.map(({ key }) => key)
  expect(new Set(keys(await draw({ seed: '9' })))).not.toEqual(new Set(keys(one)))
})

test('escapes are drawn as merges, with and without one', async () => {
  const audit = await draw({ kind: 'escapes' })
  const [counted] = await held.database.$queryRaw<{ escaped: number; matured: number }[]>`
    select count(*)::int as matured, count(*) filter (where exists (
      select 1 from jsonb_to_recordset(defects->'escapes') as x(strict float, days float) where x.strict > 0 and x.days <= 30))::int as escaped
    from pull_request_metrics where defects is not null and merged_at >= ${new Date(asked.from)} and merged_at < ${addDays(new Date(asked.to), 1)}`
  expect(audit.totals).toEqual({ flagged: counted?.escaped, unflagged: (counted?.matured ?? 0) - (counted?.escaped ?? 0) })
  expect(audit.totals.flagged).toBeGreaterThan(0)
  for (const { isFlagged, verdict, path } of audit.items) {
    expect(path).toBeNull()
    if (isFlagged) expect(verdict.join(' ')).toMatch(/reverted|fixed/)
  }
})

test('answers are kept one by one, resumed, replaced, and nothing else is taken', async () => {
  const audit = await draw({ seed: '10' })
  const saved = await saveAuditAnswers(audit.id, {
    ...toForm(audit, (_, index) => (index < 3 ? 'yes' : null), 'save'),
    [`${ANSWER_PREFIX}nobody`]: 'yes',
    [`${ANSWER_PREFIX}${audit.items[4]?.key ?? ''}`]: 'perhaps',
  })
  expect(saved).toEqual({ outcome: 'saved', answered: 3, missing: audit.items.length - 3 })
  await saveAuditAnswers(
    audit.id,
    toForm(audit, (_, index) => (index === 2 ? 'cannot_tell' : null), 'save'),
  )
  const page = await loadAuditPage(audit.id)
  if (page.kind !== 'ready') throw new Error(page.kind)
  expect([...page.audit.answers.values()].sort()).toEqual(['cannot_tell', 'yes', 'yes'])
  // Finishing with some missing keeps what was answered and ends nothing.
  const early = await saveAuditAnswers(
    audit.id,
    toForm(audit, (_, index) => (index === 5 ? 'no' : null), 'finish'),
  )
  expect(early).toEqual({ outcome: 'saved', answered: 4, missing: audit.items.length - 4 })
  expect(await saveAuditAnswers('nowhere', {})).toEqual({ outcome: 'unknown' })
  expect(await saveAuditAnswers('a\0b', {})).toEqual({ outcome: 'unknown' })
  expect((await loadAuditPage('a\0b')).kind).toBe('not_found')
})

test('of many who finish at once one does, and no answer changes afterwards', async () => {
  const audit = await draw({ seed: '11' })
  const form = toForm(audit, (isFlagged) => (isFlagged ? 'yes' : 'no'), 'finish')
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => saveAuditAnswers(audit.id, form)))
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['closed', 'closed', 'closed', 'closed', 'closed', 'finished'])
  const before = await getAudit(held.database, organizationId, audit.id)
  expect(
    await saveAuditAnswers(
      audit.id,
      toForm(audit, () => 'no', 'save'),
    ),
  ).toEqual({ outcome: 'closed' })
  expect(await getAudit(held.database, organizationId, audit.id)).toEqual(before)
})

test('a finished audit stands beside the figure at once; a second reader’s is paired with it', async () => {
  const first = await draw({ seed: '12' })
  const revision = async () => (await held.database.organization.findFirstOrThrow()).revision
  const before = await revision()
  await saveAuditAnswers(
    first.id,
    toForm(first, (isFlagged, index) => ((index % 10 !== 0) === isFlagged ? 'yes' : 'no'), 'finish'),
  )
  expect(await revision()).not.toBe(before)
  expect(await loadAuditNote(await openContext(toWholeView(organizationId)))).toMatch(
    new RegExp(`Hand audit of ${first.items.length}.threads across the organisation, 18.Nov.2026: precision \\d`),
  )
  const method = await loadMethodPage()
  expect(method.kind === 'ready' && method.auditNote).toContain('Hand audit of')

  const drawn = await drawSecondAudit(first.id)
  if (!('id' in drawn)) throw new Error(drawn.problem)
  const second = await getAudit(held.database, organizationId, drawn.id)
  expect(second).toMatchObject({ secondOf: first.id, items: first.items, finishedAt: null })
  expect(second?.answers.size).toBe(0)
  expect(await drawSecondAudit(drawn.id)).toEqual({ problem: 'unknown' })
  const open = await loadAuditPage(first.id)
  expect(open).toMatchObject({ kind: 'ready', other: null, hasSecond: true })
  const answers = new Map(first.items.map(({ key }) => [key, 'no' as const]))
  await upsertAuditAnswers(held.database, organizationId, { auditId: drawn.id, answers, isFinishing: true, at: end })
  const paired = await loadAuditPage(first.id)
  expect(paired.kind === 'ready' && paired.other?.id).toBe(drawn.id)
  // The note stays the first reader's.
  expect(await loadAuditNote(await openContext(toWholeView(organizationId)))).not.toContain('precision 0')
})

test('what cannot be drawn is said, and nothing is kept', async () => {
  const count = () => held.database.audit.count()
  const before = await count()
  const problems = await Promise.all([
    drawAudit({ ...asked, kind: 'people' }),
    drawAudit({ ...asked, from: 'yesterday' }),
    drawAudit({ ...asked, to: '2026-02-30' }),
    drawAudit({ ...asked, from: '2026-10-05', to: '2026-10-04' }),
    drawAudit({ ...asked, seed: '2147483648' }),
    drawAudit({ ...asked, seed: '1e3' }),
    drawAudit({ ...asked, from: '1999-01-01', to: '1999-02-01' }),
    drawAudit({}),
  ])
  expect(problems.map((drawn) => ('problem' in drawn ? drawn.problem : drawn.id))).toEqual([
    'kind',
    'from',
    'to',
    'order',
    'seed',
    'seed',
    'withheld',
    'kind',
  ])
  expect(await drawAudit({ ...asked, from: '2026-11-02', to: '2026-11-15' })).toEqual({ problem: 'nothing' })
  expect(await count()).toBe(before)
  const page = await loadAuditsPage()
  if (page.kind !== 'ready') throw new Error(page.kind)
  // The days that are proposed hold something to draw.
  const { kind, from, to, seed } = page.proposal
  expect(to <= toDateString(addDays(end, -30))).toBe(true)
  expect(await drawAudit({ kind, from, to, seed: String(seed) })).toHaveProperty('id')
})
