import { describe, expect, test } from 'vitest'
import { prepareOpenTables } from '@/lib/pages/frame/prepare-open'

describe('which tables an address opens', () => {
  test.each([
    [undefined, false, false],
    ['curve', true, false],
    ['curve,queue', true, true],
    ['all', true, true],
    ['nothing', false, false],
    ['', false, false],
    [['curve', 'queue'], false, false],
    ['curve" onclick=', false, false],
  ])('open=%o', (open, curve, queue) => {
    const tables = prepareOpenTables('/teams/payments', { open })
    expect([tables.isOpen('curve'), tables.isOpen('queue')]).toEqual([curve, queue])
  })
})

describe('the address that opens one more', () => {
  test('keeps the whole query, repeated values too, and what is open already', () => {
    const search = { from: '2026-09-07', to: '2026-10-05', tier: ['T2', 'T3'], open: 'curve', alone: 'table-curve', gone: undefined }
    const { toHref, allHref } = prepareOpenTables('/teams/payments', search)
    expect(toHref('queue')).toBe('/teams/payments?from=2026-09-07&to=2026-10-05&tier=T2&tier=T3&open=curve,queue#table-queue')
    expect(toHref('curve')).toBe('/teams/payments?from=2026-09-07&to=2026-10-05&tier=T2&tier=T3&open=curve#table-curve')
    expect(allHref).toBe('/teams/payments?from=2026-09-07&to=2026-10-05&tier=T2&tier=T3&open=all')
  })

  test('names only what could be a table', () => {
    expect(prepareOpenTables('/', { open: '"><script>,curve' }).toHref('queue')).toBe('/?open=curve,queue#table-queue')
  })
})

test.each([
  [{ open: 'curve', alone: 'table-curve' }, 'curve'],
  [{ open: 'curve', alone: 'table-queue' }, null],
  [{ open: 'curve', alone: ['table-curve'] }, null],
  [{ alone: 'table-curve' }, null],
  [{ open: 'curve' }, null],
])('%o is the table %o alone', (search, alone) => {
  expect(prepareOpenTables('/', search).alone).toBe(alone)
})
