import { listScopes, type Scope, type ScopedRow } from '@/lib/metrics/organization/scope'

/** Rows of every scope that counts any, in their order. */
export function toRowsByScope<Row extends ScopedRow>(rows: Iterable<Row>): Map<Scope, Row[]> {
  const byScope = new Map<Scope, Row[]>()
  for (const row of rows) {
    for (const scope of listScopes(row)) {
      const known = byScope.get(scope)
      if (known) known.push(row)
      else byScope.set(scope, [row])
    }
  }
  return byScope
}
