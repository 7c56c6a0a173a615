import { expect, test } from 'vitest'
import { toOrganizationContext } from '@/lib/metrics/organization-context'
import { parseConfiguration, toDefaultConfiguration } from '@/lib/policy/configuration'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const facts = {
  syncedAt: day('2026-11-16'),
  teams: [
    { id: 'T2', slug: 'alpha' },
    { id: 'T1', slug: 'beta' },
    { id: 'T3', slug: 'everyone' },
  ],
  memberships: [
    { teamId: 'T1', userId: 'ana', joinedOn: null, leftOn: day('2026-11-02') },
    { teamId: 'T2', userId: 'ana', joinedOn: day('2026-11-02'), leftOn: null },
    { teamId: 'T1', userId: 'bo', joinedOn: null, leftOn: null },
    { teamId: 'T2', userId: 'bo', joinedOn: null, leftOn: null },
    { teamId: 'T3', userId: 'bo', joinedOn: null, leftOn: null },
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
  expect(context.scopes).toEqual(['organization', 'team:T2', 'team:T1'])
  expect(context.teamsOf('bo', day('2026-11-02'))).toEqual(['T2', 'T1'])
})

test('who left before the instant is no eligible reviewer', () => {
  const context = toOrganizationContext(facts, toDefaultConfiguration())
  expect(context.scopeFacts('team:T1', day('2026-11-16')).eligibleReviewerIds).toEqual(['bo'])
  expect(context.scopeFacts('organization', day('2026-11-16')).eligibleReviewerIds).toEqual(['ana', 'bo'])
})
