import type { RequestListener } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getDrawnView } from '@/lib/auth/drawn-view'
import { EVERYTHING, readPage, startMemoServer, toState, untilAsked, type MemoServer } from '@/tests/support/memo-server'

let memo: MemoServer
const read = (path: string, headers: Record<string, string> = {}, method = 'GET') => readPage(memo, path, headers, method)

beforeEach(async () => {
  memo = await startMemoServer()
})
afterEach(() => memo.close())

test('the second reader gets the bytes of the first', async () => {
  expect(await read('/teams/a')).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: 'drawing 1 done' })
  expect(await read('/teams/a')).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: 'drawing 1 done' })
  expect((await read('/teams/a?from=2026-01-05')).text).toBe('drawing 2 done')
})

test('another state draws every page anew, also when an earlier one comes back', async () => {
  await read('/')
  memo.state = toState('two')
  expect((await read('/')).text).toBe('drawing 2 done')
  memo.state = toState('one')
  expect((await read('/')).text).toBe('drawing 3 done')
})

test('where nothing can be kept nothing is, and nothing kept is shown', async () => {
  await read('/')
  memo.state = null
  expect((await read('/')).text).toBe('drawing 2 done')
  memo.state = toState('two')
  expect((await read('/')).text).toBe('drawing 3 done')
})

test('a page that was being drawn when the state changed is not kept for the new one', async () => {
  const plain = memo.draw
  memo.draw = (request, response) => {
    memo.state = toState('two')
    return plain(request, response)
  }
  await read('/')
  memo.draw = plain
  expect((await read('/')).text).toBe('drawing 2 done')
  memo.state = toState('one')
  expect((await read('/')).text).toBe('drawing 3 done')
})

test.each([
  ['of the API', '/api/v1/teams', 'GET'],
  ['of the sync, whose progress moves', '/sync', 'GET'],
  ['of a form', '/method/audit', 'GET'],
  ['that writes', '/', 'POST'],
])('a request %s is always answered anew', async (_, path, method) => {
  await read(path, {}, method)
  await read(path, {}, method)
  await read(path, {}, method)
  expect(memo.drawn).toEqual([path, path, path])
})

test.each([
  ['cookie', 'session=x'],
  ['authorization', 'Bearer x'],
  ['accept-language', 'de'],
  ['user-agent', 'Bingbot'],
  ['next-url', '/elsewhere'],
  ['x-forwarded-host', 'elsewhere.example'],
])('%s changes nothing and does not reach the drawing', async (name, value) => {
  let sent: unknown = 'nothing'
  const plain = memo.draw
  memo.draw = (request, response) => {
    sent = request.headers
    return plain(request, response)
  }
  await read('/teams/a', { [name]: value })
  await read('/teams/a')
  await read('/teams/a', { [name]: `${value}2` })
  expect(memo.drawn).toEqual(['/teams/a'])
  expect(sent).toEqual({ host: 'localhost', 'accept-encoding': 'gzip', accept: 'text/html' })
})

test('what a page does not read of its address makes no other page, and does not reach the drawing', async () => {
  const texts = []
  for (let n = 0; n < 50; n += 1) texts.push((await read(`/?x=${n}&to=2026-11-09&from=2026-11-02`)).text)
  expect(new Set(texts)).toEqual(new Set(['drawing 1 done']))
  expect(memo.drawn).toEqual(['/?from=2026-11-02&to=2026-11-09'])
})

test('parts of a page and other encodings are other answers', async () => {
  await read('/')
  await read('/?_rsc=1', { rsc: '1', 'next-router-state-tree': 'from here' })
  await read('/?_rsc=2', { rsc: '1', 'next-router-state-tree': 'from there'.repeat(1_000) })
  await read('/', { 'accept-encoding': 'identity' })
  await read('/', { 'accept-encoding': 'br, gzip;q=0.5' })
  expect(memo.drawn).toEqual(['/', '/?_rsc=', '/'])
})

test('the bytes are sent as they were drawn, with their length and encoding', async () => {
  memo.draw = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip', 'cache-control': 'no-store' })
    response.end(gzipSync('a page'))
  }
  for (let time = 0; time < 2; time += 1) {
    const response = await fetch(memo.url)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
      'content-length': String(gzipSync('a page').length),
    })
    expect(await response.text()).toBe('a page')
  }
  expect(memo.drawn).toHaveLength(1)
  expect(gunzipSync(gzipSync('a page')).toString()).toBe('a page')
})

test('a page that is larger than the buffer of a connection is drawn to its end', async () => {
  memo.draw = async (_request, response) => {
    response.setHeader('content-type', 'text/html')
    for (let n = 0; n < 50; n += 1) {
      if (!response.write('x'.repeat(20_000))) await new Promise((resolve) => response.once('drain', resolve))
    }
    response.end()
  }
  expect((await read('/')).text).toHaveLength(1_000_000)
})

test('HEAD is answered from the same page', async () => {
  await read('/')
  const response = await fetch(memo.url, { method: 'HEAD' })
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '14', ''])
  expect(memo.drawn).toHaveLength(1)
})

type Response = Parameters<RequestListener>[1]

test.each([
  ['a failure', (response: Response) => (response.statusCode = 500)],
  ['a redirect', (response: Response) => (response.statusCode = 307)],
  ['a cookie for one reader', (response: Response) => response.setHeader('set-cookie', 'a=b')],
])('%s is kept for nobody', async (_, change) => {
  const plain = memo.draw
  memo.draw = (request, response) => {
    change(response)
    return plain(request, response)
  }
  await read('/')
  await read('/')
  expect(memo.drawn).toHaveLength(2)
})

