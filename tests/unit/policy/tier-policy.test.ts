import { describe, expect, it } from 'vitest'
import { compileTierPolicy, toPullRequestTier } from '@/lib/policy/tier-policy'

const defaults = compileTierPolicy()

describe('risk tier of a pull request', () => {
  it.each([
    ['.github/workflows/ci.yml', 'T3'],
    ['auth/session.ts', 'T3'],
    ['db/migrations/0001.sql', 'T3'],
    ['.config/api/routes.ts', 'T2'],
    ['package.json', 'T2'],
    ['services/a/package.json', 'T2'],
    ['src/lib/cache.ts', 'T2'],
    ['src/cart/view.ts', 'T1'],
    ['.github/README.md', 'T0'],
    ['src/auth/tests/login.ts', 'T0'],
  ])('%s is %s', (path, tier) => {
    expect(toPullRequestTier([path], defaults).tier).toBe(tier)
  })

  it('names the first file of the highest tier and every file that no rule knows', () => {
    expect(toPullRequestTier(['docs/a.md', 'x.bin', 'y.bin', 'infra/main.tf', 'z.tf'], defaults)).toEqual({
      tier: 'T3',
      path: 'infra/main.tf',
      unclassified: ['x.bin', 'y.bin'],
    })
  })

  it("takes the organisation's own globs before its surfaces, and those before the defaults", () => {
    const policy = compileTierPolicy({
      globs: { T0: ['src/auth/fixtures/**'], T3: ['src/ledger/**'] },
      surfaces: [
        { paths: ['src/auth/**'], tier: 'T1' },
        { paths: ['services/search/**'], tier: 'T1' },
        { paths: ['services/search/index/**'], tier: 'T3' },
      ],
    })
    const tierOf = (path: string) => toPullRequestTier([path], policy).tier
    expect(tierOf('src/auth/fixtures/user.ts')).toBe('T0')
    expect(tierOf('src/ledger/book.test.ts')).toBe('T3')
    expect(tierOf('src/auth/login.ts')).toBe('T1')
    expect(tierOf('src/auth/login.test.ts')).toBe('T0')
    expect(tierOf('services/search/lib/a.ts')).toBe('T1')
    expect(tierOf('services/search/index/a.ts')).toBe('T3')
    expect(tierOf('src/payments/a.ts')).toBe('T3')
  })

  it('asks for the repository where a surface names one', () => {
    const policy = compileTierPolicy({ surfaces: [{ paths: ['x/**'], tier: 'T3', repositories: ['Org/One'] }] })
    expect(toPullRequestTier(['x/a'], policy, 'org/one').tier).toBe('T3')
    expect(toPullRequestTier(['x/a'], policy, 'org/two')).toMatchObject({ tier: 'T2', unclassified: ['x/a'] })
  })

  it.each([
    [['x.bin'], true],
    [['x.bin', 'src/a.ts', 'docs/a.md'], true],
    [['x.bin', 'package.json'], undefined],
    [['x.bin', 'infra/main.tf'], undefined],
    [['package.json'], undefined],
    [[], undefined],
  ])('of %j: T2 by default is %s', (paths, isByDefault) => {
    expect(toPullRequestTier(paths, defaults).isByDefault).toBe(isByDefault)
  })
})
