import { describe, expect, it } from 'vitest'
import { takeTeamsPage } from '@/lib/pages/frame/page-teams'
import type { TeamTiers } from '@/lib/pages/surfaces/prepare-team-rows'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import {
  FIXTURE_RANGE,
  makeCompliance,
  makeDetails,
  makeWithheldCompliance,
  makeWithheldDocument,
} from '../../../support/fixtures-readings'
import { prepareSurfaces } from '../../../support/fixtures-surfaces'

const headlineOf = (change?: (details: ScopeDetails) => void) => {
  const { headline, evidence } = prepareSurfaces(change).verdict
  return { headline: headline.map(({ text }) => text).join(''), evidence }
}

describe('the sentence', () => {
  it('says at least, and how many cannot be judged', () => {
    const { headline, evidence } = headlineOf()
    expect(headline).toBe('At least 43 of 80 T2 and T3 merges had what their tier asks for; 7 cannot be judged.')
    expect(evidence).toMatch(
      /^The share lies in 43–72\u00a0%, whichever way those go\. What was missing most: no maintainer’s approval \(17\), then not confident at the merge \(9\)\. 4\u00a0were merged past/,
    )
  })

  it('gives the share and its interval where all can be judged', () => {
    const { headline, evidence } = headlineOf(({ tiers }) => {
      tiers.byTier = { T2: makeCompliance(30, { compliant: 24, missing: { approvals: 6 } }) }
    })
    expect(headline).toBe('24 of 30 T2 and T3 merges had what their tier asks for.')
    expect(evidence).toMatch(/^That is 80\u00a0%, interval 63–90\u00a0%\. What was missing most: too few approvals \(6\)\.$/)
  })

  it('leaves a withheld tier out, and tells nothing that follows about it', () => {
    const { headline } = headlineOf(({ tiers }) => {
      tiers.byTier.T3 = makeWithheldCompliance()
    })
    expect(headline).toBe('At least 34 of 60 T2 merges had what their tier asks for; 6 cannot be judged.')
  })

  it('does not call it a failure that nobody can judge', () => {
    const { headline, evidence } = headlineOf(({ tiers }) => {
      tiers.byTier = { T3: makeCompliance(8, { compliant: 0, notAssessable: 8, missing: {} }) }
    })
    expect(headline).toBe('Whether the 8 T2 and T3 merges had what their tier asks for cannot be judged.')
    expect(evidence).toBe('')
  })

  it('says that there was nothing to judge', () => {
    expect(headlineOf(({ tiers }) => void (tiers.byTier = {})).headline).toBe('No T2 or T3 change was merged in these weeks.')
  })

  it('shows nothing of a withheld organisation, and why', () => {
    const page = prepareSurfaces(undefined, { details: null, document: makeWithheldDocument('organization', 3) })
    expect(page.verdict.headline[0]?.text).toBe('Too few people work here for a statement about their merges.')
    expect(page.hidden).toContain('It has 3\u00a0contributors')
    expect([page.manifests, page.reverts, page.unclassified]).toEqual([null, null, null])
    expect(page.tiers.map(({ absent }) => absent)).toEqual(['withheld', 'withheld', 'withheld', 'withheld'])
  })
})

describe('a tier', () => {
  const tier = (name: string, change?: (details: ScopeDetails) => void) => prepareSurfaces(change).tiers.find((row) => row.tier === name)

  it('stands with its rule, the riskiest first', () => {
    expect(prepareSurfaces().tiers.map((row) => [row.tier, row.rule])).toEqual([
      ['T3', '2\u00a0approvals, one of a maintainer, and a rollback note'],
      ['T2', '1\u00a0approval, of a maintainer'],
      ['T1', '1\u00a0approval'],
      ['T0', '1\u00a0approval'],
    ])
  })

  it('leads every count to its pull requests, by the parameters of the list', () => {
    const row = tier('T3')
    expect(row?.counts.map(({ label, count, href }) => [label, count, href])).toEqual([
      ['had it', '9', '/?tier=T3&controls=compliant#pull-requests'],
      ['lacked it', '10', '/?tier=T3&controls=not_compliant#pull-requests'],
      ['not assessable', '1', '/?tier=T3&controls=not_assessable#pull-requests'],
    ])
    expect(row?.missing.map(({ label, href }) => [label, href])).toEqual([
      ['too few approvals', '/?tier=T3&missing=approvals#pull-requests'],
      ['no maintainer’s approval', '/?tier=T3&missing=maintainer#pull-requests'],
      ['no rollback note', '/?tier=T3&missing=rollback_note#pull-requests'],
    ])
    expect(row?.bypassed?.href).toBe('/?tier=T3&bypassed=1#pull-requests')
  })

  it('keeps the chosen range on its links', () => {
    const range = { ...FIXTURE_RANGE, from: '2026-09-01', to: '2026-10-01', isDefault: false }
    const row = prepareSurfaces(undefined, { range }).tiers[0]
    expect(row?.counts[0]?.href).toBe('/?from=2026-09-01&to=2026-10-01&tier=T3&controls=compliant#pull-requests')
  })

  it('claims no bypass where no rule can be read, and says of how many it knows', () => {
    const known = (ruleKnown: number) => (details: ScopeDetails) => {
      const counts = details.tiers.byTier.T3
      if (counts) Object.assign(counts, { ruleKnown, bypassed: 0 })
    }
    expect(tier('T3', known(0))).toMatchObject({ bypassed: null, bypassNote: 'no rule can be read' })
    expect(tier('T3', known(12))).toMatchObject({ bypassed: { count: '0', href: null }, bypassNote: 'of 12 that can be told' })
    expect(tier('T3', known(20))?.bypassNote).toBeNull()
  })

  it('says why it has no figures', () => {
    expect(tier('T0')?.absent).toBe('no merges in these weeks')
    expect(tier('T3', ({ tiers }) => void (tiers.byTier.T3 = makeWithheldCompliance()))?.absent).toMatch(/^withheld/)
  })
})

