import { describe, expect, it } from 'vitest'
import { prepareSurfaceMatrix, TIGHTEST_SURFACES, type SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { makeDocument, makeWithheldDocument } from '@/tests/support/fixtures-readings'

const headroom = (value: number | null) => (readings: ReadingBlocks) => {
  readings.reviewCapacity.headroom = value === null ? { value, low: null, high: null } : { value, low: value * 0.8, high: value * 1.2 }
  if (value === null) readings.reviewCapacity.status = 'insufficient'
}

function surface(name: string, change: Partial<SurfaceRow> = {}): SurfaceRow {
  return {
    name,
    source: 'configuration',
    tier: 'T2',
    paths: [`src/${name}/**`],
    repositories: [],
    maintainers: [],
    document: makeDocument(name, headroom(1.5)),
    strain: null,
    cells: {},
    ...change,
  }
}
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ')

describe('the matrix of surfaces', () => {
  it('puts the tightest first and what has no headroom last, in the order it came', () => {
    const rows = [
      surface('unread', { document: null }),
      surface('wide', { document: makeDocument('wide', headroom(2.4)) }),
      surface('small', { document: makeWithheldDocument('small', 3) }),
      surface('tight', { document: makeDocument('tight', headroom(1.06)) }),
    ]
    const view = prepareSurfaceMatrix(rows, '')
    expect(view.rows.map(({ key }) => key)).toEqual(['tight', 'wide', 'unread', 'small'])
    expect(view.rows.map(({ headroom }) => plain(headroom.absent))).toEqual(
      [null, null, 'no readings yet', 'withheld: 3 contributors, at least 5 are needed'].map((text) => text ?? undefined),
    )
  })

  it('prints a lower bound as one and draws it hollow', () => {
    const document = makeDocument('quotes', (readings) => {
      headroom(1.5)(readings)
      readings.reviewCapacity.capacityPerWeek.kind = 'lower_bound'
    })
    const [row] = prepareSurfaceMatrix([surface('quotes', { document })], '').rows
    expect(plain(row?.headroom.value)).toBe('≥ 1.50×')
    expect(row?.headroom.mark?.isLowerBound).toBe(true)
  })

  it('shows the tiers that some surface has, the highest first, and why a cell is empty', () => {
    const cells = { T3: makeWithheldDocument('c', 2), T1: makeDocument('c', headroom(null)), T2: makeDocument('c', headroom(1.2)) }
    const view = prepareSurfaceMatrix([surface('billing', { cells })], '')
    expect(view.tiers).toEqual(['T3', 'T2', 'T1'])
    const [row] = view.rows
    expect(row?.cells.T2?.value).toBe('1.20×')
    expect(row?.cells.T1).toMatchObject({ value: null, mark: null, absent: 'too few weeks' })
    expect(plain(row?.cells.T3?.absent)).toMatch(/^withheld: 2 contributors/)
    expect(row?.cells.T0).toBeNull()
  })

  it('never says more about twice than the reading does', () => {
    const twice = (answer: 'yes' | 'no' | 'not_shown', skipped = 0.02) =>
      prepareSurfaceMatrix(
        [
          surface('a', {
            document: makeDocument(
              'a',
              ({ reviewCapacity }) =>
                void Object.assign(reviewCapacity, { twice: answer, unanswered: { value: skipped, low: skipped / 2, high: skipped * 2 } }),
            ),
          }),
        ],
        '',
      ).rows[0]?.twice
    expect([twice('yes'), twice('no'), twice('not_shown')]).toEqual(['yes, untried', 'no', 'can’t tell'])
    expect(twice('yes', 0.2)).toBe('can’t tell')
    expect(prepareSurfaceMatrix([surface('a', { document: null })], '').rows[0]?.twice).toBeNull()
  })

  it('names maintainers only as plumbline.yml does', () => {
    const rows = [surface('a', { maintainers: ['@ada', 'org/core', 'lin'] }), surface('b'), surface('', { source: 'rest', paths: [] })]
    expect(prepareSurfaceMatrix(rows, '').rows.map(({ name, maintainers }) => [name, maintainers])).toEqual([
      ['a', 'ada, team core, 1 more'],
      ['b', 'none named'],
      ['Everything else', null],
    ])
  })

  it('keeps the range on its links and escapes the name', () => {
    const [row] = prepareSurfaceMatrix([surface('payouts & refunds')], '?from=2026-09-07&to=2026-10-05').rows
    expect(row?.stressHref).toBe('/stress-test?from=2026-09-07&to=2026-10-05&surface=payouts+%26+refunds')
    expect(row?.listHref).toBe('/?from=2026-09-07&to=2026-10-05&surface=payouts+%26+refunds#pull-requests')
  })

  it('shows the twelve tightest of many and says how many more there are', () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      surface(`s${index}`, { source: 'repository', document: makeDocument('s', headroom(4 - index / 20)) }),
    )
    const view = prepareSurfaceMatrix(rows, '')
    expect(view.rows).toHaveLength(TIGHTEST_SURFACES)
    expect(view.rows[0]?.key).toBe('s39')
    expect(view).toMatchObject({ total: 40, hidden: 28, isOfRepositories: true })
    expect(prepareSurfaceMatrix(rows, '', Infinity).hidden).toBe(0)
  })
})
