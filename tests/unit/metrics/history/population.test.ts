import { describe, expect, it } from 'vitest'
import { isCreatedAsDraft, toPopulation, toReadyAt } from '@/lib/metrics/history/population'
import { hour, makeEvent, makeHistory, makeSurroundings } from '../../../support/make-history'

describe('population', () => {
  const surroundings = makeSurroundings({ defaultBranch: 'main', formerDefaultBranches: ['master'], protectedBranches: ['release-2'] })

  it.each([
    ['main', true],
    ['master', true],
    ['release-2', true],
    [null, true],
    ['cart', false],
  ])('a base of %s: %s', (baseRefName, expected) => {
    expect(toPopulation(makeHistory({ baseRefName }), surroundings).inPopulation).toBe(expected)
  })

  it('has the default branches alone where protection may not be read', () => {
    const unread = makeSurroundings({ protectedBranches: null })
    expect(toPopulation(makeHistory({ baseRefName: 'release-2' }), unread).inPopulation).toBe(false)
  })
})

describe('stacks', () => {
  const stacked = (parent: { createdAt?: Date; endedAt?: Date | null; headRefName?: string }, given = {}) =>
    toPopulation(
      makeHistory(given),
      makeSurroundings({ parents: [{ number: 6, headRefName: 'step-1', createdAt: hour(1), endedAt: null, ...parent }] }),
    )

  it('stand on what was open meanwhile', () => {
    expect(stacked({}).isStacked).toBe(true)
    expect(stacked({ endedAt: hour(9) }).isStacked).toBe(true)
    expect(stacked({ endedAt: hour(7) }).isStacked).toBe(false)
    expect(stacked({ createdAt: hour(21) }, { closedAt: hour(20) }).isStacked).toBe(false)
    expect(stacked({ headRefName: 'cart' }).isStacked).toBe(false)
  })

  it('start at the last retarget, and only a stack does', () => {
    const timeline = [makeEvent('BaseRefChangedEvent', 12), makeEvent('AutomaticBaseChangeSucceededEvent', 15)]
    expect(stacked({}, { timeline }).retargetedAt).toEqual(hour(15))
    expect(stacked({}).retargetedAt).toBeNull()
    expect(toPopulation(makeHistory({ timeline }), makeSurroundings()).retargetedAt).toBeNull()
  })
})

describe('ready', () => {
  const ready = makeEvent('ReadyForReviewEvent', 12)
  const draft = makeEvent('ConvertToDraftEvent', 10)
  it.each([
    ['opened ready', {}, false, hour(8)],
    ['a draft still', { isDraft: true }, true, null],
    ['a draft at first', { timeline: [ready] }, true, hour(12)],
    ['ready, then a draft', { timeline: [draft], isDraft: true }, false, hour(8)],
    ['ready, a draft, and ready again', { timeline: [draft, ready] }, false, hour(8)],
    ['a draft again', { timeline: [ready, makeEvent('ConvertToDraftEvent', 14)], isDraft: true }, true, hour(12)],
  ])('%s', (_name, given, isDraft, readyAt) => {
    expect(isCreatedAsDraft(makeHistory(given))).toBe(isDraft)
    expect(toReadyAt(makeHistory(given))).toEqual(readyAt)
  })
})