const toTeams = (teams: TeamTiers[], asked?: string) => ({ names: teams, page: takeTeamsPage(teams, asked) })

describe('teams', () => {
  it('stand in the order given, say why they are withheld, and lead to what lacked something', () => {
    const { byTier } = makeDetails().tiers
    const { rows } = prepareSurfaces(undefined, {
      teams: toTeams([
        { slug: 'billing', name: 'Billing', members: 9, contributors: 9, byTier },
        { slug: 'attic', name: 'Attic', members: 2, contributors: 2, byTier: null },
      ]),
    }).teams
    expect(rows.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Billing', null],
      ['Attic', 'withheld: 2\u00a0contributors, at least 5 are needed'],
    ])
    expect(rows[0]?.cells.map(({ tier, share, absent }) => [tier, share ?? absent])).toEqual([
      ['T3', '47\u00a0%'],
      ['T2', '63\u00a0%'],
      ['T1', '81\u00a0%'],
      ['T0', 'no merges'],
    ])
    expect(rows[0]?.cells[0]?.href).toBe('/teams/billing?tier=T3&controls=not_compliant#pull-requests')
  })

  it('print the two numbers whose share they print, and what it leaves out', () => {
    const row = (byTier: ScopeDetails['tiers']['byTier']) =>
      prepareSurfaces(undefined, {
        teams: toTeams([{ slug: 'a', name: 'A', members: 9, contributors: 9, byTier }]),
      }).teams.rows[0]?.cells
    expect(row(makeDetails().tiers.byTier)?.map(({ share, n, leftOut }) => [share, n, leftOut])).toEqual([
      ['47\u00a0%', '9 of 19', '1\u00a0not assessable'],
      ['63\u00a0%', '34 of 54', '6\u00a0not assessable'],
      ['81\u00a0%', '96 of 118', null],
      [null, null, null],
    ])
    const few = row({
      T3: makeCompliance(8, { compliant: 1, notAssessable: 7, missing: {} }),
      T2: makeCompliance(8, { compliant: 0, notAssessable: 8, missing: {} }),
    })
    expect(few?.slice(0, 2).map(({ share, absent, n, leftOut }) => [share, absent, n, leftOut])).toEqual([
      [null, '7\u00a0not assessable', '1 of 1', null],
      [null, '8\u00a0not assessable', null, null],
    ])
  })

  it('come in pages where there are many', () => {
    const many = Array.from({ length: 51 }, (_, index) => ({
      slug: `a${index}`,
      name: `A${index}`,
      members: 9,
      contributors: 9,
      byTier: {},
    }))
    const { rows, pager } = prepareSurfaces(undefined, { teams: toTeams(many, '2') }).teams
    expect(rows.map(({ slug }) => slug)).toEqual(['a50'])
    expect(pager).toEqual({
      position: 'teams 51–51 of 51',
      previousHref: '/surfaces#teams',
      nextHref: null,
      letters: [{ letter: 'A', href: '/surfaces#team-a0', isCurrent: false }],
    })
  })
})

describe('dependency manifests', () => {
  const finding = (change: (manifests: ScopeDetails['tiers']['manifests']) => void) =>
    prepareSurfaces(({ tiers }) => change(tiers.manifests)).manifests?.finding

  it('have a line of their own, with the bots named', () => {
    const { manifests } = prepareSurfaces()
    expect(manifests?.finding).toBe('13 of 44\u00a0merges that changed a dependency manifest had no approval of its maintainer')
    expect(manifests?.byBots).toBe('Bots wrote 31 of them.')
    expect(manifests?.parts.map(({ href }) => href)).toEqual([
      '/?manifest=reviewed#pull-requests',
      '/?manifest=not_reviewed#pull-requests',
      '/?manifest=not_assessable#pull-requests',
    ])
  })

  it('fail nobody where no maintainer is known', () => {
    expect(finding((manifests) => Object.assign(manifests, { merged: 4, reviewed: 0, notReviewed: 0, notAssessable: 4 }))).toBe(
      'Whether a maintainer approved the 4\u00a0merges that changed a dependency manifest cannot be told',
    )
    expect(finding((manifests) => Object.assign(manifests, { merged: 0, reviewed: 0, notReviewed: 0, notAssessable: 0 }))).toBe(
      'No merge changed a dependency manifest',
    )
  })
})

describe('reverts', () => {
  it('give a median only where there are six, and their number where there are fewer', () => {
    const rows = prepareSurfaces(({ tiers: { byTier } }) => {
      const counts = byTier.T2
      if (counts) counts.reverts = { matured: 60, reverted: 6, rate: { value: 0.1, low: 0.05, high: 0.2 }, medianHours: 30 }
    }).reverts?.rows
    expect(rows?.map(({ tier, rollback }) => [tier, rollback])).toEqual([
      ['T3', 'too few: 1'],
      ['T2', 'median 30\u00a0h'],
      ['T1', 'none reverted'],
    ])
  })

  it('wait for merges to be old enough', () => {
    const nothing = { value: null, low: null, high: null }
    const rows = prepareSurfaces(({ tiers: { byTier } }) => {
      if (byTier.T3) byTier.T3.reverts = { matured: 0, reverted: 0, rate: nothing, medianHours: null }
    }).reverts?.rows
    expect(rows?.[0]?.absent).toBe('no merge is 30 days old yet')
  })
})
