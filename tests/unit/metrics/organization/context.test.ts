import { expect, test } from 'vitest'
import { toOrganizationContext, type OrganizationContextInput } from '@/lib/metrics/organization/context'
import { parseConfiguration, toDefaultConfiguration } from '@/lib/policy/configuration'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const facts: OrganizationContextInput = {
  login: 'org',
  syncedAt: day('2026-11-16'),
  teams: [
    { id: 'T2', slug: 'alpha', parentId: null },
    { id: 'T1', slug: 'beta', parentId: null },
    { id: 'T3', slug: 'everyone', parentId: null },
  ],
  memberships: [
    { teamId: 'T1', userId: 'ana', joinedOn: null, leftOn: day('2026-11-02') },
    { teamId: 'T2', userId: 'ana', joinedOn: day('2026-11-02'), leftOn: null },
    { teamId: 'T1', userId: 'bo', joinedOn: null, leftOn: null },
    { teamId: 'T2', userId: 'bo', joinedOn: null, leftOn: null },
    { teamId: 'T3', userId: 'bo', joinedOn: null, leftOn: null },
  ],
  people: [
    { id: 'ana', login: 'Ana' },
    { id: 'bo', login: 'bo' },
  ],
  repositories: [
    { nameWithOwner: 'org/web', codeowners: null },
    { nameWithOwner: 'org/app', codeowners: '* @org/beta\n' },
  ],
}

test('a move takes no history along', () => {
  const { teamsOf } = toOrganizationContext(facts, toDefaultConfiguration())
  expect(teamsOf('ana', day('2024-01-01'))).toEqual(['T1'])
  expect(teamsOf('ana', new Date('2026-11-01T23:59:59Z'))).toEqual(['T1'])
  expect(teamsOf('ana', day('2026-11-02'))).toEqual(['T2'])
  expect(teamsOf('nobody', day('2026-11-02'))).toEqual([])
})

test('somebody of several teams counts in each, by slug', () => {
  const { teamsOf } = toOrganizationContext(facts, toDefaultConfiguration())
  expect(teamsOf('bo', day('2026-11-02'))).toEqual(['T2', 'T1', 'T3'])
})

test('a team that plumbline.yml leaves out has no scope, no members and no pull requests', () => {
  const { configuration } = parseConfiguration('teams:\n  exclude: [everyone]\n', 'plumbline.yml')
  if (!configuration) throw new Error('not parsed')
  const context = toOrganizationContext(facts, configuration)
  expect(context.scopes.slice(0, 4)).toEqual(['organization', 'team:T2', 'team:T1', 'surface:org/app'])
  expect(context.teamsOf('bo', day('2026-11-02'))).toEqual(['T2', 'T1'])
})

test('who left before the instant is no eligible reviewer', () => {
  const context = toOrganizationContext(facts, toDefaultConfiguration())
  expect(context.scopeFacts('team:T1', day('2026-11-16')).eligibleReviewerIds).toEqual(['bo'])
  expect(context.scopeFacts('organization', day('2026-11-16')).eligibleReviewerIds).toEqual(['ana', 'bo'])
})

test('without surfaces in plumbline.yml each repository is one; with them there is everything else as well', () => {
  const plain = toOrganizationContext(facts, toDefaultConfiguration())
  expect(plain.surfaces).toEqual(['org/app', 'org/web'])
  expect(plain.scopes.slice(4, 9)).toEqual(['surface:org/app', 'cell:T0:org/app', 'cell:T1:org/app', 'cell:T2:org/app', 'cell:T3:org/app'])
  const { configuration } = parseConfiguration(
    'surfaces:\n  - { name: billing, paths: [x/**], maintainers: ["@ana", org/alpha] }\n',
    'plumbline.yml',
  )
  if (!configuration) throw new Error('not parsed')
  const named = toOrganizationContext(facts, configuration)
  expect(named.surfaces).toEqual(['billing', ''])
  expect(named.scopeFacts('surface:billing', day('2026-11-16'))).toEqual({
    name: 'billing',
    timeZone: 'UTC',
    eligibleReviewerIds: ['ana', 'bo'],
  })
  expect(named.scopeFacts('cell:T3:billing', day('2026-11-16')).eligibleReviewerIds).toEqual(['ana', 'bo'])
  expect(named.scopeFacts('surface:', day('2026-11-16'))).toEqual({ name: '', timeZone: 'UTC', eligibleReviewerIds: [] })
})

test('maintainers of a path are those of its surface and of CODEOWNERS', () => {
  const { configuration } = parseConfiguration('surfaces:\n  - { name: billing, paths: [x/**], maintainers: [ana] }\n', 'plumbline.yml')
  if (!configuration) throw new Error('not parsed')
  const { listMaintainers } = toOrganizationContext(facts, configuration)
  expect(listMaintainers(['x/a.ts', 'y.ts'], 'org/app')).toEqual({ isKnown: true, logins: new Set(['ana']), teams: new Set(['org/beta']) })
  expect(listMaintainers(['y.ts'], 'org/web').isKnown).toBe(false)
})
