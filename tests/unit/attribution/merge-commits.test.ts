import { describe, expect, it } from 'vitest'
import { isMergeCommit, isMergeOfBase } from '@/lib/attribution/merge-commits'
import { oid } from '../../support/make-history'

const bases = ['main']

describe('merges of the base', () => {
  it.each([
    ["Merge branch 'main' into cart", true],
    ["Merge remote-tracking branch 'origin/main' into cart", true],
    ["Merge branch 'main' of github.com:org/app into cart", true],
    ["Merge branch 'main' of https://github.com/org/app into cart\n\n# Conflicts:\n#\tcart.ts", true],
    ["Merge branch 'ana:main' into cart", false],
    [`Merge ${oid('a')} into ${oid('b')}`, true],
    ["Merge branch 'cart' into cart", false],
    ["Merge branch 'domain' into cart", false],
    ['Merge pull request #4 from ana/main', false],
    ["Fix it\n\nMerge branch 'main' into cart", false],
  ])('%j: %s', (message, expected) => {
    expect(isMergeOfBase(message, bases)).toBe(expected)
  })
})

describe('any merge', () => {
  it.each([
    ["Merge branch 'cart' into checkout", true],
    ["Merge branches 'a' and 'b'", true],
    ['Merge pull request #4 from ana/main', true],
    ['Merge 1a2b3c4 into 5d6e7f8', true],
    ['Merge the two carts', false],
    ["Fix it\n\nMerge branch 'main' into cart", false],
  ])('%j: %s', (message, expected) => {
    expect(isMergeCommit(message)).toBe(expected)
  })
})
