import { expect, it } from 'vitest'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { withMisbehaving } from '../../support/misbehaving'

// Connections of more than a page, of which the further pages are not what the first one promised.

const github = withMisbehaving(() => makeCornerWorld({ ordinary: 2 }))
const FURTHER = ['reviews', 'comments', 'commits', 'timelineItems', 'reviewThreads']

async function expectMended() {
  expect((await github.read([])).incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
}

it('names entries that are left out of a second page', async () => {
  const { incomplete } = await github.read(FURTHER.map((list) => ({ kind: 'lose', list, every: 2, containing: `query ${list}(` })))
  expect(incomplete).toHaveLength(FURTHER.length)
  expect(incomplete.every((line) => /^corner\/repository-1#\d+: GitHub counts \d+ [a-z ]+ and lists \d+$/.test(line))).toBe(true)
  await expectMended()
})

it('takes an entry that the second page repeats once, and names the one in whose place it stands', async () => {
  const { incomplete } = await github.read(FURTHER.map((list) => ({ kind: 'repeat', list, where: 'next' })))
  expect(incomplete.length).toBeGreaterThan(0)
  expect(incomplete.every((line) => /: GitHub counts \d+ [a-z ]+ and lists \d+$/.test(line))).toBe(true)
  await expectMended()
})

it.each(['same', 'new'] as const)('pages without end, with the %s cursor', async (cursor) => {
  const { incomplete, requests } = await github.read(
    [...FURTHER, 'threadOverflow'].map((name) => ({
      kind: 'loop',
      list: name === 'threadOverflow' ? 'comments' : name,
      cursor,
      containing: `query ${name}(`,
    })),
  )
  expect(incomplete).toHaveLength(6)
  expect(incomplete.every((line) => /: GitHub's list of [a-z ]+ does not end \(\d+ of \d+ were read\)$/.test(line))).toBe(true)
  expect(requests).toBeLessThan(150)
  await expectMended()
})

it('comments of a long thread that are left out', async () => {
  const { incomplete } = await github.read([{ kind: 'lose', list: 'comments', every: 2, containing: 'query threadOverflow(' }])
  expect(incomplete).toEqual([
    expect.stringMatching(/^corner\/repository-1#\d+: review thread: GitHub counts 240 comments of a thread and lists \d+$/),
  ])
  await expectMended()
})
