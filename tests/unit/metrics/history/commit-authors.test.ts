import { describe, expect, it } from 'vitest'
import { listCoAuthors } from '@/lib/attribution/trailers'
import { isAcceptedSuggestion, listAuthorLogins } from '@/lib/metrics/history/commit-authors'
import type { Commit } from '@/lib/facts/pull-request-history'
import { makeActor, makeCommit, makeHistory } from '../../../support/make-history'

const authorsOf = (...commits: Partial<Commit>[]) =>
  [...listAuthorLogins(makeHistory({ commits: commits.map((commit, index) => makeCommit(`a${index}`, index, commit)) }), ['main'])].sort()

describe('authors of a pull request', () => {
  it.each([
    ['its own', [{}], ['ana']],
    ['of a commit, without regard to case', [{ author: makeActor('Ben') }], ['ana', 'ben']],
    ["a co-author by GitHub's e-mail", [{ message: 'Add\n\nCo-authored-by: Ben B <12+Ben@users.noreply.github.com>' }], ['ana', 'ben']],
    ['the older form', [{ message: 'Add\n\nco-authored-by: Ben <ben@users.noreply.github.com>' }], ['ana', 'ben']],
    [
      "a co-author whose e-mail is another commit's",
      [{ author: makeActor('ben'), authorEmail: 'Ben@example.com' }, { message: 'Add\n\nCo-authored-by: B <ben@example.com>' }],
      ['ana', 'ben'],
    ],
    ['a co-author whom nobody can place', [{ message: 'Add\n\nCo-authored-by: B <b@example.com>' }], ['ana']],
    ['nobody who registered the address of a tool', [{ author: makeActor('mallory'), authorEmail: 'Antigravity@google.com' }], ['ana']],
    [
      'nor by a trailer of that address',
      [
        { author: makeActor('mallory'), authorEmail: 'antigravity@google.com' },
        { message: 'Add\n\nCo-authored-by: A <antigravity@google.com>' },
      ],
      ['ana'],
    ],
    ['a git author without account, by e-mail', [{ author: null, authorEmail: '7+ben@users.noreply.github.com' }], ['ana', 'ben']],
  ])('%s', (_name, commits, expected) => {
    expect(authorsOf(...commits)).toEqual(expected)
  })

  it('are not made by merging the base, nor by the suggestion that was accepted', () => {
    const trailer = '\n\nCo-authored-by: Ben <12+ben@users.noreply.github.com>'
    expect(authorsOf({ author: makeActor('ben'), message: "Merge branch 'main' into cart" })).toEqual(['ana'])
    expect(authorsOf({ message: `Update src/cart.ts${trailer}` })).toEqual(['ana'])
    expect(authorsOf({ message: `Apply suggestions from code review${trailer}` })).toEqual(['ana'])
    // Whoever accepts somebody's suggestion in the branch of another commits to it.
    expect(authorsOf({ author: makeActor('dee'), message: `Update src/cart.ts${trailer}` })).toEqual(['ana', 'dee'])
    expect(authorsOf({ message: `Update the cart${trailer}` })).toEqual(['ana', 'ben'])
  })
})

it("knows accepted suggestions by GitHub's headlines", () => {
  expect(['Apply suggestion from @ben', 'Apply suggestions from code review', 'Update a/b.ts\n\nmore'].map(isAcceptedSuggestion)).toEqual([
    true,
    true,
    true,
  ])
  expect(['Update a and b', 'Apply patch'].map(isAcceptedSuggestion)).toEqual([false, false])
})

it('lists every co-author', () => {
  const message = 'A\n\nCo-authored-by: B <B@x.org>\nCo-Authored-By: C < c@x.org >\nSigned-off-by: D <d@x.org>'
  expect(listCoAuthors(message).map(({ email }) => email?.toLowerCase())).toEqual(['b@x.org', 'c@x.org'])
})
