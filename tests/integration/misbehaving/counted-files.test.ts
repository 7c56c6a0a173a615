import { describe, expect, it } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { listPullRequests, toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import { withMisbehaving } from '../../support/misbehaving'

// GitHub counts the files of a pull request twice: in their list, whose total stops where the list stops, and in
// `changedFiles`. A list that is shorter is not whole, whatever it says of itself.

const END = new Date('2026-11-16T00:00:00Z')
const DETAIL = 'query pullRequests('
const LONG = 150

/** Three of five files each, and one of a page and a half. */
const github = withMisbehaving(() => {
  const [owner] = makeScaleWorld({ pullRequests: 4, repositories: 1, end: END }).organizations
  const repository = owner?.repositories[0]
  if (!owner || !repository) throw new Error('The scale world has no repository')
  const [first, ...others] = listPullRequests(repository.pullRequests)
  const [file] = first?.files ?? []
  if (!first || !file) throw new Error('The scale world has no pull request with files')
  const files = Array.from({ length: LONG }, (_, index) => ({ ...file, path: `src/${index}.ts` }))
  const long = { ...first, files }
  for (const thread of long.threads) thread.pullRequest = long
  repository.pullRequests = toPullRequestList([long, ...others])
  return toMemoryWorld([owner], END.toISOString())
})

describe('a list of files that is shorter than the pull request counts', () => {
  it('is named, in one page and in several, enters no figure, and is read by the next run', async () => {
    const { incomplete } = await github.read([{ kind: 'set', field: 'changedFiles', value: LONG + 10, containing: DETAIL }])
    expect(incomplete).toEqual([
      `scale/repository-1#1: GitHub counts ${LONG + 10} files and lists ${LONG}`,
      ...[2, 3, 4].map((number) => `scale/repository-1#${number}: GitHub counts ${LONG + 10} files and lists 5`),
    ])
    expect(await github.target.database.pullRequest.count({ where: { isComplete: true } })).toBe(0)
    expect((await github.read([])).incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('is one that is not there at all, too', async () => {
    const { incomplete } = await github.read([{ kind: 'set', field: 'files', value: null, containing: DETAIL }])
    expect(incomplete).toContain('scale/repository-1#2: GitHub counts 5 files and lists 0')
    expect(incomplete).toHaveLength(4)
  })

  it('is whole where it holds more than is counted', async () => {
    expect((await github.read([{ kind: 'set', field: 'changedFiles', value: 1, containing: DETAIL }])).incomplete).toEqual([])
  })
})
