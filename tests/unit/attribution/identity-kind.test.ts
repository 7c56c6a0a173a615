import { describe, expect, it } from 'vitest'
import { isQualifiedActorType, toIdentityKind } from '@/lib/attribution/identity-kind'
import { makeActor } from './make-evidence-input'

describe('identity kind', () => {
  it.each([
    ['ana', 'User', 'review', 'human'],
    ['nightly-bot', 'User', 'review', 'human'],
    ['k8s-ci-robot', 'User', 'comment', 'ci_bot'],
    ['Cursor[bot]', 'Bot', 'author', 'ai_author'],
    ['cursor', 'Bot', 'review', 'ai_reviewer'],
    ['cursor', 'Bot', 'comment', 'ai_reviewer'],
    ['copilot-swe-agent', 'Bot', 'comment', 'ai_author'],
    ['copilot-swe-agent', 'Bot', 'review', 'ai_reviewer'],
    ['copilot-swe-agent', 'Bot', 'merge', 'ai_author'],
    ['coderabbitai', 'Bot', 'author', 'ci_bot'],
    ['coderabbitai', 'Bot', 'merge', 'ci_bot'],
    ['renovate', 'Bot', 'author', 'dependency_bot'],
    ['brand-new-app', 'Bot', 'review', 'ci_bot'],
    ['ghost', 'Ghost', 'author', 'ghost'],
    ['imported', 'Mannequin', 'review', 'human'],
    ['ana', 'Organization', 'author', 'human'],
    ['ana', 'EnterpriseUserAccount', 'comment', 'human'],
  ] as const)('%s (%s) on %s is %s', (login, type, edge, kind) => {
    expect(toIdentityKind(makeActor(login, type), edge)).toBe(kind)
  })

  it('takes a converted account for the person it was, and a deleted one for nobody known', () => {
    const qualified = (['User', 'Bot', 'Mannequin', 'EnterpriseUserAccount', 'Organization', 'Ghost'] as const).filter((type) =>
      isQualifiedActorType(makeActor('ana', type)),
    )
    expect(qualified).toEqual(['User', 'EnterpriseUserAccount', 'Organization'])
    expect(isQualifiedActorType(makeActor('cursoragent'))).toBe(false)
    expect(isQualifiedActorType(makeActor('bors'))).toBe(false)
  })
})
