import { describe, expect, it } from 'vitest'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { judgeTierWhole } from '@/lib/metrics/history/judge-tier'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import { evaluatePullRequest } from '@/lib/metrics/readings/evaluate-pull-request'
import { parseConfiguration } from '@/lib/policy/configuration'
import { hour, makeActor, makeFile, makeHistory, makeReview, makeSurroundings } from '../../../support/make-history'

function evaluate(paths: string[], given: Partial<PullRequestHistory> = {}, plumbline = '') {
  const { configuration } = parseConfiguration(plumbline, 'plumbline.yml')
  if (!configuration) throw new Error('not parsed')
  const facts = { login: 'org', syncedAt: hour(2000), teams: [], memberships: [], people: [] }
  const context = toOrganizationContext({ ...facts, repositories: [{ nameWithOwner: 'org/app', codeowners: '* ben\n' }] }, configuration)
  const history = makeHistory({ mergedAt: hour(30), files: paths.map((path) => makeFile(path)), reviews: [makeReview('cy', 20)], ...given })
  return evaluatePullRequest(history, makeSurroundings(), context, hour(2000))
}
const judge = (evaluation: ReturnType<typeof evaluate>, isConfigured: boolean) =>
  judgeTierWhole(evaluation, new Set(isConfigured ? [] : [evaluation.repositoryId]))
/** Meets what T1 asks for (a why and a link), and not T2 (verification, a maintainer's approval). */
const BODY = 'We need this because the old solver loses precision on large grids. See RFC-12.'

describe('a pull request that is T2 only because no rule knows a file', () => {
  const both = evaluate(['solver/kernel.f90', 'src/view.ts'], { body: BODY })

  it('keeps the tier it is stored with, and its mark', () => {
    expect(both.tier).toBe('T2')
    expect(both.evidence.tier).toEqual({ tier: 'T2', path: 'solver/kernel.f90', unclassified: ['solver/kernel.f90'], isByDefault: true })
    expect(judge(both, false).evidence.tier).toEqual(both.evidence.tier)
  })

  it('is judged as T2 where the tiers of its repository are configured', () => {
    const judged = judge(both, true)
    expect(judged).toMatchObject({
      tier: 'T2',
      trail: { covered: false },
      controls: { compliance: 'not_compliant', missing: ['maintainer'] },
    })
    expect(judged.evidence.trail?.required).toBe('why, verification, and a link or dialogue')
  })

  it('is judged as T1 in trail and controls where they are not, and so is what is said of it', () => {
    const judged = judge(both, false)
    expect(judged).toMatchObject({
      tier: 'T1',
      isJudgedAsT1: true,
      trail: { covered: true },
      controls: { compliance: 'compliant', missing: [] },
    })
    expect(judged.evidence.trail?.required).toBe('why, and a link, verification or dialogue')
    expect(judged.evidence.controls?.explanation[0]).toBe('T1 asks for 1 qualified approval.')
    expect(judged.evidence.controls?.required).toEqual({ approvals: 1, maintainer: false, rollbackNote: false })
  })

  it('stores of the other verdict only what differs', () => {
    expect(Object.keys(both.unconfigured ?? {}).sort()).toEqual(['controls', 'trail'])
  })

  it('survives being stored as JSON', () => {
    const rule = 'tiers: { rules: { T2: { approvals: 2 } } }'
    const strict = evaluate(['solver/kernel.f90'], { body: BODY }, rule)
    const stored = { ...strict, unconfigured: JSON.parse(JSON.stringify(strict.unconfigured)) as typeof strict.unconfigured }
    expect(judge(stored, true)).toMatchObject({ confidence: 'merged_without_confidence', confidentAt: null })
    expect(judge(stored, false)).toMatchObject({ confidence: 'confident', reasons: [], confidentAt: hour(20) })
    expect(judge(stored, false)).toEqual(judge(strict, false))
  })

  it('of a bot leaves the population of the catch rate, which asks for T2', () => {
    const bot = { author: makeActor('renovate', 'Bot') }
    const evaluation = evaluate(['weird.bin'], bot)
    expect(judge(evaluation, true).defects).not.toBeNull()
    expect(judge(evaluation, false).defects).toBeNull()
  })
})

describe('one verdict only', () => {
  it.each([
    ['a rule gives T2', ['package.json', 'weird.bin']],
    ['a rule gives T3', ['infra/main.tf', 'weird.bin']],
    ['every file is known', ['src/view.ts']],
  ])('where %s', (_, paths) => {
    const evaluation = evaluate(paths)
    expect(evaluation.unconfigured).toBeNull()
    expect(judge(evaluation, false)).toEqual(evaluation)
  })
})
