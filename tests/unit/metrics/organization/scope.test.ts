import { expect, test } from 'vitest'
import {
  isInScope,
  listScopes,
  toCellScope,
  toListedScope,
  toScopeParts,
  toSurfaceScope,
  toTeamScope,
} from '@/lib/metrics/organization/scope'

test('every scope can be read back, whatever a surface is called', () => {
  for (const name of ['', 'billing', 'cell:T3:x', 'org/app', 'a:b']) {
    expect(toScopeParts(toSurfaceScope(name))).toEqual({ kind: 'surface', name })
    expect(toScopeParts(toCellScope('T3', name))).toEqual({ kind: 'cell', tier: 'T3', name })
    expect(toListedScope(toCellScope('T0', name))).toBe(`surface:${name}`)
  }
  expect(toScopeParts(toTeamScope('T_1'))).toEqual({ kind: 'team', teamId: 'T_1' })
  expect(toScopeParts('organization')).toEqual({ kind: 'organization' })
})

test('a pull request is in the organisation, in each of its teams, and in one tier of each of its surfaces', () => {
  const row = { teamIds: ['T_1', 'T_2'], surfaces: ['billing', 'search'], tier: 'T2' as const }
  const scopes = listScopes(row)
  expect(scopes).toEqual(['organization', 'team:T_1', 'team:T_2', 'surface:billing', 'cell:T2:billing', 'surface:search', 'cell:T2:search'])
  expect(scopes.every((scope) => isInScope(row, scope))).toBe(true)
  expect((['team:T_3', 'surface:', 'cell:T3:billing', 'cell:T2:'] as const).some((scope) => isInScope(row, scope))).toBe(false)
})
