import { describe, expect, it } from 'vitest'
import { describeSuppression } from '@/lib/pages/team/list-detectability'
import { prepareElementGrid, tabulateElements } from '@/lib/pages/team/prepare-element-grid'
import { prepareDefectsExhibit, prepareEscapesExhibit, prepareRateExhibit } from '@/lib/pages/team/prepare-escapes'
import { prepareEvidenceStack } from '@/lib/pages/team/prepare-evidence-stack'
import { pickQuotes } from '@/lib/pages/team/prepare-quotes'
import { prepareReasonsExhibit } from '@/lib/pages/team/prepare-reasons'
import { makeDetails, makeReadings } from '../../../support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const details = makeDetails()
const { timeToConfidentMerge, defectCatchRate } = makeReadings()
const listHref = (more: Record<string, string>) => `/t?${new URLSearchParams(more).toString()}`

describe('reasons', () => {
  it('come most frequent first, each with the way to its merges', () => {
    const { title, drawing } = prepareReasonsExhibit(timeToConfidentMerge, listHref)
    if (drawing.kind !== 'bars') throw new Error(drawing.kind)
    expect(title).toBe('Most often missing: no qualified approval, 22 of 40')
    expect(drawing.bars.map(({ text, share, href }) => [text, share, href])).toEqual([
      ['22', 1, '/t?figure=confidence&reason=no_qualified_approval'],
      ['11', 0.5, '/t?figure=confidence&reason=stale_approval'],
    ])
  })

  it('keep what cannot be read apart from what was missing', () => {
    const { title, drawing } = prepareReasonsExhibit({ ...timeToConfidentMerge, reasons: { patch_unknown: 30, thread_open: 2 } }, listHref)
    if (drawing.kind !== 'bars') throw new Error(drawing.kind)
    expect(title).toContain('a review thread unresolved, 2 of 40')
    expect(drawing.bars.map(({ tone }) => tone)).toEqual(['soft', 'accent'])
  })

  it('say that nothing was missing', () => {
    const { title } = prepareReasonsExhibit({ ...timeToConfidentMerge, reasons: {}, withoutConfidence: 0 }, listHref)
    expect(title).toBe('Every merge that can be judged was confident')
  })
})

describe('defects', () => {
  it('put both windows of escapes on one axis', () => {
    const { drawing } = prepareEscapesExhibit(defectCatchRate, details.defects)
    if (drawing.kind !== 'intervals') throw new Error(drawing.kind)
    expect(drawing.view.rows.map(({ label, text }) => [label, text])).toEqual([
      ['Within 30 days', '2.5'],
      ['Within 90 days', '3.3'],
    ])
    expect(
      drawing.view.rows.every(
        ({ low, value, high }) => low !== null && value !== null && high !== null && low < value && value < high && high <= 1,
      ),
    ).toBe(true)
  })

  it('show no rate of too few, with how many there were', () => {
    const few = {
      ...defectCatchRate,
      status: 'insufficient' as const,
      rate: null,
      low: null,
      high: null,
      caughtStrict: 3,
      escapedStrict: 1,
    }
    expect(prepareRateExhibit(few).drawing).toEqual({
      kind: 'missing',
      text: 'A rate needs ten observed defects, 4 are too few: it would be noise.',
    })
  })

  it('count what AI reviewers caught in a column of its own and withhold a small tier', () => {
    const { drawing, caption } = prepareDefectsExhibit(defectCatchRate, details.defects)
    if (drawing.kind !== 'grid') throw new Error(drawing.kind)
    expect(drawing.view.rows[0]?.cells.map(({ text }) => text)).toEqual(['18', '3', '4'])
    expect(caption).toContain('T3 withheld')
  })
})

describe('trail', () => {
  it('shows every element by tier and what the tier asks for', () => {
    const grid = prepareElementGrid(details.trail, (tier) => listHref({ tier }))
    expect(grid?.columns.map(({ label }) => label)).toEqual(['T1', 'T2', 'T3'])
    const row = (label: string) => grid?.rows.find((candidate) => candidate.label === label)?.cells
    expect(row('Why')?.map(({ text, mark }) => [plain(text), mark])).toEqual([
      ['88 %', '●'],
      ['73 %', '●'],
      ['withheld', null],
    ])
    expect(row('Alternatives')?.map(({ mark }) => mark)).toEqual([null, null, null])
    expect(row('Meets the rule')?.[1]).toMatchObject({ text: '50\u00a0%', share: 0.5, mark: null, href: '/t?tier=T2' })
    expect(tabulateElements(details.trail).rows[0]).toEqual(['Why', '104 of 118', '44 of 60', 'withheld'])
  })

  it('is nothing where no merge is eligible', () => {
    expect(prepareElementGrid({ ...details.trail, byTier: {} }, () => '')).toBeNull()
  })
})

describe('quotes', () => {
  const none = { met: false, text: null }
  const make = (number: number, change: object) => ({
    number,
    repository: 'larkspur/billing',
    url: `https://github.com/larkspur/billing/pull/${number}`,
    trail: {
      elements: { why: { ...none, kind: null }, link: none, alternatives: none, risk: none, verification: none, dialogue: none, ...change },
      covered: false,
    },
  })
  const met = (text: string) => ({ met: true, text })

  it('take different elements of different pull requests, and no bare path', () => {
    const quotes = pickQuotes([
      make(1, { why: met('Because totals differed by a cent'), risk: met('Rollback: switch the flag off again') }),
      make(2, { why: met('Because the queue filled up overnight'), verification: met('tests/unit/a.test.ts') }),
    ])
    expect(quotes.map(({ element, source }) => [element, source])).toEqual([
      ['Risk or rollback', 'billing #1'],
      ['Why', 'billing #2'],
    ])
  })

  it('shorten a long text at a word and keep a short one whole', () => {
    const [quote] = pickQuotes([make(1, { why: met(`Because ${'words and '.repeat(40)}end`) })])
    expect(quote?.text.length).toBeLessThan(190)
    expect(quote?.text.endsWith(' …')).toBe(true)
  })

  it('are none where nothing is eligible', () => {
    expect(pickQuotes([{ ...make(1, {}), trail: null }])).toEqual([])
  })
})

describe('AI evidence', () => {
  it('stacks lines beside pull requests on the same tiers, each summing to all', () => {
    const view = prepareEvidenceStack(details.ai, listHref)
    expect(view?.bars[0]?.parts.map(({ key }) => key)).toEqual(view?.bars[1]?.parts.map(({ key }) => key))
    for (const { parts } of view?.bars ?? []) expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
    expect(view?.rows.find(({ key }) => key === 'L0')?.label).toContain('unknown')
    expect(view?.rows.find(({ key }) => key === 'L3')?.href).toBe('/t?figure=ai&ai=L3')
    expect(view?.rows.find(({ key }) => key === 'L1')?.cells[0]).toBe('among unknown')
  })

  it('says how many repositories switch the signs off', () => {
    expect(describeSuppression({ repositories: 12, suppressed: 2 })).toContain(
      '2 of the organisation’s 12\u00a0repositories switch these signs off',
    )
    expect(describeSuppression({ repositories: 12, suppressed: 1 })).toContain('1 of the organisation’s 12\u00a0repositories switches')
    expect(describeSuppression({ repositories: 3, suppressed: 0 })).toContain('No repository')
    expect(describeSuppression(null)).toBeNull()
  })
})
