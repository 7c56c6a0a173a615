import { describe, expect, it } from 'vitest'
import { prepareOrganizationPage, type OrganizationPageData } from '@/lib/pages/organization/prepare-page'
import { FIXTURE_RANGE, makeDetails, makeDocument, makeSeries, makeWithheldDocument } from '../../../support/fixtures-readings'
import { FIXTURE_SYNC } from '../../../support/fixtures-sync'

const noise = [0.2, 0.24, 0.21, 0.23]
const calm = makeSeries((readings, week) => {
  readings.timeToConfidentMerge.withoutConfidenceShare.value = noise[week % 4] ?? null
  readings.timeToConfidentMerge.p50Hours = 30 + (week % 4)
  readings.reasoningTrail.share = 0.6 + (noise[week % 4] ?? 0) / 10
  readings.reviewCapacity.firstReview.p50WeekdayHours = 5 + (week % 3)
})
const worse = makeSeries((readings, week) => {
  Object.assign(readings, structuredClone(calm[week]?.readings))
  if (week > 20) readings.timeToConfidentMerge.withoutConfidenceShare.value = 0.5
})

function makeWorseDocument() {
  const document = makeDocument('growth')
  document.timeToConfidentMerge.withoutConfidenceShare.value = 0.3
  return document
}

function source(change: Partial<OrganizationPageData> = {}): OrganizationPageData {
  return {
    kind: 'ready',
    organization: { login: 'northwind', name: 'Northwind' },
    sync: FIXTURE_SYNC,
    range: FIXTURE_RANGE,
    document: makeDocument('organization'),
    series: calm,
    details: makeDetails(),
    surfaces: [],
    events: [],
    auditNote: null,
    teams: [
      { slug: 'growth', name: 'Growth', members: 9, document: makeWorseDocument(), strain: null, series: worse },
      { slug: 'search', name: 'Search', members: 8, document: makeDocument('search'), strain: null, series: calm },
      { slug: 'tooling', name: 'Tooling', members: 3, document: makeWithheldDocument('tooling', 3), strain: null, series: [] },
    ],
    pullRequests: null,
    ...change,
  }
}

describe('the organisation page', () => {
  const page = prepareOrganizationPage(source())

  it('keeps the order of the teams, hidden ones included', () => {
    expect(page.teams.rows.map(({ slug }) => slug)).toEqual(['growth', 'search', 'tooling'])
    expect(page.teams.rows[2]).toMatchObject({ figures: null, n: null })
    expect(page.teams.rows[2]?.hidden?.replaceAll('\u00a0', ' ')).toBe('withheld: 3 contributors, at least 5 are needed')
  })

  it('lists a move with its n, and says that nothing else moved', () => {
    expect(page.changes.changes.map(({ title }) => title)).toEqual(['Growth merged more without confidence'])
    expect(page.changes.changes[0]?.detail.replaceAll('\u00a0', ' ')).toBe('without confidence 30 %, 40 of 190; a usual week before: 22 %')
    expect(page.changes.calm?.replaceAll('\u00a0', ' ')).toBe('1 other team stayed within normal variation.')
  })

  it('names no move that the range as a whole contradicts', () => {
    const teams = source().teams.map((team) => (team.slug === 'growth' ? { ...team, document: makeDocument('growth') } : team))
    const { changes } = prepareOrganizationPage(source({ teams }))
    expect(changes.changes).toEqual([])
    expect(changes.calm?.replaceAll('\u00a0', ' ')).toBe(
      '1 team had weeks outside its own limits, which in 8 series compared chance alone can give. 1 other team stayed within normal variation.',
    )
  })

  it('does not call weeks usual that it cannot compare', () => {
    const teams = source().teams.map((team) => ({ ...team, series: [] }))
    expect(prepareOrganizationPage(source({ teams })).changes).toMatchObject({ title: 'Nothing to compare', changes: [] })
  })

  it('says that nothing moved where nothing did', () => {
    const teams = source().teams.map((team) => ({ ...team, series: calm }))
    const { changes } = prepareOrganizationPage(source({ teams }))
    expect(changes.changes).toEqual([])
    expect(changes.calm).toContain('none outside its normal variation')
  })

  it('marks an overspent budget and no other', () => {
    expect(page.budget.map(({ label, isOverspent }) => [label.replaceAll('\u00a0', ' '), isOverspent])).toEqual([
      ['T3 within 8 h', true],
      ['T1 within 24 h', false],
    ])
  })

  it('takes no trend word into the title of the chart without a signal', () => {
    expect(page.output.title).toBe('Output and confident merges stayed within normal variation')
  })

  it('carries a chosen range to the teams', () => {
    const chosen = prepareOrganizationPage(source({ range: { ...FIXTURE_RANGE, isDefault: false } }))
    expect(chosen.teams.rows[0]?.href).toBe('/teams/growth?from=2026-08-24&to=2026-11-16')
    expect(chosen.figureHrefs.ai).toBe('/?from=2026-08-24&to=2026-11-16&figure=ai#pull-requests')
  })
})
