import { describe, expect, it } from 'vitest'
import { indexMaintainers } from '@/lib/metrics/organization/maintainers'
import { toMaintainers } from '@/lib/policy/surfaces'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const always = { joinedOn: null, leftOn: null }
const index = indexMaintainers({
  login: 'Org',
  teams: [
    { id: 'T1', slug: 'core', parentId: null },
    { id: 'T2', slug: 'core-db', parentId: 'T1' },
    { id: 'T3', slug: 'empty', parentId: null },
  ],
  memberships: [
    { teamId: 'T1', userId: 'ana', joinedOn: null, leftOn: day('2026-06-01') },
    { teamId: 'T2', userId: 'bo', ...always },
  ],
  people: [
    { id: 'ana', login: 'Ana-S' },
    { id: 'bo', login: 'bo' },
  ],
})
const ana = { id: 'ana', login: 'Ana-S' }
const bo = { id: 'bo', login: 'bo' }
const cy = { id: 'cy', login: 'cy' }
const before = day('2026-05-31')
const after = day('2026-06-01')

describe('a maintainer', () => {
  it('is named by login, whatever its case, member of anything or not', () => {
    expect(index.includesAny(toMaintainers(['@ana-s']), [ana], after)).toBe(true)
    expect(index.includesAny(toMaintainers(['CY']), [bo, cy], after)).toBe(true)
    expect(index.includesAny(toMaintainers(['cy']), [bo], after)).toBe(false)
  })

  it('is whoever belonged to the team at the time', () => {
    expect(index.includesAny(toMaintainers(['@org/core']), [ana], before)).toBe(true)
    expect(index.includesAny(toMaintainers(['@org/core']), [ana], after)).toBe(false)
  })

  it('is a member of a child team too, not of a parent', () => {
    expect(index.includesAny(toMaintainers(['org/core']), [bo], after)).toBe(true)
    expect(index.includesAny(toMaintainers(['org/core-db']), [ana], before)).toBe(false)
  })

  it('was not there where nobody approved', () => {
    expect(index.includesAny(toMaintainers(['bo']), [], after)).toBe(false)
    expect(index.includesAny(toMaintainers(['bo', 'org/unseen']), [], after)).toBe(false)
  })
})

describe('nobody can tell', () => {
  it.each([
    ['where nobody is named', []],
    ['where only an e-mail address is named', ['ops@example.com']],
    ['where the only team is not shown to us', ['org/unseen']],
    ["where the team is another organisation's", ['other/core']],
    ['where the team has no member', ['org/empty']],
  ])('%s', (_, names) => {
    expect(index.includesAny(toMaintainers(names), [ana], after)).toBeNull()
    expect(index.includesAny(toMaintainers(names), [], after)).toBeNull()
  })

  it('whether an approver is in the team that is not shown, though another maintainer is known', () => {
    expect(index.includesAny(toMaintainers(['bo', 'org/unseen']), [cy], after)).toBeNull()
    expect(index.includesAny(toMaintainers(['bo', 'org/unseen']), [bo], after)).toBe(true)
  })
})

it('lists the maintainers of an instant, each once', () => {
  expect(index.listIds(toMaintainers(['org/core', 'BO', 'nobody-here']), before)).toEqual(['ana', 'bo'])
  expect(index.listIds(toMaintainers(['org/core']), after)).toEqual(['bo'])
  expect(index.listIds(toMaintainers([]), after)).toEqual([])
})
