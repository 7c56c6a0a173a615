import { describe, expect, it } from 'vitest'
import { listDependencyManifests } from '@/lib/policy/dependency-manifests'
import { compileSurfaces } from '@/lib/policy/surfaces'
import { listDirectories } from '@/lib/policy/tier-policy'

describe('surfaces that a pull request touches', () => {
  const { listTouched } = compileSurfaces([
    { name: 'search', paths: ['services/search/**'], maintainers: [] },
    { name: 'billing', paths: ['services/billing/**', '**/money.ts'], repositories: ['Org/Main'], maintainers: [] },
  ])

  it('are listed once each, in the order of plumbline.yml', () => {
    expect(listTouched(['services/billing/a.ts', 'lib/money.ts', 'services/search/b.ts', 'README.md'], 'org/main')).toEqual([
      'search',
      'billing',
    ])
  })

  it('are everything else where no named surface holds a file, or there is none', () => {
    expect(listTouched(['README.md'], 'org/main')).toEqual([''])
    expect(listTouched([], 'org/main')).toEqual([''])
  })

  it('hold files of their own repositories only', () => {
    expect(listTouched(['services/billing/a.ts'], 'org/other')).toEqual([''])
    expect(listTouched(['services/search/a.ts'], 'org/other')).toEqual(['search'])
  })

  it('hold files whose name begins with a dot', () => {
    expect(listTouched(['services/search/.env/a'], 'org/other')).toEqual(['search'])
  })

  it('are the repository where plumbline.yml names none', () => {
    expect(compileSurfaces([]).listTouched(['a.ts'], 'org/main')).toEqual(['org/main'])
    expect(compileSurfaces([]).listTouched([], 'org/main')).toEqual(['org/main'])
  })
})

it('finds dependency manifests at any depth, not their lock files', () => {
  const manifests = ['package.json', 'apps/web/package.json', 'requirements-dev.txt', 'svc/build.gradle.kts', 'a/b.csproj', 'go.mod']
  expect(listDependencyManifests([...manifests, 'package-lock.json', 'go.sum', 'my-package.json', 'src/a.ts'])).toEqual(manifests)
})

it('names directories at two levels, and the root', () => {
  expect(listDirectories(['packages/foo/src/a.ts', 'packages/foo/b.ts', 'packages/c.ts', 'Makefile', 'tools/x/y/z'])).toEqual([
    '(root)',
    'packages',
    'packages/foo',
    'tools/x',
  ])
  expect(listDirectories([])).toEqual([])
})
