import { expect, it } from 'vitest'
import { prepareSetAside } from '@/lib/pages/sync/prepare-set-aside'

it('names each pull request, and says of one twice what is wrong with it twice', () => {
  const row = { repository: 'a/b', number: 812, url: 'https://github.com/a/b/pull/812' }
  const views = prepareSetAside([
    { ...row, step: 'judge', reason: 'could not be judged: its text is too hard (more than 10 s)' },
    { ...row, step: 'note', reason: 'is read with the line of a review thread unknown, because GitHub gave 5000000000' },
  ])
  expect(views.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
    'a/b#812 could not be judged: its text is too hard (more than 10 s)',
    'a/b#812 is read with the line of a review thread unknown, because GitHub gave 5000000000',
  ])
  expect(new Set(views.map(({ key }) => key)).size).toBe(2)
})
