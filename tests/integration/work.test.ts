import { setMaxListeners } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { RequestProblem } from '@/lib/dashboard/problem'
import { shareAnswer } from '@/lib/dashboard/work/share-answer'
import { withWork } from '@/lib/dashboard/work/with-work'
import { compute, getWork, Work } from '@/lib/dashboard/work/work'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let clone: TestDatabase
const ends: (() => unknown)[] = []
beforeAll(async () => {
  clone = await createTestDatabase()
})
afterAll(() => clone.drop())
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const HERE = new AbortController().signal
setMaxListeners(0, HERE)

/** A work with a reader who waits, or one who leaves by the controller. */
function startWork({ left = HERE, isCrossSite = false } = {}): Work {
  const work = new Work(isCrossSite)
  work.join(left)
  ends.push(() => work.end())
  return work
}

/** A piece that is made until somebody finishes it. */
function hold(work: Work) {
  let finish = () => {}
  let isStarted = false
  const made = work.run(() =>
    compute(() => {
      isStarted = true
      return new Promise<string>((resolve) => (finish = () => resolve('made')))
    }),
  )
  made.catch(() => {})
  return { made, finish: () => finish(), isStarted: () => isStarted }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(5)
}

const toProblem = (error: unknown) => (error instanceof RequestProblem ? [error.status, error.headers['Retry-After']] : String(error))

test('outside a request everything is made', async () => {
  expect(getWork()).toBeNull()
  expect(await compute(() => 'made')).toBe('made')
})

describe('places', () => {
  test('two compute at once, others wait for one of them, and who comes when eight wait is told to come back', async () => {
    const works = Array.from({ length: 11 }, () => startWork())
    const held = works.map(hold)
    await until(() => held.filter(({ isStarted }) => isStarted()).length === 2)
    await expect(held[10]?.made.catch(toProblem)).resolves.toEqual([503, '10'])
    expect(held.filter(({ isStarted }) => isStarted())).toHaveLength(2)
    for (let index = 0; index < 10; index += 1) {
      await until(() => held[index]?.isStarted() ?? false)
      expect(held.filter(({ isStarted }) => isStarted()).length).toBeLessThanOrEqual(index + 2)
      held[index]?.finish()
      expect(await held[index]?.made).toBe('made')
      works[index]?.end()
    }
  })

  test('several pieces of one answer have one place', async () => {
    const work = startWork()
    const pieces = [hold(work), hold(work), hold(work)]
    const other = hold(startWork())
    await until(() => [...pieces, other].every(({ isStarted }) => isStarted()))
    for (const { finish } of [...pieces, other]) finish()
  })

  test('who has one and rests takes the next one that is free, however many wait', async () => {
    const work = startWork()
    const first = hold(work)
    await until(first.isStarted)
    const others = Array.from({ length: 9 }, () => startWork())
    const held = others.map(hold)
    await until(() => held.filter(({ isStarted }) => isStarted()).length === 1)
    first.finish()
    await first.made
    work.rest()
    await until(() => held.filter(({ isStarted }) => isStarted()).length === 2)
    const second = hold(work)
    for (const other of others) other.end()
    await until(second.isStarted)
    second.finish()
    expect(await second.made).toBe('made')
  })

  test('another site gets none', async () => {
    const work = startWork({ isCrossSite: true })
    const held = hold(work)
    await expect(held.made.catch(toProblem)).resolves.toEqual([403, undefined])
    expect(held.isStarted()).toBe(false)
    expect(work.refusal?.status).toBe(403)
  })
})

describe('readers', () => {
  test('what is cheap is made to its end, whoever leaves', async () => {
    const left = new AbortController()
    const work = startWork({ left: left.signal })
    left.abort()
    expect(work.signal.aborted).toBe(false)
  })

  test('a computation ends with its last reader, and one that waits for a place never begins', async () => {
    const readers = [new AbortController(), new AbortController()]
    const work = new Work(false)
    for (const { signal } of readers) work.join(signal)
    ends.push(() => work.end())
    const held = hold(work)
    const busy = hold(startWork())
    await until(() => held.isStarted() && busy.isStarted())
    const left = new AbortController()
    const waiting = hold(startWork({ left: left.signal }))
    left.abort()
    await expect(waiting.made).rejects.toThrow('Everybody who waited for this answer has left.')
    expect(waiting.isStarted()).toBe(false)
    readers[0]?.abort()
    expect(work.signal.aborted).toBe(false)
    readers[1]?.abort()
    expect(work.signal.aborted).toBe(true)
    work.end()
    busy.finish()
  })

  test('nor does one whose reader had left before', async () => {
    const left = new AbortController()
    const work = startWork({ left: left.signal })
    left.abort()
    const held = hold(work)
    await expect(held.made).rejects.toThrow('Everybody who waited for this answer has left.')
    expect(held.isStarted()).toBe(false)
  })

  test('a statement ends in Postgres with them, and its connection serves the next', async () => {
    const countSleepers = async () => {
      const rows = await clone.database.$queryRaw<{ n: bigint }[]>`
        select count(*) as n from pg_stat_activity where state = 'active' and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`
      return Number(rows[0]?.n)
    }
    const left = new AbortController()
    const work = startWork({ left: left.signal })
    const sleep = () => clone.database.$queryRaw`select 1 as one from (select pg_sleep(600)) as slept`
    // More of them than the pool has connections.
    const asleep = work.run(() => Array.from({ length: 12 }, () => compute(sleep)))
    const ended = Promise.allSettled(asleep)
    // The pool has no connection left to count with.
    await wait(500)
    left.abort()
    for (const { status, ...rest } of await ended) {
      expect(status).toBe('rejected')
      expect(String((rest as { reason?: unknown }).reason)).toContain('Everybody who waited')
    }
    expect(await countSleepers()).toBe(0)
    expect(await clone.database.$queryRaw`select 1 as one`).toEqual([{ one: 1 }])
  })
})

