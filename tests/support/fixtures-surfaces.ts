import { prepareSurfacesPage, type SurfacesPageSource } from '@/lib/pages/surfaces/prepare-page'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { TIER_RULES } from '@/lib/policy/defaults'
import { FIXTURE_RANGE, makeDetails, makeDocument } from './fixtures-readings'

const sync: SurfacesPageSource['sync'] = {
  state: 'current',
  syncedAt: FIXTURE_RANGE.asOf,
  ageSeconds: 60,
  message: null,
  lastError: null,
  pointsLeft: null,
  progress: { stored: 0, total: null, share: null, pullRequestsPerMinute: null, secondsLeft: null },
  incomplete: 0,
  pendingEvaluations: 0,
}

/** The surfaces page of a small organisation, with these details and sources changed. */
export function prepareSurfaces(change: (details: ScopeDetails) => void = () => {}, given: Partial<SurfacesPageSource> = {}) {
  return prepareSurfacesPage({
    organization: { name: 'Larkspur' },
    sync,
    range: FIXTURE_RANGE,
    document: makeDocument('organization'),
    details: makeDetails(change),
    teams: { rows: [], from: 0, total: 0, page: 1, pages: 1 },
    surfaces: [],
    configuration: { path: null, rules: TIER_RULES, ownGlobs: 0, unknownMaintainers: [], repositories: 3, repositoriesWithCodeOwners: 1 },
    ...given,
  })
}
