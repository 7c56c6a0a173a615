import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { createProgressDisplay } from '@/lib/commands/ingest-progress'
import type { SyncProgress } from '@/lib/jobs/sync-run'

function open() {
  const stream = Object.assign(new PassThrough(), { isTTY: false })
  const chunks: string[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  let at = 0
  const display = createProgressDisplay(stream, () => at)
  const progress = (more: Partial<SyncProgress> = {}): SyncProgress => ({
    repository: 'corner/one',
    repositoriesDone: 1,
    repositoriesTotal: 4,
    pullRequestsDone: 0,
    pullRequestsTotal: 400,
    pointsLeft: 4_900,
    ...more,
  })
  return { display, progress, text: () => chunks.join(''), pass: (seconds: number) => void (at += seconds * 1000) }
}

it('prints a line every few seconds where nobody watches', () => {
  const { display, progress, text, pass } = open()
  display.show(progress())
  pass(2)
  display.show(progress({ pullRequestsDone: 40 }))
  expect(text()).toBe('')
  pass(8)
  display.show(progress({ pullRequestsDone: 100 }))
  expect(text()).toBe('100/400 pull requests · 1/4 repositories · 4900 points left · about 30 s left\n')
})

it('counts the time left from where this run began, not from zero', () => {
  const { display, progress, text, pass } = open()
  display.show(progress({ pullRequestsDone: 200 }))
  pass(100)
  display.show(progress({ pullRequestsDone: 300, pointsLeft: null }))
  expect(text()).toBe('300/400 pull requests · 1/4 repositories · no rate limit told · about 2 min left\n')
})

it('tells every wait at once', () => {
  const { display, text } = open()
  display.wait('secondary rate limit', 60)
  expect(text()).toBe('Waiting 60 s: secondary rate limit\n')
})

it('does not promise an end it cannot know', () => {
  const { display, progress, text, pass } = open()
  pass(6)
  display.show(progress())
  pass(6)
  display.show(progress({ pullRequestsDone: 400 }))
  expect(text()).toMatch(/time left unknown\n.*last details\n$/)
})
