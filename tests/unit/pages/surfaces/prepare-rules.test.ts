import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { formatMultiple } from '@/lib/pages/words/format-figures'
import { parseConfiguration } from '@/lib/policy/configuration'
import { TIER_RULES } from '@/lib/policy/defaults'
import { makeDocument } from '../../../support/fixtures-readings'
import { prepareSurfaces } from '../../../support/fixtures-surfaces'

describe('unclassified paths', () => {
  it('come with lines that plumbline.yml takes as they stand', () => {
    const { unclassified } = prepareSurfaces(({ tiers }) => void tiers.unclassified.push({ directory: '(root)', merges: 1 }))
    expect(unclassified?.finding).toBe('17\u00a0merges touch files that no path rule knows; they count as T2')
    expect(unclassified?.directories.map(({ name }) => name)).toEqual(['services/billing/', 'tools/', 'files of the root'])
    expect(parse(unclassified?.snippet ?? '')).toEqual({ tiers: { globs: { T2: ['services/billing/**', 'tools/**', '*'] } } })
    expect(parseConfiguration(unclassified?.snippet ?? '', 'plumbline.yml').problems).toEqual([])
  })

  it('say that there are none', () => {
    const { unclassified } = prepareSurfaces(({ tiers }) => Object.assign(tiers, { unclassified: [], unclassifiedMerges: 0 }))
    expect(unclassified).toEqual({ finding: 'Every file that was merged matches a path rule', directories: [], snippet: null, href: null })
  })
})

describe('the rules in force', () => {
  it('are the defaults without a file, with a file to begin with that parses', () => {
    const { rules } = prepareSurfaces()
    expect(rules.sentences[0]).toBe('There is no plumbline.yml: the defaults hold.')
    expect(parseConfiguration(rules.start ?? '', 'plumbline.yml').problems).toEqual([])
    expect(rules.warnings).toEqual([])
  })

  it('name the tiers that the file changes', () => {
    const { rules } = prepareSurfaces(undefined, {
      configuration: {
        path: 'plumbline.yml',
        rules: { ...TIER_RULES, T2: { approvals: 2, maintainer: true, rollbackNote: false } },
        ownGlobs: 3,
        unknownMaintainers: ['org/paymnts'],
        repositories: 3,
        repositoriesWithCodeOwners: 0,
        codeOwnersProblems: ['org/a, line 2 is longer than any path'],
      },
      surfaces: [
        {
          name: 'billing',
          source: 'configuration',
          tier: 'T3',
          paths: ['services/billing/**'],
          repositories: [],
          maintainers: [],
          document: makeDocument('surface:billing'),
          strain: null,
          cells: {},
        },
      ],
    })
    expect(rules.sentences.slice(0, 3)).toEqual([
      'In force is plumbline.yml.',
      'T2 asks for what the file says, the other tiers for the default.',
      '3\u00a0path rules of the file decide before surfaces and defaults.',
    ])
    expect(rules.warnings[0]).toMatch(/^org\/paymnts is named as maintainer, but GitHub has told of no such person or team/)
    expect(rules.warnings[1]).toBe('In CODEOWNERS these lines own nothing: org/a, line 2 is longer than any path.')
    expect(rules.warnings[2]).toMatch(/“not assessable”, never a failure/)
    expect(rules.start).toBeNull()
  })
})

describe('surfaces', () => {
  const base = { source: 'configuration' as const, tier: 'T3' as const, paths: ['a/**'], repositories: [], strain: null, cells: {} }

  it('are all in the matrix, each with its pull requests', () => {
    const { rows, hidden } = prepareSurfaces(undefined, {
      surfaces: [
        ...Array.from({ length: 20 }, (_, index) => ({
          ...base,
          name: `part ${index}`,
          maintainers: [],
          document: makeDocument('surface'),
        })),
        { ...base, name: '', source: 'rest', tier: null, paths: [], maintainers: [], document: null },
      ],
    }).matrix
    expect([rows.length, hidden]).toEqual([21, 0])
    expect(rows.at(-1)).toMatchObject({ name: 'Everything else', listHref: '/?surface=#pull-requests' })
  })

  it('beyond the tightest thirty stand apart, none twice and none lost, up to two hundred', () => {
    const make = (count: number) =>
      prepareSurfaces(undefined, {
        surfaces: Array.from({ length: count }, (_, index) => {
          const document = makeDocument('surface', ({ reviewCapacity }) => void (reviewCapacity.headroom.value = 1 + ((index * 7) % count)))
          return { ...base, name: `part ${index}`, maintainers: [], document }
        }),
      })
    const { matrix, moreSurfaces } = make(61)
    const headrooms = [...matrix.rows, ...(moreSurfaces?.rows ?? [])].map(({ headroom }) => headroom.value)
    expect(headrooms).toEqual(Array.from({ length: 61 }, (_, index) => formatMultiple(index + 1)))
    expect([matrix.rows.length, moreSurfaces?.rows.length, moreSurfaces?.hidden]).toEqual([30, 31, 0])
    expect(make(30).moreSurfaces).toBeNull()
    expect(make(230).moreSurfaces).toMatchObject({ rows: { length: 170 }, hidden: 30 })
  })
})
