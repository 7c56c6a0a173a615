// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AuditAnswers } from '@/components/layout/audit-view'
import { prepareAudit } from '@/lib/pages/audit/prepare-sample'
import type { AuditAnswerValue } from '@/lib/metrics/audit/tally'

// The form of a hand audit as a reader meets it.

afterEach(cleanup)

function makeAudit(answers: Record<string, AuditAnswerValue>): Parameters<typeof prepareAudit>[0] {
  const items = ['a', 'b', 'c'].map((key, index) => ({
    key,
    isFlagged: index === 0,
    repository: 'northwind/api',
    number: 100 + index,
    url: `https://github.com/northwind/api/pull/${100 + index}`,
    title: 'Round totals',
    path: 'lib/total.ts',
    line: 7,
    opening: 'This fails on an empty list.',
    verdict: ['the words of the rule'],
  }))
  return {
    id: 'threads-1',
    kind: 'threads',
    seed: 7,
    from: '2026-04-20',
    to: '2026-10-19',
    secondOf: null,
    definitions: 1,
    createdAt: new Date('2026-11-13T10:00:00Z'),
    finishedAt: null,
    totals: { flagged: 1, unflagged: 2 },
    items,
    answers: new Map(Object.entries(answers)),
  }
}

/** @returns what is sent, in the order of sending */
function open(answers: Record<string, AuditAnswerValue> = {}, said: string | null = null): FormData[] {
  const sent: FormData[] = []
  const audit = prepareAudit(makeAudit(answers), null, { said, hasSecond: false })
  render(<AuditAnswers audit={audit} action={async (form) => void sent.push(form)} />)
  return sent
}
const item = (number: number) => within(screen.getByRole('group', { name: new RegExp(`^Item ${number}:`) }))
const radio = (number: number, name: string) => item(number).getByRole<HTMLInputElement>('radio', { name })
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const toEntries = (form: FormData | undefined) => Object.fromEntries(form ?? [])

test('shows the answers that are kept, and which items have none', () => {
  open({ a: 'yes', c: 'cannot_tell' })
  expect(radio(1, 'yes').checked).toBe(true)
  expect(radio(3, 'cannot tell').checked).toBe(true)
  expect(
    item(2)
      .getAllByRole<HTMLInputElement>('radio')
      .map(({ checked }) => checked),
  ).toEqual([false, false, false])
  expect(screen.getByRole('status').textContent).toMatch(/2.of.3|2 of 3/)
})

test('sends what was kept with what is new and which button was pressed; an item without an answer is not sent', async () => {
  const sent = open({ a: 'yes' })
  fireEvent.click(radio(1, 'no'))
  fireEvent.click(radio(3, 'cannot tell'))
  await press('Save and go on later')
  expect(sent.map(toEntries)).toEqual([{ auditId: 'threads-1', 'item:a': 'no', 'item:c': 'cannot_tell', intent: 'save' }])
})

test('the other button finishes', async () => {
  const sent = open()
  for (const number of [1, 2, 3]) fireEvent.click(radio(number, 'yes'))
  await press('Finish and show what the rule said')
  expect(sent.map(toEntries)).toEqual([{ auditId: 'threads-1', 'item:a': 'yes', 'item:b': 'yes', 'item:c': 'yes', intent: 'finish' }])
})

test('an item has one answer at a time, and says nothing of the rule', () => {
  open()
  fireEvent.click(radio(2, 'yes'))
  fireEvent.click(radio(2, 'no'))
  expect(radio(2, 'yes').checked).toBe(false)
  expect(radio(2, 'no').checked).toBe(true)
  expect(document.body.textContent).not.toMatch(/What the rule went by|Rule:|the words of the rule/)
})

test('what the last saving came to stands where the progress stood', () => {
  open({ a: 'yes' }, 'saved')
  expect(screen.getByRole('status').textContent).toBe('Saved: 2 items have no answer yet.')
})
