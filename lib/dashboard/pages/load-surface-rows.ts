import { lastCompleteWeeks } from '@/lib/dates'
import { listRepositoryIds } from '@/lib/db/organization/list-repository-ids'
import { listSurfaceDocuments } from '@/lib/db/figures/list-scope-documents'
import { toCellScope, toScopeParts, toSurfaceScope, type Scope } from '@/lib/metrics/organization/scope'
import { DEFAULT_WEEKS, type ReadingsRange } from '@/lib/metrics/readings/scope-document'
import type { Configuration } from '@/lib/policy/configuration'
import { REST } from '@/lib/policy/surfaces'
import { TIERS } from '@/lib/policy/tiers'
import type { DashboardContext } from '@/lib/dashboard/context'
import { loadPrecision } from '@/lib/dashboard/readings/load-audits'
import { withPrecision } from '@/lib/metrics/audit/with-precision'
import { loadFilledReadings, type FilledReadings } from '@/lib/dashboard/readings/load'
import type { SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'

/**
 * The rows of the surface × tier matrix, in the order of plumbline.yml, everything else last; without surfaces there,
 * the repositories by name. The default range is one read of what is stored; another range sums stored evaluations,
 * and another instant evaluates histories anew.
 */
export async function loadSurfaceRows(context: DashboardContext, range: ReadingsRange): Promise<SurfaceRow[]> {
  const stored = await context.kept.once('surfaces', () => listSurfaceDocuments(context.database, context.organizationId))
  const isDefault = (asOf: Date) => {
    const { from, to } = lastCompleteWeeks(asOf, DEFAULT_WEEKS)
    return [asOf, from, to].every((at, index) => at.getTime() === [range.asOf, range.from, range.to][index]?.getTime())
  }
  const isStored = stored.length > 0 && stored.every(({ asOf }) => isDefault(asOf))
  if (isStored) {
    const precision = await loadPrecision(context)
    return toRows(
      context.configuration,
      new Map(stored.map(({ scope, document, strain }) => [scope, { document: withPrecision(document, precision), strain }])),
    )
  }
  const isNamed = context.configuration.surfaces.length > 0
  const names = isNamed
    ? [...context.configuration.surfaces.map(({ name }) => name), REST]
    : [...(await listRepositoryIds(context.database, context.organizationId)).keys()]
  const scopes = names.flatMap((name) => [toSurfaceScope(name), ...TIERS.map((tier) => toCellScope(tier, name))])
  return toRows(
    context.configuration,
    await loadFilledReadings(context, scopes, range, (scope) => isNamed && toScopeParts(scope).kind === 'surface'),
  )
}

type Documents = ReadonlyMap<Scope, FilledReadings>

function toRows({ surfaces }: Configuration, documents: Documents): SurfaceRow[] {
  if (surfaces.length === 0) return listRepositorySurfaces(documents).map((name) => toRepositoryRow(name, documents))
  const rest: SurfaceRow = {
    ...toReadings(REST, documents),
    name: REST,
    source: 'rest',
    tier: null,
    paths: [],
    repositories: [],
    maintainers: [],
  }
  const named = surfaces.map(({ name, tier, paths, repositories, maintainers }): SurfaceRow => ({
    ...toReadings(name, documents),
    name,
    source: 'configuration',
    tier: tier ?? null,
    paths,
    repositories: repositories ?? [],
    maintainers,
  }))
  return [...named, rest]
}

/** Repositories with a document: most of an old organisation's have had no pull request for months. */
function listRepositorySurfaces(documents: Documents): string[] {
  return [...documents.keys()]
    .flatMap((scope) => {
      const parts = toScopeParts(scope)
      // Until the next sync the stored ones may still be those that plumbline.yml named before.
      return parts.kind === 'surface' && parts.name.includes('/') ? [parts.name] : []
    })
    .sort()
}

function toRepositoryRow(name: string, documents: Documents): SurfaceRow {
  return {
    ...toReadings(name, documents),
    name,
    source: 'repository',
    tier: null,
    paths: [],
    repositories: [name],
    maintainers: [],
  }
}

function toReadings(name: string, documents: Documents): Pick<SurfaceRow, 'document' | 'strain' | 'cells'> {
  const cells: SurfaceRow['cells'] = {}
  for (const tier of TIERS) {
    const cell = documents.get(toCellScope(tier, name))
    if (cell) cells[tier] = cell.document
  }
  const own = documents.get(toSurfaceScope(name))
  return { document: own?.document ?? null, strain: own?.strain ?? null, cells }
}
