import { takeTeamsPage } from '@/lib/pages/frame/page-teams'
import { prepareSurfacesPage, type SurfacesPageData } from '@/lib/pages/surfaces/prepare-page'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { TIER_RULES } from '@/lib/policy/defaults'
import { FIXTURE_RANGE, makeDetails, makeDocument } from './fixtures-readings'
import { FIXTURE_SYNC } from './fixtures-sync'

/** The surfaces page of a small organisation, with these details and sources changed. */
export function prepareSurfaces(change: (details: ScopeDetails) => void = () => {}, given: Partial<SurfacesPageData> = {}) {
  return prepareSurfacesPage({
    kind: 'ready',
    organization: { login: 'larkspur', name: 'Larkspur' },
    sync: FIXTURE_SYNC,
    range: FIXTURE_RANGE,
    document: makeDocument('organization'),
    details: makeDetails(change),
    teams: { names: [], page: takeTeamsPage([], undefined) },
    surfaces: [],
    configuration: {
      path: null,
      rules: TIER_RULES,
      ownGlobs: 0,
      unknownMaintainers: [],
      repositories: 3,
      repositoriesWithCodeOwners: 1,
      codeOwnersProblems: [],
    },
    ...given,
  })
}
