import { groupBy } from 'es-toolkit'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { isWithin, type Span } from '@/lib/dates'
import { listScopes, toScopeParts, toTeamScope, type Scope } from '@/lib/metrics/organization/scope'
import { MINIMUM_CONTRIBUTORS, suppressRows } from '@/lib/metrics/document/suppress'

/**
 * Distinct people who wrote or qualified-reviewed a scope's pull requests of a range. A scope without any pull request
 * in it is absent: it is no row of its table, and cannot give another one away.
 */
export type Contributors = ReadonlyMap<Scope, number>

/** The part of an evaluation that says who took part in which scopes, and when. */
export type Contribution = Pick<NarrowEvaluation, 'teamIds' | 'surfaces' | 'tier' | 'readyAt' | 'mergedAt'> & {
  review: Pick<NarrowEvaluation['review'], 'contributorIds'>
}

/**
 * Contributors of every scope, from the organisation's evaluations in one pass. With `without`, only of the pull requests
 * that none of those teams has a part in.
 */
function countContributorsByScope(rows: Iterable<Contribution>, span: Span, without: ReadonlySet<Scope> = new Set()): Contributors {
  const people = new Map<Scope, Set<string>>()
  for (const row of rows) {
    if (!isWithin(row.readyAt, span) && !isWithin(row.mergedAt, span)) continue
    if (row.teamIds.some((teamId) => without.has(toTeamScope(teamId)))) continue
    for (const scope of listScopes(row)) {
      const known = people.get(scope) ?? new Set<string>()
      for (const id of row.review.contributorIds) known.add(id)
      people.set(scope, known)
    }
  }
  return new Map([...people].map(([scope, ids]) => [scope, ids.size]))
}

/** What a range withholds, from the organisation's evaluations that touch it; see listWithheldScopes. */
export function findWithheldScopes(
  scopes: readonly Scope[],
  rows: readonly Contribution[],
  span: Span,
  standing: Iterable<Scope> = [],
): Set<Scope> {
  return listWithheldScopes(scopes, countContributorsByScope(rows, span), standing, (teams) => countContributorsByScope(rows, span, teams))
}

/**
 * Scopes whose figures a range withholds (METRICS section 1). The teams are one table, the surfaces another, and the
 * tiers of each surface a third: in each of them the rows below five contributors, and the next smallest where exactly
 * one would be missing. A withheld surface withholds its cells.
 *
 * The tables are not strangers: a surface in which next to nobody but a withheld team works is that team's row under
 * another name, and the organisation less the shown teams less that surface is the other withheld team. So a surface or
 * cell is small too if fewer than five people contributed to it outside the withheld teams' pull requests; `outside`
 * counts them. Teams are settled first and are not withheld on account of a surface.
 *
 * `standing` are the scopes that the default range withholds. A table that hides a row in this range hides those as
 * well: else a range in which another row happened to be the next smallest would show the one that hides the small row
 * elsewhere, and the difference of the two answers would be the small row's figures.
 */
export function listWithheldScopes(
  scopes: readonly Scope[],
  contributors: Contributors,
  standing: Iterable<Scope> = [],
  outside: (withheldTeams: ReadonlySet<Scope>) => Contributors = () => contributors,
): Set<Scope> {
  const { [TEAMS]: teams = [], ...others } = groupBy(scopes, toTable)
  const standingTables = groupBy([...standing], toTable)
  // A team stands in its table whether it did anything or not: absence is information about so few people.
  const withheld = new Set(hideRows(teams, contributors, standingTables[TEAMS]))
  const left = withheld.size === 0 ? contributors : outside(withheld)
  for (const [table, rows] of Object.entries(others)) {
    if (table === ORGANIZATION) {
      for (const scope of hideRows(rows, contributors)) withheld.add(scope)
      continue
    }
    const present = rows.filter((scope) => contributors.has(scope))
    // Of equals the later one in plumbline.yml goes: what matters most is named first there.
    const ordered = table === SURFACES ? present.reverse() : present
    const count = (scope: Scope) => ((left.get(scope) ?? 0) < MINIMUM_CONTRIBUTORS ? left : contributors).get(scope) ?? 0
    const counts = new Map(ordered.map((scope) => [scope, count(scope)]))
    for (const scope of hideRows(ordered, counts, standingTables[table])) withheld.add(scope)
    for (const scope of rows) if (!contributors.has(scope)) withheld.add(scope)
  }
  for (const scope of scopes) {
    const parts = toScopeParts(scope)
    if (parts.kind === 'cell' && withheld.has(`surface:${parts.name}`)) withheld.add(scope)
  }
  return withheld
}

function hideRows(rows: readonly Scope[], contributors: Contributors, standing: readonly Scope[] = []): Scope[] {
  const hidden = new Set<string>(suppressRows(rows.map((name) => ({ name, contributors: contributors.get(name) ?? 0 }))))
  return hidden.size === 0 ? [] : [...rows.filter((scope) => hidden.has(scope)), ...standing]
}

const ORGANIZATION = 'organization'
const TEAMS = 'teams'
const SURFACES = 'surfaces'

/** The rows that stand beside each other with a total above them. */
function toTable(scope: Scope): string {
  const parts = toScopeParts(scope)
  if (parts.kind === 'team') return TEAMS
  if (parts.kind === 'surface') return SURFACES
  return parts.kind === 'cell' ? `cells ${parts.name}` : ORGANIZATION
}
