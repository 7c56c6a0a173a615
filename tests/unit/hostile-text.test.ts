import { expect, it } from 'vitest'
import { listSlowTexts, READERS } from '../support/text-readers'

const AROUND: [string, string][] = [
  ['', ''],
  ['Reverts #1', '\u2028x'],
  ['# ', 'x'],
]

// A reader that takes the square of the length takes 5 seconds of 64 kB at least, and a linear one some milliseconds.
it.each(Object.entries(READERS))('%s reads 64 kB of anything in the time of a linear text', (_, read) => {
  expect(listSlowTexts(read, { length: 65_536, seconds: 1.5 }, AROUND)).toEqual([])
})

/** Of these rooms: functions that are handed no text of others, or nothing but names of a closed list. */
const READ_NO_TEXT = [
  'toCommitAccount',
  'isToolEmail',
  'toIdentityKind',
  'toPlainLogin',
  'toAgentName',
  'isQualifiedActorType',
  'listCountedBranches',
  'toDistinct',
  'evaluateTrail',
  // findLanding reads for it.
  'toLandedHistory',
  'listMissingElements',
]

it('knows every function of the rooms that read texts', () => {
  const modules = import.meta.glob<Record<string, unknown>>(
    [
      '../../lib/attribution/*.ts',
      '../../lib/metrics/trail/{text,reasoning-trail,evaluate}.ts',
      '../../lib/metrics/defects/{comment-class,comment-lines}.ts',
      '../../lib/metrics/history/{landed-though-closed,approval-words}.ts',
      '../../lib/facts/outside-text.ts',
    ],
    { eager: true },
  )
  const functions = Object.values(modules).flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
  )
  expect(functions.length).toBeGreaterThan(20)
  expect(functions.filter((name) => !(name in READERS) && !READ_NO_TEXT.includes(name))).toEqual([])
})
