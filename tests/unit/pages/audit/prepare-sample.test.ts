import { expect, test } from 'vitest'
import { explainAuditProblem, explainAuditSaid } from '@/lib/pages/audit/form'
import type { StoredAudit } from '@/lib/metrics/audit/stored-audit'
import { prepareAudit, prepareAuditRow } from '@/lib/pages/audit/prepare-sample'
import { prepareAuditNote } from '@/lib/pages/figures/prepare-audit-note'
import { prepareAudits } from '@/lib/pages/audit/prepare-list'
import type { AuditAnswerValue } from '@/lib/metrics/audit/tally'
import { FIXTURE_SYNC } from '../../../support/fixtures-sync'

function makeAudit(change: Partial<StoredAudit> = {}): StoredAudit {
  const items = Array.from({ length: 50 }, (_, index) => ({
    key: `thread${index}`,
    isFlagged: index < 25,
    repository: 'tern-harbour/api',
    number: 100 + index,
    url: `https://github.com/tern-harbour/api/pull/${100 + index}`,
    title: 'Round totals',
    path: 'lib/total.ts',
    line: 7,
    opening: 'This fails on an empty list.',
    verdict: [`the rule's words ${index}`],
  }))
  return {
    id: 'threads-2026-04-20-2026-10-19-7',
    kind: 'threads',
    seed: 7,
    from: '2026-04-20',
    to: '2026-10-19',
    secondOf: null,
    definitions: 1,
    createdAt: new Date('2026-11-13T10:00:00Z'),
    finishedAt: null,
    totals: { flagged: 40, unflagged: 200 },
    items,
    answers: new Map(),
    ...change,
  }
}

/** 22 of 25 flagged and 2 of 25 unflagged are real. */
const answers = new Map<string, AuditAnswerValue>(
  makeAudit().items.map(({ key, isFlagged }, index) => [key, (isFlagged ? index >= 3 : index < 27) ? 'yes' : 'no']),
)
const finished = makeAudit({ answers, finishedAt: new Date('2026-11-14T16:00:00Z') })
const first = { said: null, hasSecond: false }

test('the note beside the figure: what was judged, when, precision and recall with their intervals', () => {
  expect(prepareAuditNote({ threads: finished, escapes: null })?.replaceAll('\u00a0', ' ')).toBe(
    'Hand audit of 50 threads across the organisation, 14 Nov 2026: precision 88 % (70–96 %), recall 69 % (31–97 %).',
  )
  expect(prepareAuditNote({ threads: null, escapes: null })).toBeNull()
  expect(prepareAuditNote({ threads: makeAudit({ answers }), escapes: null })).toBeNull()
  expect(prepareAuditNote({ threads: finished, escapes: { ...finished, kind: 'escapes' } })).toMatch(
    /50\u00a0threads.*50\u00a0merges for escapes/,
  )
})

test('nothing of the rule is in the page until the audit is finished', () => {
  const open = prepareAudit(makeAudit({ answers }), null, first)
  expect(JSON.stringify(open)).not.toContain("the rule's words")
  expect(open.items.every(({ verdict }) => verdict === null)).toBe(true)
  expect(open.result).toBeNull()
  expect(open.progress.replaceAll('\u00a0', ' ')).toBe('50 of 50 answered')
  const done = prepareAudit(finished, null, first)
  expect(done.items[0]?.verdict).toEqual({ isFlagged: true, agrees: false, lines: ["the rule's words 0"] })
  expect(done.items[10]?.verdict?.agrees).toBe(true)
})

test('the result shows its working: weights, recall and the corrected count', () => {
  const { result } = prepareAudit(finished, null, first)
  const text = result?.working.join(' ').replaceAll('\u00a0', ' ')
  expect(text).toContain('each stands for 8.00 of the 200: about 16 missed')
  expect(text).toContain('35.2 ÷ (35.2 + 16)')
  expect(result?.facts.find(({ label }) => label === 'Corrected count')?.value).toBe('51.2')
})

test('two readers: agreement and Chapman, only when both are finished', () => {
  const other = makeAudit({
    id: 'second',
    secondOf: finished.id,
    finishedAt: finished.finishedAt,
    answers: new Map([...answers].map(([key, answer]) => [key, key === 'thread4' ? 'no' : answer])),
  })
  const [agreement, chapman] = prepareAudit(finished, other, { said: null, hasSecond: true }).agreement ?? []
  expect(agreement?.replaceAll('\u00a0', ' ')).toContain('agreed on 49 of 50 items, 98 %')
  // (24 + 1)(23 + 1)/(23 + 1) − 1
  expect(chapman).toContain(': 24.')
  expect(prepareAudit(finished, null, first).agreement).toBeNull()
  expect(prepareAudit(finished, null, first).second).toBe('offer')
  expect(prepareAudit(other, finished, first).second).toBeNull()
})

test('a row of the list says how far it is, or what it found', () => {
  expect(prepareAuditRow(makeAudit({ answers: new Map([['thread1', 'no']]) })).state.replaceAll('\u00a0', ' ')).toBe(
    '1 of 50 answered; begun 13 Nov 2026',
  )
  expect(prepareAuditRow(finished).state).toContain('precision')
})

test('a refused form keeps what was typed and says one line; an address cannot put words in our mouth', () => {
  const source = {
    kind: 'ready' as const,
    organization: { login: 'tern-harbour', name: 'Tern Harbour' },
    sync: FIXTURE_SYNC,
    proposal: { kind: 'threads' as const, from: '2026-04-20', to: '2026-10-18', seed: 20261121 },
    matureUntil: '2026-10-20',
    audits: [],
  }
  const refused = prepareAudits(source, { kind: 'escapes', from: '2026-06-01', to: 'soon', seed: 'x', problem: 'to' })
  expect(refused.form).toMatchObject({ kind: 'escapes', from: '2026-06-01', to: 'soon', seed: 'x' })
  expect(refused.problem).toBe('The last day must be a date such as 2026-06-30.')
  expect(prepareAudits(source, {}).form).toMatchObject({ kind: 'threads', from: '2026-04-20', seed: '20261121' })
  expect(explainAuditProblem('Call this number')).toBeNull()
  expect(explainAuditSaid('toString', { missing: 1, isFinished: false })).toBeNull()
  expect(explainAuditSaid('missing', { missing: 3, isFinished: false })).toBe(
    'Not finished: 3 items have no answer yet. What was answered is kept.',
  )
})
