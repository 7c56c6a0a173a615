import { describe, expect, it } from 'vitest'
import type { OrganizationFigureSource } from '@/lib/pages/organization/define-figures'
import { prepareOrganizationFigures } from '@/lib/pages/organization/prepare-figures'
import { prepareSurfaceMatrix, type SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import { REFERENCE_FIGURES } from '@/lib/pages/organization/reference-figures'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import {
  FIXTURE_RANGE,
  makeDetails,
  makeDocument,
  makeReadings,
  makeSeries,
  makeWithheldDocument,
} from '../../../support/fixtures-readings'

const surface = (name: string, value: number): SurfaceRow => ({
  name,
  source: 'configuration',
  tier: 'T2',
  paths: ['a/**'],
  repositories: [],
  maintainers: [],
  cells: {},
  strain: null,
  document: makeDocument(name, ({ reviewCapacity }) => void (reviewCapacity.headroom = { value, low: value - 0.1, high: value + 0.1 })),
})
const surfaces = [surface('search', 2), surface('billing', 1.06), surface('sign-in', 1.3), surface('quotes', 1.4)]

function source(change: Partial<OrganizationFigureSource> = {}): OrganizationFigureSource {
  const readings = makeReadings(
    ({ reasoningTrail }) => void (reasoningTrail.byTier = { T2: { eligible: 60, covered: 30 }, T3: { eligible: 12, covered: 8 } }),
  )
  const series = makeSeries((week, index) => {
    week.reasoningTrail.byTier = {
      T1: { eligible: 9, covered: 9 },
      T2: { eligible: 10, covered: 4 + (index % 3) },
      T3: { eligible: 2, covered: 1 },
    }
  })
  return {
    readings,
    series,
    range: FIXTURE_RANGE,
    details: makeDetails(),
    surfaces: prepareSurfaceMatrix(surfaces, '').rows,
    surfaceCount: 4,
    ...change,
  }
}
const details = (change: (details: ScopeDetails) => void) => source({ details: makeDetails(change) })
function figure(key: string, given = source()) {
  const found = prepareOrganizationFigures(given).find((each) => each.key === key)
  if (!found) throw new Error(`no figure ${key}`)
  return found
}
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')

describe('the six figures of the organisation', () => {
  it('are these, in this order', () => {
    expect(prepareOrganizationFigures(source()).map(({ key }) => key)).toEqual([
      'tightest',
      'confidentShare',
      'catch',
      'risky',
      'independent',
      'ai',
    ])
  })

  it('show the three tightest surfaces, or the organisation where none is known', () => {
    expect(figure('tightest').rows.map(({ name, value }) => [name, value])).toEqual([
      ['billing', '1.06×'],
      ['sign-in', '1.30×'],
      ['quotes', '1.40×'],
    ])
    expect(plain(figure('tightest').n)).toBe('the lowest 3 of 4')
    expect(figure('capacity', source({ surfaces: [] })).value?.text).toBe('1.65')
  })

  it('print the confident share as the complement, its interval too, with the quantiles of the wait', () => {
    const view = figure('confidentShare')
    expect(view.value).toEqual({ prefix: '', text: '79', unit: '%' })
    expect(plain(view.interval)).toBe('72–84 % · p50 31 h, p75 88 h')
    expect(view.n).toBe('150 of 190, of these, approved in words: 6')
    const unreached = makeReadings(
      ({ timeToConfidentMerge }) => void Object.assign(timeToConfidentMerge, { p75Hours: null, p75Status: 'not_reached' }),
    )
    expect(plain(figure('confidentShare', source({ readings: unreached })).interval)).toContain('p75 not reached')
  })

  it('draw T2 and T3 by week as the sum of both, and leave a gap where one of them is withheld', () => {
    expect(figure('risky').value?.text).toBe('53')
    expect(figure('risky').sparkline).not.toBeNull()
    const series = makeSeries((week, index) => {
      week.reasoningTrail.byTier = { T2: { eligible: 10, covered: 5 }, ...(index > 20 ? { T3: { eligible: null, covered: null } } : {}) }
    })
    const weeks = figure('risky', source({ series })).history?.weeks.map(({ text }) => text)
    expect(weeks?.slice(20)).toEqual(['50\u00a0%', ...Array<string>(5).fill('no figure')])
  })

  it('say why T2 and T3 have no figure', () => {
    const risky = (eligible: number | null) =>
      figure(
        'risky',
        details(({ trail }) => void (trail.risky = { eligible, covered: eligible, share: { value: null, low: null, high: null } })),
      ).absent
    expect(risky(null)).toContain('withheld')
    expect(risky(0)).toBe('no merge at T2 or T3')
  })

  it('give independent evaluation over what is known, and no drawing, which it does not have', () => {
    const view = figure('independent')
    expect(view).toMatchObject({ sparkline: null, history: null })
    const none = { agentWritten: 0, closedLoops: 0, unknown: 0, share: { value: null, low: null, high: null } }
    expect(
      figure(
        'independent',
        details(({ ai }) => void (ai.independentEvaluation = none)),
      ).absent,
    ).toBe('no merge written by an agent')
    const some = { agentWritten: 42, closedLoops: 6, unknown: 2, share: { value: 0.85, low: 0.7, high: 0.95 } }
    const told = figure(
      'independent',
      details(({ ai }) => void (ai.independentEvaluation = some)),
    )
    expect(told.n).toBe('34 of 40 by agents')
    expect(plain(told.interval)).toBe('70–95 % · 2 unknown')
  })

  it('leave AI share grey', () => {
    expect(
      prepareOrganizationFigures(source())
        .filter(({ isContext }) => isContext)
        .map(({ key }) => key),
    ).toEqual(['ai'])
  })

  it('open twenty-six weeks as a course and as numbers', () => {
    expect(figure('catch').history?.weeks).toHaveLength(26)
    expect(figure('catch').history?.weeks.at(-1)).toEqual({ title: 'Week 46, from 9\u00a0Nov', text: '82\u00a0%' })
  })

  it('draw no other weeks for a range in which nothing happened', () => {
    const empty = source({ readings: makeWithheldDocument('organization', 0) })
    expect(prepareOrganizationFigures(empty).map(({ sparkline, history }) => [sparkline, history])).toEqual(Array(6).fill([null, null]))
  })

  it('show nothing of a withheld organisation', () => {
    const withheld = source({ readings: makeWithheldDocument('organization', 3), series: [], details: null })
    for (const view of prepareOrganizationFigures(withheld)) {
      expect(plain(view.absent)).toMatch(/^withheld: 3 contributors/)
      expect(view).toMatchObject({ value: null, rows: [], n: null, sparkline: null, history: null })
      expect(view.definition.withNumbers === null || view.key === 'tightest').toBe(true)
    }
  })
})

describe('reference figures', () => {
  it('carry source, date and sample', () => {
    for (const { source: origin, date, sample, value } of REFERENCE_FIGURES) {
      expect(origin.url).toMatch(/^https:\/\//)
      expect([origin.name, date, sample, value].every((text) => text.length > 2)).toBe(true)
      expect(date).toMatch(/20\d\d$/)
    }
  })
})
