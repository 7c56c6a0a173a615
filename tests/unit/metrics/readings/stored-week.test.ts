import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { judgeTier } from '@/lib/metrics/history/judge-tier'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { isInScope, type Scope } from '@/lib/metrics/organization/scope'
import { rollUpWeek } from '@/lib/metrics/readings/scope-document'
import { judgeWeek, rollUpStoredWeek } from '@/lib/metrics/readings/stored-week'
import { evaluation, START, WEEK } from '../../../support/any-evaluation'

/** Of some T2 no rule gave the tier: as T1 it has another verdict. */
const row = fc
  .tuple(evaluation, fc.boolean(), fc.constantFrom('R_1', 'R_2', 'R_3'))
  .map(([one, isByDefault, repositoryId]): NarrowEvaluation => {
    if (!isByDefault || one.tier !== 'T2') return { ...one, repositoryId }
    const trail = one.trail && { ...one.trail, covered: true }
    const controls = one.controls && { ...one.controls, compliance: 'compliant' as const, missing: [] }
    return { ...one, repositoryId, unconfigured: { trail, controls, defects: null } }
  })
const SCOPES: Scope[] = ['organization', 'surface:org/app', 'cell:T1:org/app', 'cell:T2:org/app', 'cell:T3:org/app']

describe('a stored week', () => {
  it('judged by the states of any range equals its rows judged by them', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 30 }),
        fc.subarray(['R_1', 'R_2', 'R_3']),
        fc.integer({ min: 0, max: 11 }),
        fc.constantFrom(...SCOPES),
        (rows, ids, week, scope) => {
          const weekOn = new Date(START + week * WEEK)
          const notConfigured = new Set(ids)
          const judged = rows.map((one) => judgeTier(one, notConfigured)).filter((one) => isInScope(one, scope))
          // Through JSON, as it is stored.
          const stored = JSON.parse(JSON.stringify(rollUpStoredWeek(rows, scope, weekOn, 'UTC'))) as ReturnType<typeof rollUpStoredWeek>
          expect(judgeWeek(stored, notConfigured)).toEqual(rollUpWeek(judged, weekOn, 'UTC'))
        },
      ),
    )
  })
})
