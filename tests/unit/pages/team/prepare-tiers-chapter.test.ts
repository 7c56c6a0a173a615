import { describe, expect, it } from 'vitest'
import { prepareTiersChapter } from '@/lib/pages/team/prepare-tiers-chapter'
import { prepareMissingControls, prepareReverts } from '@/lib/pages/team/prepare-tier-exhibits'
import { TIER_RULES } from '@/lib/policy/defaults'
import {
  FIXTURE_RANGE,
  makeCompliance,
  makeDetails,
  makeReadings,
  makeSeries,
  makeWithheldCompliance,
} from '../../../support/fixtures-readings'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const listHref = (more: Record<string, string>) => `/t?${new URLSearchParams(more).toString()}`
const make = (details: ReturnType<typeof makeDetails> | null) =>
  prepareTiersChapter({
    readings: makeReadings(),
    series: makeSeries(),
    range: FIXTURE_RANGE,
    details,
    listHref,
    rules: TIER_RULES,
    surfacesHref: '/surfaces',
  })

describe('prepareTiersChapter', () => {
  it('has a row a tier, the riskiest first, each count with the way to its merges', () => {
    const { lead, next } = make(makeDetails())
    if (lead.drawing.kind !== 'grid') throw new Error(lead.drawing.kind)
    const { rows } = lead.drawing.view
    expect(rows.map(({ label }) => label)).toEqual(['T3', 'T2', 'T1', 'T0'])
    expect(rows[0]?.cells[0]).toMatchObject({ text: '20', href: '/t?tier=T3' })
    expect(rows[1]?.cells[2]).toMatchObject({ text: '6', href: '/t?tier=T2&controls=not_assessable' })
    expect(rows[3]?.cells.map(({ text, href }) => [text, href ?? null])).toEqual([
      ['none', null],
      ['', null],
      ['', null],
      ['', null],
    ])
    expect(rows[0]?.cells[1]).toMatchObject({ share: 9 / 19 })
    expect(rows[0]?.cells[1]?.low).toBeLessThan(9 / 19)
    expect(next?.href).toBe('/surfaces')
  })

  it('withholds a small tier and gives no count of it', () => {
    const { lead } = make(makeDetails(({ tiers }) => void (tiers.byTier.T3 = makeWithheldCompliance())))
    if (lead.drawing.kind !== 'grid') throw new Error(lead.drawing.kind)
    expect(lead.drawing.view.rows[0]?.cells.map(({ text }) => text)).toEqual(['withheld', '', '', ''])
  })

  it('keeps dependency changes and unknown paths as lines of their own', () => {
    const { facts } = make(makeDetails())
    expect(facts.map(({ value, href }) => [value, href])).toEqual([
      ['13', '/t?manifest=not_reviewed'],
      ['17', '/t?unclassified=1'],
    ])
    expect(plain(facts[1]?.detail ?? '')).toBe('taken as T2: services/billing, tools')
  })

  it('says that nothing is known where there are no details', () => {
    const { lead, facts, exhibits } = make(null)
    expect(lead.drawing.kind).toBe('missing')
    expect([...facts, ...exhibits]).toEqual([])
  })
})

describe('controls that were missing', () => {
  it('are summed over the tiers that are shown, the most frequent first', () => {
    const { drawing, title } = prepareMissingControls(makeDetails().tiers.byTier, listHref)
    if (drawing.kind !== 'bars') throw new Error(drawing.kind)
    expect(drawing.bars.map(({ label, text, href }) => [label, text, href])).toEqual([
      ['Not confident at the merge', '29', '/t?missing=confidence'],
      ['Too few approvals', '28', '/t?missing=approvals'],
      ['No maintainer’s approval', '17', '/t?missing=maintainer'],
      ['No rollback note', '5', '/t?missing=rollback_note'],
    ])
    expect(plain(title)).toBe('Most often missing: not confident at the merge, 29 merges')
  })

  it('say over which tiers, since the sentence above is about the risky ones', () => {
    expect(prepareMissingControls(makeDetails().tiers.byTier, listHref).caption).toBe('Over all tiers. One merge can lack several.')
    const part = prepareMissingControls({ ...makeDetails().tiers.byTier, T3: makeWithheldCompliance() }, listHref)
    expect(part.title).toMatch(/^Most often missing in the tiers shown: /)
    expect(part.caption).toBe('Over all tiers that are shown. One merge can lack several.')
  })

  it('are never denied of a tier that is withheld', () => {
    const clean = makeCompliance(30, { compliant: 30, missing: {} })
    expect(prepareMissingControls({ T1: clean }, listHref).title).toBe('No merge is known to lack a control')
    const part = prepareMissingControls({ T1: clean, T3: makeWithheldCompliance() }, listHref)
    expect(part.title).toBe('No merge in the tiers shown is known to lack a control')
    expect(part.drawing).toMatchObject({ kind: 'missing', text: expect.stringContaining('The others are withheld') })
    expect(prepareMissingControls({ T3: makeWithheldCompliance() }, listHref).title).toBe('Whether a merge lacked a control is not shown')
  })
})

describe('reverts', () => {
  it('give a rate by tier on one axis, and a median from six on', () => {
    const { drawing, title } = prepareReverts({
      T1: makeCompliance(118, { compliant: 96, missing: {}, reverted: 6 }),
      T3: makeCompliance(20, { compliant: 20, missing: {}, reverted: 1 }),
    })
    if (drawing.kind !== 'intervals') throw new Error(drawing.kind)
    expect(plain(title)).toBe('7 merges were reverted within 30 days')
    expect(drawing.view.rows.map(({ label, detail }) => [label, plain(detail ?? '')])).toEqual([
      ['T3', '1.2–30 %, 1 of 15'],
      ['T1', '3.2–14 %, 6 of 88, after 26 h'],
    ])
    expect(drawing.view.rows.every(({ high }) => high !== null && high <= 1)).toBe(true)
  })

  it('tell withheld from too young, and none from unknown', () => {
    const { title, drawing } = prepareReverts({ T1: makeCompliance(8, { compliant: 8, missing: {} }), T2: makeWithheldCompliance() })
    if (drawing.kind !== 'intervals') throw new Error(drawing.kind)
    expect(title).toBe('No merge in the tiers shown was reverted within 30 days')
    expect(prepareReverts({ T1: makeCompliance(8, { compliant: 8, missing: {} }) }).title).toBe('No merge was reverted within 30 days')
    expect(drawing.view.rows.map(({ text }) => text)).toEqual(['withheld', '0\u00a0%'])
    expect(prepareReverts({ T2: makeWithheldCompliance() }).drawing.kind).toBe('missing')
  })
})
