import { expect, test } from 'vitest'
import { requireLists, requireTeamAccess, toAuthorizedOrganizationId } from '@/lib/auth/access'
import { narrowView, toViewKey, toWholeView, type View, type ViewUse } from '@/lib/auth/view'
import { readPageAddress } from '@/lib/dashboard/memo/page-address'

const executive = toWholeView(toAuthorizedOrganizationId(1))
const manager: View = { ...executive, lists: ['brakes', 'doors'] }
const member: View = { ...executive, lists: ['doors'] }
const apart: View = { ...executive, teams: ['doors'], lists: ['doors'] }
const elsewhere = toWholeView(toAuthorizedOrganizationId(2))

function countDrawings(url: string, views: readonly View[]): number {
  const use: ViewUse = readPageAddress(url)?.use ?? { teams: true, lists: 'own' }
  return new Set(views.map((view) => toViewKey(narrowView(view, use)))).size
}

test.each([
  ['/', [executive, manager, member], 1],
  ['/', [executive, apart], 2],
  ['/?tier=T3', [executive, manager, member], 3],
  ['/teams/doors', [executive, manager, member], 1],
  ['/teams/brakes', [executive, manager, member], 2],
  ['/surfaces', [executive, manager, member], 1],
  ['/stress-test', [executive, manager, member], 1],
  ['/method', [executive, manager, member, apart], 1],
  ['/method', [executive, elsewhere], 2],
])('%s of %j needs as few drawings as there are pages to tell apart', (url, views, drawings) => {
  expect(countDrawings(url, views)).toBe(drawings)
})

test('a drawing is made for no more than its key says', () => {
  expect(narrowView(manager, { teams: false, lists: { team: 'doors' } })).toEqual({ organizationId: 1, teams: [], lists: ['doors'] })
  expect(narrowView(executive, { teams: true, lists: { team: 'doors' } })).toEqual({ organizationId: 1, teams: 'all', lists: ['doors'] })
  expect(narrowView(member, { teams: true, lists: { team: 'brakes' } })).toEqual({ organizationId: 1, teams: 'all', lists: [] })
})

test('the gate of lists opens those of the view', () => {
  expect([requireLists(executive, null), requireLists(executive, 'doors')]).toEqual([true, true])
  expect([requireLists(member, null), requireLists(member, 'doors'), requireLists(member, 'brakes')]).toEqual([false, true, false])
})

test('the gate of teams opens those of the view', () => {
  const brakes = { id: 'T_1', slug: 'brakes', name: 'Brakes' }
  expect(requireTeamAccess(executive, brakes)).toEqual(brakes)
  expect(requireTeamAccess(apart, brakes)).toBeNull()
  expect(requireTeamAccess(executive, null)).toBeNull()
})
