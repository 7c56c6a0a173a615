import type { AuthorizedOrganizationId } from '@/lib/db/authorized'

/**
 * What a reader may see, without saying who reads: two readers of one view are shown the same page. Only lib/auth makes
 * one. Until sign-in exists there is one view, everything.
 */
export interface View {
  organizationId: AuthorizedOrganizationId
  /** Sorted slugs of the teams that may be opened. */
  teams: 'all' | readonly string[]
  /** Sorted slugs of the teams whose single pull requests may be listed; "all" is the organisation's list as well. */
  lists: 'all' | readonly string[]
}

/** What a page shows of it, which depends on the address alone. */
export interface ViewUse {
  teams: boolean
  /** "own": the lists of all teams that may be listed; {team}: the list of that one, or none. */
  lists: 'none' | 'own' | { team: string }
}

export function toWholeView(organizationId: AuthorizedOrganizationId): View {
  return { organizationId, teams: 'all', lists: 'all' }
}

/**
 * The view without all that the page does not use, so that few views need few drawings. A shared drawing is made for this
 * one and knows no other: what is not in its key cannot be on the page.
 */
export function narrowView({ organizationId, teams, lists }: View, use: ViewUse): View {
  return { organizationId, teams: use.teams ? teams : [], lists: narrowLists(lists, use.lists) }
}

function narrowLists(lists: View['lists'], use: ViewUse['lists']): View['lists'] {
  if (use === 'none') return []
  if (use === 'own') return lists
  return lists === 'all' || lists.includes(use.team) ? [use.team] : []
}

/** Equal texts are equal views. */
export function toViewKey({ organizationId, teams, lists }: View): string {
  return JSON.stringify([organizationId, teams, lists])
}
