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

  it.each([
    ['app/(group)/page.tsx', 'app/(group)/page.tsx', true],
    ['/app/(group)/*.tsx', 'app/(group)/page.tsx', true],
    ['/app/(group)/*.tsx', 'app/group/page.tsx', false],
    ['/a/**', 'a/b/c', true],
    ['**/a', 'x/y/a', true],
    ['/a/*/c', 'a/b/c/d', true],
    ['*.d.ts', 'x/y.d.ts', true],
    ['*.ts/', 'x.ts/y', true],
    ['apps/', 'apps', false],
    ['/x*', 'xy/z', true],
    ['/x*', 'a/xy', false],
    ['*', '.hidden/x', true],
    ['/*', 'a', true],
    ['/*', 'a/b', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(parseCodeOwners(`${pattern} @ana`).listOwners(path)).toEqual(expected ? ['@ana'] : [])
  })

  it('names lines that are no pattern, and goes on', () => {
    const { listOwners, problems } = parseCodeOwners(`* @ana\n${'x'.repeat(70_000)} @bo\n!docs @cy\n`)
    expect(problems).toEqual(['line 2 is longer than any path', 'line 3 begins with "!", which excludes nothing here'])
    expect(listOwners('docs/a')).toEqual(['@ana'])
  })

  it('takes no longer for a path where the file is sixty times as long', () => {
    const KINDS = ['/src/part-N/file.ts', '*.endN', '/lib/N/*', 'nameN', 'docs/N/']
    const ask = (lines: number) => {
      const text = Array.from({ length: lines }, (_, at) => `${KINDS[at % 5]?.replace('N', String(at))} @org/team-${at}`).join('\n')
      const { listOwners } = parseCodeOwners(text)
      const started = performance.now()
      for (let at = 0; at < 5_000; at += 1) listOwners(`src/part-${at * 5}/deep/down/file-${at}.end${at * 5 + 1}`)
      expect(listOwners('src/part-5/file.ts')).toEqual(['@org/team-5'])
      return performance.now() - started
    }
    const few = Math.min(ask(500), ask(500), ask(500))
    expect(ask(30_000)).toBeLessThan(20 * few)
  })
})
