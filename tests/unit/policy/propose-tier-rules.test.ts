import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { isHardGlob } from '@/lib/policy/hard-globs'
import { proposeTierRules } from '@/lib/policy/propose-tier-rules'
import { compileTierPolicy } from '@/lib/policy/tier-policy'

const policy = compileTierPolicy()
const PATHS = [
  'solver/kernel.f90',
  'solver/tests/kernel.f90',
  'solver/lib/shared.ts',
  'solver/mesh/grid.f90',
  'model/weights.onnx',
  'scripts/run.pl',
  'examples/one.jl',
  'auth/keys.yaml',
  'engine/view.py',
  'engine/data.yaml',
  'odd.bin',
  'app.[x]',
]

describe('rules that a repository is offered', () => {
  it('come from its own directories, by what these are called', () => {
    const { languages, globs } = proposeTierRules(PATHS, policy)
    expect(languages).toEqual(['JavaScript and TypeScript', 'Python'])
    expect(globs).toEqual({
      T0: ['examples/**'],
      T1: ['engine/**/*.yaml', 'model/**', 'solver/*.f90', 'solver/mesh/**'],
      T2: ['*.bin', 'app.\\[x\\]', 'scripts/**'],
    })
  })

  it('make every file known and change the tier of none that was', () => {
    const name = fc.constantFrom('src', 'solver', 'tests', 'auth', 'lib', 'scripts', 'weird [x]', '(a)', 'docs', 'data')
    const file = fc.constantFrom('a.ts', 'b.f90', 'c.onnx', 'Justfile', '.env', 'd.yaml', 'e.test.ts', 'f{1}.bin', 'g.md')
    const path = fc.tuple(fc.array(name, { maxLength: 4 }), file).map(([folders, last]) => [...folders, last].join('/'))
    fc.assert(
      fc.property(fc.array(path, { maxLength: 40 }), (paths) => {
        const { globs } = proposeTierRules(paths, policy)
        const after = compileTierPolicy({ globs })
        for (const one of paths) {
          const before = policy.toFileTier(one)
          expect(after.toFileTier(one)).not.toBeNull()
          if (before !== null) expect(after.toFileTier(one)).toBe(before)
        }
        expect(Object.values(globs).flat().filter(isHardGlob)).toEqual([])
      }),
      // Each run compiles every rule that ships.
      { numRuns: 30 },
    )
  })
})
