import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { rollUpSpan } from '@/lib/metrics/readings/span-roll-up'
import { toConfidentMilliseconds } from '@/lib/pages/list/order'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import {
  hour,
  makeActor,
  makeCommit,
  makeEvent,
  makeHistory,
  makeRepair,
  makeReview,
  makeSurroundings,
  makeThread,
} from '../../../support/make-history'

// Clocks are wrong, histories are imported and GitHub has been seen to answer a merge before its creation: in whatever order
// the instants of a pull request stand, no duration that is made of them is negative.

const AS_OF = hour(2000)
const context = toOrganizationContext(
  {
    syncedAt: AS_OF,
    login: 'org',
    teams: [{ id: 'T_shop', slug: 'shop', parentId: null }],
    memberships: ['ana', 'ben', 'mia'].map((login) => ({ teamId: 'T_shop', userId: `id-${login}`, joinedOn: null, leftOn: null })),
    people: [],
    repositories: [{ nameWithOwner: 'org/app', codeowners: null }],
  },
  toDefaultConfiguration(),
)

/** Before everything and after `asOf` included, and often the same twice. */
const at = fc.oneof(fc.integer({ min: -900, max: 3_000 }), fc.constantFrom(-40_000, 8, 9, 30, 2_000, 90_000))
const maybe = fc.option(at)

const pullRequest = fc.record({
  created: at,
  merged: maybe,
  closed: maybe,
  ready: maybe,
  draft: maybe,
  requested: maybe,
  reopened: maybe,
  retargeted: maybe,
  reviews: fc.array(fc.tuple(fc.constantFrom('ben', 'mia'), at, fc.constantFrom('APPROVED', 'COMMENTED', 'CHANGES_REQUESTED')), {
    maxLength: 4,
  }),
  commits: fc.array(at, { minLength: 1, maxLength: 3 }),
  thread: maybe,
  repairs: fc.array(at, { maxLength: 2 }),
})

/** Every number in it that is below zero, by where it stands. */
function listNegative(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return value < 0 ? [`${path} ${value}`] : []
  if (!(value instanceof Object) || value instanceof Date) return []
  return Object.entries(value).flatMap(([key, inner]) => listNegative(inner, `${path}.${key}`))
}

test('no duration is negative', () => {
  fc.assert(
    fc.property(fc.array(pullRequest, { minLength: 1, maxLength: 4 }), (given) => {
      const rows = given.map((one, index) => {
        const event = (type: string, when: number | null) =>
          when === null ? [] : [makeEvent(type, when, { subjectId: 'id-ben', subject: makeActor('ben') })]
        const history = makeHistory({
          id: `PR_${index}`,
          createdAt: hour(one.created),
          mergedAt: one.merged === null ? null : hour(one.merged),
          closedAt: one.closed === null ? null : hour(one.closed),
          commits: one.commits.map((when, position) => makeCommit(`a${position}`, when)),
          reviews: one.reviews.map(([author, when, state]) => makeReview(author, when, { state })),
          threads: one.thread === null ? [] : [makeThread('ben', one.thread, { body: 'This is a bug.' })],
          timeline: [
            ...event('ReadyForReviewEvent', one.ready),
            ...event('ConvertToDraftEvent', one.draft),
            ...event('ReviewRequestedEvent', one.requested),
            ...event('ReopenedEvent', one.reopened),
            ...event('BaseRefChangedEvent', one.retargeted),
          ],
        })
        const surroundings = makeSurroundings({ repairs: one.repairs.map((when) => makeRepair(when)) })
        return evaluatePullRequest(history, surroundings, context, AS_OF)
      })
      for (const row of rows) {
        const { defects, review, clockStartAt, mergedAt, confidentAt, revertedAt } = row
        expect(
          listNegative({ ...row, defects: defects && { ...defects, escapes: [] }, review: { ...review, cycles: [], reviews: [] } }),
        ).toEqual([])
        for (const { startedAt, endedAt, weekdayHours } of review.cycles) {
          expect((endedAt ?? AS_OF.getTime()) - startedAt).toBeGreaterThanOrEqual(0)
          expect(weekdayHours ?? 0).toBeGreaterThanOrEqual(0)
        }
        for (const { strict, broad, days } of defects?.escapes ?? []) if (strict + broad > 0) expect(days).toBeGreaterThanOrEqual(0)
        if (mergedAt && clockStartAt) expect(mergedAt.getTime() - clockStartAt.getTime()).toBeGreaterThanOrEqual(0)
        if (mergedAt && confidentAt) expect(mergedAt.getTime() - confidentAt.getTime()).toBeGreaterThanOrEqual(0)
        if (confidentAt && clockStartAt) expect(confidentAt.getTime() - clockStartAt.getTime()).toBeGreaterThanOrEqual(0)
        if (mergedAt && revertedAt) expect(revertedAt.getTime() - mergedAt.getTime()).toBeGreaterThanOrEqual(0)
        expect(toConfidentMilliseconds(row) ?? 0).toBeGreaterThanOrEqual(0)
        expect(row.evidence.confidence.explanation.join(' ')).not.toMatch(/[-−]\d+(\.\d+)?\s?(h|days?)\b/)
      }
      const sums = rollUpSpan(rows, { from: hour(-50_000), to: AS_OF })
      // Where an instant before 1970 is no duration: sums keep milliseconds of when something began.
      expect(listNegative(sums).filter((text) => !/since/i.test(text))).toEqual([])
    }),
    { numRuns: 300 },
  )
})
