import { expect, test } from 'vitest'
import { createFaults } from '@/lib/demo/stand-in/faults'

const target = { query: 'query { nodes }', ids: ['PR_1', 'PR_2'] }

test('a fault strikes as often as it was told, after what it leaves alone', () => {
  const faults = createFaults([{ kind: 'status', status: 502, skip: 1, times: 2 }])
  const hits = Array.from({ length: 5 }, () => faults.strike(target).length)
  expect(hits).toEqual([0, 1, 1, 0, 0])
  expect(faults.struck).toEqual({ status: 2 })
})

test('a wide call, a poison id and a text are told apart from others', () => {
  const faults = createFaults([
    { kind: 'status', status: 502, wider: 2 },
    { kind: 'status', status: 504, id: 'PR_7' },
    { kind: 'slow', milliseconds: 1, containing: 'manifest' },
  ])
  expect(faults.strike(target)).toEqual([])
  expect(faults.strike({ ...target, ids: ['1', '2', '3'] })).toMatchObject([{ status: 502 }])
  expect(faults.strike({ ...target, ids: ['PR_7'] })).toMatchObject([{ status: 504 }])
  expect(faults.strike({ query: 'query manifest { x }', ids: [] })).toMatchObject([{ kind: 'slow' }])
})

test('only one fault ends a request; mild ones come along', () => {
  const faults = createFaults([{ kind: 'no_rate_limit' }, { kind: 'status', status: 502, times: 1 }, { kind: 'reset', times: 1 }])
  expect(faults.strike(target).map(({ kind }) => kind)).toEqual(['no_rate_limit', 'status'])
  expect(faults.strike(target).map(({ kind }) => kind)).toEqual(['no_rate_limit', 'reset'])
})

test('chance comes from the seed', () => {
  const draw = (seed: number) => {
    const faults = createFaults([{ kind: 'status', status: 502, probability: 0.3 }], seed)
    return Array.from({ length: 200 }, () => faults.strike(target).length)
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  const struck = draw(7).filter((hit) => hit === 1).length
  expect(struck).toBeGreaterThan(35)
  expect(struck).toBeLessThan(85)
})
