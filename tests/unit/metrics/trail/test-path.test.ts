import { expect, it } from 'vitest'
import { TRAIL_LEXICON } from '@/lib/policy/defaults'

it.each([
  'src/tests.c',
  'src/modules/ellswift/tests_impl.h',
  'src/tests_exhaustive.c',
  'test_io.py',
  'pkg/io_test.go',
  'src/IoTest.java',
  'Io.Tests.cs',
  'src/IoSpec.scala',
  'src/io.spec.ts',
  'src/io-test.js',
  '__tests__/io.js',
  'Tests/Io.swift',
  'tests/data/table.md',
])('%s is a test file', (path) => {
  expect(TRAIL_LEXICON.testPath.test(path)).toBe(true)
})

it.each(['src/latest.ts', 'contest.py', 'src/attest.c', 'docs/test-plan.md', 'TESTING.md', 'src/protests.rb', 'inspec.ts', 'test'])(
  '%s is none',
  (path) => {
    expect(TRAIL_LEXICON.testPath.test(path)).toBe(false)
  },
)
