import { expect, test } from 'vitest'
import type { Scope } from '@/lib/metrics/organization/scope'
import { listWithheldScopes } from '@/lib/metrics/readings/withheld-scopes'

function withheld(counts: Partial<Record<Scope, number | null>>, standing: Scope[] = []): Scope[] {
  const rows = Object.entries(counts) as [Scope, number | null][]
  const known = rows.flatMap(([scope, count]): [Scope, number][] => (count === null ? [] : [[scope, count]]))
  return [
    ...listWithheldScopes(
      rows.map(([scope]) => scope),
      new Map(known),
      standing,
    ),
  ].sort()
}

test('one small team takes the next smallest with it, and the organisation stays', () => {
  expect(withheld({ organization: 20, 'team:a': 12, 'team:b': 3, 'team:c': 7 })).toEqual(['team:b', 'team:c'])
  expect(withheld({ organization: 4, 'team:a': 12 })).toEqual(['organization'])
})

test('a team that did nothing is a row still: absence is information about so few people', () => {
  expect(withheld({ organization: 20, 'team:a': 12, 'team:b': null, 'team:c': 7 })).toEqual(['team:b', 'team:c'])
})

test('surfaces are rows of their own table: theirs do not touch the teams, nor the other way round', () => {
  expect(withheld({ organization: 20, 'team:a': 12, 'team:b': 9, 'surface:x': 4, 'surface:y': 8, 'surface:z': 6 })).toEqual([
    'surface:x',
    'surface:z',
  ])
  expect(withheld({ organization: 20, 'team:a': 2, 'team:b': 3, 'surface:x': 8, 'surface:y': 9 })).toEqual(['team:a', 'team:b'])
})

test('a surface without a pull request is withheld, and gives no other away', () => {
  expect(withheld({ organization: 20, 'surface:x': 8, 'surface:': null })).toEqual(['surface:'])
  expect(withheld({ organization: 20, 'surface:x': 8, 'surface:': 0 })).toEqual(['surface:', 'surface:x'])
})

test('tiers are rows of one surface, and go with it', () => {
  const cells: Partial<Record<Scope, number>> = { 'cell:T1:x': 7, 'cell:T2:x': 9, 'cell:T3:x': 2, 'cell:T1:y': 6, 'cell:T2:y': 8 }
  expect(withheld({ 'surface:x': 12, 'surface:y': 9, ...cells })).toEqual(['cell:T1:x', 'cell:T3:x'])
  expect(withheld({ 'surface:x': 12, 'surface:y': 4, 'surface:z': 3, ...cells })).toEqual([
    'cell:T1:x',
    'cell:T1:y',
    'cell:T2:y',
    'cell:T3:x',
    'surface:y',
    'surface:z',
  ])
})

test('a table that hides a row hides those of the default range with it, so that no two answers can be subtracted', () => {
  const standing: Scope[] = ['team:small', 'team:next', 'surface:x', 'cell:T1:y']
  const counts = {
    organization: 30,
    'team:small': 4,
    'team:other': 5,
    'team:next': 6,
    'surface:x': 9,
    'surface:y': 8,
    'cell:T1:y': 8,
  } as const
  expect(withheld(counts, standing)).toEqual(['team:next', 'team:other', 'team:small'])
  expect(withheld({ ...counts, 'team:small': 9 }, standing)).toEqual([])
  expect(withheld({ ...counts, 'team:small': 9, 'surface:y': 4, 'surface:z': 2 }, standing)).toEqual([
    'cell:T1:y',
    'surface:x',
    'surface:y',
    'surface:z',
  ])
  expect(withheld({ organization: 3, 'team:small': 9 }, standing)).toEqual(['organization'])
})

test('a surface that is a withheld team under another name goes with it, and the next smallest too', () => {
  // Only the small team and the team that hides it are withheld; of x they wrote all but what two others did.
  const teams = ['team:small', 'team:next', 'team:big', 'team:large'] as const
  const counts = new Map<Scope, number>([
    ...teams.map((team, index): [Scope, number] => [team, [3, 7, 12, 20][index] ?? 0]),
    ['surface:x', 9],
    ['surface:y', 14],
    ['surface:z', 30],
    ['cell:T1:x', 9],
    ['cell:T1:z', 8],
    ['cell:T2:z', 30],
    ['cell:T3:z', 12],
  ])
  const outside = new Map(counts).set('surface:x', 2).set('cell:T1:x', 2).set('cell:T1:z', 4)
  const asked: Scope[][] = []
  const answer = listWithheldScopes([...counts.keys()], counts, [], (withheldTeams) => {
    asked.push([...withheldTeams].sort())
    return outside
  })
  expect(asked).toEqual([['team:next', 'team:small']])
  expect([...answer].sort()).toEqual(['cell:T1:x', 'cell:T1:z', 'cell:T3:z', 'surface:x', 'surface:y', 'team:next', 'team:small'])
})

test('of equal surfaces the later one goes, for what matters most is named first', () => {
  expect(withheld({ 'surface:first': 9, 'surface:small': 3, 'surface:later': 9 })).toEqual(['surface:later', 'surface:small'])
})

test('with every team shown nobody asks what is outside of them', () => {
  const counts = new Map<Scope, number>([
    ['team:a', 9],
    ['team:b', 12],
    ['surface:x', 9],
  ])
  expect(listWithheldScopes([...counts.keys()], counts, [], () => new Map())).toEqual(new Set())
})
