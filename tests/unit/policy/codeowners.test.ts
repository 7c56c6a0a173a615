import { describe, expect, it } from 'vitest'
import { parseCodeOwners } from '@/lib/policy/codeowners'
import { compileSurfaces } from '@/lib/policy/surfaces'

const owners = parseCodeOwners(`
# everybody else
*            @ana
*.js         @bo   # scripts
/build/logs/ @cy
docs/*       @dee docs@example.com
apps/        @org/apps
/apps/free
/src/[id].ts @eve
`)

describe('CODEOWNERS', () => {
  it.each([
    ['README', ['@ana']],
    ['a/b/.hidden', ['@ana']],
    ['a/b/c.js', ['@bo']],
    ['build/logs/x/y', ['@cy']],
    ['a/build/logs/x', ['@ana']],
    ['docs/one.md', ['@dee', 'docs@example.com']],
    ['docs/deep/two.md', ['@ana']],
    ['a/docs/one.md', ['@ana']],
    ['x/apps/y.ts', ['@org/apps']],
    ['apps/free/y.ts', []],
    ['src/[id].ts', ['@eve']],
    ['src/i.ts', ['@ana']],
  ])('%s belongs to %j', (path, expected) => {
    expect(owners.listOwners(path)).toEqual(expected)
  })

  it('gives maintainers together with the surfaces', () => {
    const surfaces = compileSurfaces([
      { name: 'billing', paths: ['services/billing/**'], maintainers: ['Mira', 'Org/Payments'] },
      { name: 'elsewhere', paths: ['**'], repositories: ['org/other'], maintainers: ['zoe'] },
    ])
    expect(surfaces.listTouched(['services/billing/a.ts'], 'org/main')).toEqual(['billing'])
    const maintainers = surfaces.listMaintainers(['services/billing/a.js'], 'org/main', owners)
    expect([...maintainers.logins].sort()).toEqual(['bo', 'mira'])
    expect([...maintainers.teams]).toEqual(['org/payments'])
    expect(surfaces.listMaintainers(['other/x'], 'org/main', null).isKnown).toBe(false)
  })
})
