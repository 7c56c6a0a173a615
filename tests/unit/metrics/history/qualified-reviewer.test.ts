import { describe, expect, it } from 'vitest'
import { isQualifiedReviewer, toAuthorIds } from '@/lib/metrics/history/qualified-reviewer'

describe('a qualified reviewer', () => {
  const authorship = { authorIds: new Set(['ana', 'bo']), requesterIds: new Set(['cy']) }
  const is = (id: string, more = {}) => isQualifiedReviewer({ id, type: 'User', ...more }, authorship)

  it('is a person with push access who neither wrote it nor asked for it', () => {
    expect(is('dee')).toBe(true)
    expect(is('dee', { canPush: null })).toBe(true)
    expect(is('dee', { canPush: false })).toBe(false)
    expect(is('dee', { isAi: true })).toBe(false)
    expect(is('bo')).toBe(false)
    expect(is('cy')).toBe(false)
    for (const type of ['Bot', 'Mannequin', 'Ghost']) expect(is('dee', { type })).toBe(false)
    for (const type of ['Organization', 'EnterpriseUserAccount']) expect(is('dee', { type })).toBe(true)
  })

  it('needs no push access once known, but everything else', () => {
    expect(is('dee', { canPush: false, isKnown: true })).toBe(true)
    expect(is('dee', { canPush: false, isKnown: true, isAi: true })).toBe(false)
    expect(is('dee', { canPush: false, isKnown: true, type: 'Ghost' })).toBe(false)
    expect(is('bo', { canPush: false, isKnown: true })).toBe(false)
  })

  it('is made no author by a merge of the base or an accepted suggestion', () => {
    const authors = toAuthorIds('ana', [
      { authorIds: ['ana', 'bo'] },
      { authorIds: ['dee'], isMergeOfBase: true },
      { authorIds: ['ana', 'eli'], isAcceptedSuggestion: true },
    ])
    expect([...authors]).toEqual(['ana', 'bo'])
  })
})