test('a failure and a redirect are answered to all who waited', async () => {
  memo.draw = async (_request, response) => {
    await untilAsked(memo, 8)
    response.writeHead(307, { location: '/elsewhere' }).end()
  }
  const answers = await Promise.all(Array.from({ length: 8 }, () => read('/')))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 307))
  expect(memo.drawn).toHaveLength(1)
})

test('a cookie reaches nobody else who waited', async () => {
  memo.draw = async (_request, response) => {
    response.setHeader('set-cookie', `number=${memo.drawn.length}`)
    await untilAsked(memo, 4)
    response.end()
  }
  const cookies = await Promise.all(Array.from({ length: 4 }, async () => (await fetch(memo.url)).headers.get('set-cookie')))
  expect(new Set(cookies)).toEqual(new Set(['number=1', 'number=2', 'number=3', 'number=4']))
})

test('two hundred readers who come at once wait for one drawing', async () => {
  const plain = memo.draw
  memo.draw = async (request, response) => {
    await untilAsked(memo, 200)
    return plain(request, response)
  }
  const texts = await Promise.all(Array.from({ length: 200 }, async () => (await read('/')).text))
  expect(new Set(texts)).toEqual(new Set(['drawing 1 done']))
})

test('readers of other views are shown other drawings, each made for what it shows alone', async () => {
  const plain = memo.draw
  const views: unknown[] = []
  memo.draw = (request, response) => {
    views.push(getDrawnView())
    return plain(request, response)
  }
  await read('/teams/a')
  memo.state = toState('one', { view: { ...EVERYTHING, lists: ['a', 'b'] } })
  await read('/teams/a')
  memo.state = toState('one', { view: { ...EVERYTHING, lists: ['b'] } })
  await read('/teams/a')
  await read('/method')
  memo.state = toState('one', { view: { ...EVERYTHING, teams: ['b'], lists: [] } })
  await read('/method')
  expect(views).toEqual([
    { organizationId: 1, teams: 'all', lists: ['a'] },
    { organizationId: 1, teams: 'all', lists: [] },
    { organizationId: 1, teams: [], lists: [] },
  ])
})

test('while a sync runs the pages of the last complete one are shown, until the figures are others', async () => {
  await read('/')
  memo.state = toState('one', { running: 'first sync' })
  expect((await read('/')).text).toBe('drawing 1 done')
  memo.state = toState('two', { running: 'first sync' })
  expect((await read('/')).text).toBe('drawing 2 done')
})

test('what is drawn while a sync runs holds for a moment', async () => {
  await memo.close()
  memo = await startMemoServer({ unsettledMilliseconds: 1 })
  await read('/')
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect((await read('/')).text).toBe('drawing 1 done')
  memo.state = toState('two', { running: 'first sync' })
  await read('/')
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect((await read('/')).text).toBe('drawing 3 done')
})

test('and not after the sync', async () => {
  memo.state = toState('one', { running: 'first sync' })
  expect((await read('/')).text).toBe('drawing 1 done')
  expect((await read('/')).text).toBe('drawing 1 done')
  memo.state = toState('one', { running: 'second sync' })
  expect((await read('/')).text).toBe('drawing 2 done')
  memo.state = toState('one')
  expect((await read('/')).text).toBe('drawing 3 done')
})

test('pages nobody asks for make room for others', async () => {
  await memo.close()
  memo = await startMemoServer({ bytes: 20_000 })
  for (let n = 0; n < 30; n += 1) await read(`/teams/${n}`)
  expect((await read('/teams/29')).text).toBe('drawing 30 done')
  expect((await read('/teams/0')).text).toBe('drawing 31 done')
})

test('so many pages are drawn at once, so many wait in line, and the next is told to come back', async () => {
  await memo.close()
  memo = await startMemoServer({ drawings: 2, waiting: 3 })
  const ends: (() => void)[] = []
  memo.draw = (_request, response) => void ends.push(() => response.end('done'))
  const asked = Array.from({ length: 5 }, (_, n) => read(`/teams/${n}`))
  while (ends.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  const refused = await fetch(`${memo.url}/teams/5`)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await refused.text()).toContain('Too many pages are being made at once.')
  expect(memo.drawn).toHaveLength(2)
  const finish = setInterval(() => ends.splice(0).forEach((end) => end()), 5)
  expect((await Promise.all(asked)).map(({ text }) => text)).toEqual(Array.from({ length: 5 }, () => 'done'))
  clearInterval(finish)
})

test('a kept page keeps the policy that its scripts were drawn with, and no other', async () => {
  const plain = memo.draw
  const sent: unknown[] = []
  memo.draw = (request, response) => {
    sent.push(request.headers['content-security-policy'])
    return plain(request, response)
  }
  const ask = async (policy: string) =>
    (await fetch(memo.url, { headers: { 'content-security-policy': policy } })).headers.get('content-security-policy')
  expect(await ask(`script-src 'nonce-one'`)).toBe(`script-src 'nonce-one'`)
  expect(await ask(`script-src 'nonce-two'`)).toBe(`script-src 'nonce-one'`)
  expect(sent).toEqual([`script-src 'nonce-one'`])
})
