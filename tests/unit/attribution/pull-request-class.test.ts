import { describe, expect, it } from 'vitest'
import { toPullRequestClass, type ClassInput } from '@/lib/attribution/pull-request-class'
import { makeActor } from './make-evidence-input'

const surroundings = { defaultBranch: 'main', formerDefaultBranches: ['master'], protectedBranches: ['stable'] }

function classOf(given: Partial<ClassInput>) {
  return toPullRequestClass(
    {
      title: 'Change totals',
      body: '',
      author: makeActor('ana'),
      headRefName: 'totals',
      baseRefName: 'main',
      isCrossRepository: false,
      repository: 'org/app',
      ...given,
    },
    surroundings,
  )
}

describe('class of a pull request', () => {
  it.each([
    ['a person', {}, 'authored'],
    ['a deleted account', { author: makeActor('ghost', 'Ghost') }, 'authored'],
    ['an agent', { author: makeActor('devin-ai-integration', 'Bot') }, 'authored'],
    ['dependabot', { author: makeActor('dependabot', 'Bot') }, 'dependencyBot'],
    ['dependabot reverting', { author: makeActor('dependabot', 'Bot'), title: 'Revert "x"' }, 'dependencyBot'],
    ['another bot', { author: makeActor('github-actions', 'Bot') }, 'otherBot'],
    ['a bot that reverts', { author: makeActor('mergify', 'Bot'), title: 'Revert "x"' }, 'revert'],
    ['a revert by title', { title: 'Revert "Change totals"' }, 'revert'],
    ['a revert by body', { body: 'Reverts org/app#12' }, 'revert'],
    ['a revert by commit', { body: 'Broke the build.\n\nThis reverts commit 0123abcd.' }, 'revert'],
    ['talk of reverting', { title: 'Revert button', body: 'One day somebody reverts org/app#12.' }, 'authored'],
    ['a reapplied change', { title: 'Reapply "Change totals"' }, 'authored'],
    ['a release branch', { headRefName: 'release/1.2' }, 'release'],
    ['release-please', { headRefName: 'release-please--branches--main' }, 'release'],
    ['changesets', { headRefName: 'changeset-release/main', author: makeActor('github-actions', 'Bot') }, 'release'],
    ['a release bot', { author: makeActor('release-please', 'Bot') }, 'release'],
    ['a fix of releases', { headRefName: 'release-notes' }, 'authored'],
    ['a back-merge', { headRefName: 'main', baseRefName: 'stable' }, 'backMerge'],
    ['a back-merge from a protected branch', { headRefName: 'stable' }, 'backMerge'],
    ["a fork's main", { headRefName: 'main', isCrossRepository: true }, 'authored'],
    ['a lost head', { headRefName: null, baseRefName: null }, 'authored'],
  ] as const)('%s', (_name, given, expected) => {
    expect(classOf(given).class).toBe(expected)
  })

  it('quotes what decided', () => {
    expect(classOf({ body: 'Reverts org/app#12' }).text).toBe('Reverts org/app#12')
    expect(classOf({ headRefName: 'main', baseRefName: 'stable' }).text).toBe('main → stable')
    expect(classOf({}).text).toBeNull()
  })
})
