import { groupBy } from 'es-toolkit'
import type { NarrowEvaluation, Span } from './roll-up-week'
import { listScopes, toScopeParts, type Scope } from './scope'
import { suppressRows } from './suppress'

/**
 * Distinct people who wrote or qualified-reviewed a scope's pull requests of a range. A scope without any pull request
 * in it is absent: it is no row of its table, and cannot give another one away.
 */
export type Contributors = ReadonlyMap<Scope, number>

/** Contributors of every scope, from the organisation's evaluations in one pass. */
export function countContributorsByScope(rows: Iterable<NarrowEvaluation>, span: Span): Contributors {
  const isWithin = (at: Date | null) => at !== null && at >= span.from && at < span.to
  const people = new Map<Scope, Set<string>>()
  for (const row of rows) {
    if (!isWithin(row.readyAt) && !isWithin(row.mergedAt)) continue
    for (const scope of listScopes(row)) {
      const known = people.get(scope) ?? new Set<string>()
      for (const id of row.review.contributorIds) known.add(id)
      people.set(scope, known)
    }
  }
  return new Map([...people].map(([scope, ids]) => [scope, ids.size]))
}

/**
 * Scopes whose figures a range withholds (METRICS section 1). The teams are one table, the surfaces another, and the
 * tiers of each surface a third: in each of them the rows below five contributors, and the next smallest where exactly
 * one would be missing. A withheld surface withholds its cells.
 *
 * `standing` are the scopes that the default range withholds. A table that hides a row in this range hides those as
 * well: else a range in which another row happened to be the next smallest would show the one that hides the small row
 * elsewhere, and the difference of the two answers would be the small row's figures.
 */
export function listWithheldScopes(scopes: readonly Scope[], contributors: Contributors, standing: Iterable<Scope> = []): Set<Scope> {
  const tables = groupBy(scopes, toTable)
  const standingTables = groupBy([...standing], toTable)
  const withheld = new Set<Scope>()
  for (const [table, rows] of Object.entries(tables)) {
    // A team stands in its table whether it did anything or not: absence is information about so few people.
    const present = rows.filter((scope) => table === TEAMS || table === ORGANIZATION || contributors.has(scope))
    const hidden = new Set(suppressRows(present.map((name) => ({ name, contributors: contributors.get(name) ?? 0 }))))
    const kept = table !== ORGANIZATION && hidden.size > 0 ? (standingTables[table] ?? []) : []
    for (const scope of rows) if (hidden.has(scope) || !present.includes(scope)) withheld.add(scope)
    for (const scope of kept) withheld.add(scope)
  }
  for (const scope of scopes) {
    const parts = toScopeParts(scope)
    if (parts.kind === 'cell' && withheld.has(`surface:${parts.name}`)) withheld.add(scope)
  }
  return withheld
}

const ORGANIZATION = 'organization'
const TEAMS = 'teams'

/** The rows that stand beside each other with a total above them. */
function toTable(scope: Scope): string {
  const parts = toScopeParts(scope)
  if (parts.kind === 'team') return TEAMS
  if (parts.kind === 'surface') return 'surfaces'
  return parts.kind === 'cell' ? `cells ${parts.name}` : ORGANIZATION
}