describe('over HTTP', () => {
  async function serve(answer: () => Promise<string>): Promise<string> {
    const listener = withWork(async (_request, response) => {
      try {
        response.end(await answer())
      } catch (error) {
        response.writeHead(error instanceof RequestProblem ? error.status : 500).end()
      }
    })
    const server: Server = createServer((request, response) => void listener(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ends.push(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    )
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('a request that is closed ends its work', async () => {
    let ended: unknown = null
    const url = await serve(() =>
      compute(async () => {
        const signal = getWork()?.signal
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        ended = signal?.reason
        return 'too late'
      }),
    )
    const reader = new AbortController()
    const asked = fetch(url, { signal: reader.signal }).catch(() => null)
    await wait(100)
    reader.abort()
    await asked
    await until(() => ended !== null)
  })

  test('and one that was answered gives its place back', async () => {
    const url = await serve(() => compute(() => 'made'))
    for (let time = 0; time < 5; time += 1) expect(await (await fetch(url)).text()).toBe('made')
  })

  test('a page of another site is refused', async () => {
    const url = await serve(() => compute(() => 'made'))
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  })
})

describe('answers that are shared', () => {
  const ask = (signal: AbortSignal = HERE, headers = {}) => new Request('http://localhost/api', { signal, headers })

  test('who asks for the same while it is made gets the same, and who asks later another', async () => {
    const of = {}
    let made = 0
    const make = async () => {
      await wait(20)
      made += 1
      return new Response(`answer ${made}`, { status: 203, headers: { 'x-number': String(made) } })
    }
    const answers = await Promise.all(Array.from({ length: 5 }, () => shareAnswer(ask(), of, 'key', make)))
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(Array.from({ length: 5 }, () => 'answer 1'))
    expect(answers.map(({ status, headers }) => [status, headers.get('x-number')])[4]).toEqual([203, '1'])
    expect(await (await shareAnswer(ask(), of, 'key', make)).text()).toBe('answer 2')
    await Promise.all([
      shareAnswer(ask(), of, 'key', make),
      shareAnswer(ask(), of, 'other', make),
      shareAnswer(ask(), {}, 'key', make),
      shareAnswer(ask(HERE, { 'sec-fetch-site': 'cross-site' }), of, 'key', make),
    ])
    expect(made).toBe(6)
  })

  test('a failure is of all who waited, and of nobody after', async () => {
    const of = {}
    let isBroken = true
    const make = async () => {
      await wait(5)
      if (isBroken) throw new Error('no')
      return new Response('yes')
    }
    const answers = await Promise.allSettled([shareAnswer(ask(), of, 'key', make), shareAnswer(ask(), of, 'key', make)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect(await (await shareAnswer(ask(), of, 'key', make)).text()).toBe('yes')
  })

  test('it ends when all of them have left, and whoever asks then gets a new one', async () => {
    const of = {}
    const signals: AbortSignal[] = []
    const make = () =>
      compute(async () => {
        const signal = getWork()?.signal ?? HERE
        signals.push(signal)
        await wait(2_000, null, { signal })
        return new Response('made')
      })
    const readers = [new AbortController(), new AbortController()]
    const asked = Promise.allSettled(readers.map(({ signal }) => shareAnswer(ask(signal), of, 'key', make)))
    await until(() => signals.length === 1)
    readers[0]?.abort()
    expect(signals[0]?.aborted).toBe(false)
    readers[1]?.abort()
    expect(signals[0]?.aborted).toBe(true)
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await (await shareAnswer(ask(), of, 'key', make)).text()).toBe('made')
  })
})
