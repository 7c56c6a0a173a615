import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withPageMemo } from '@/lib/dashboard/memo/keep-pages'

// The memo in front of a server that counts how often it draws.
let state: string | null
let drawn: string[]
let answer: RequestListener
let url: string
let close: () => Promise<void>

beforeEach(async () => {
  state = 'one'
  drawn = []
  answer = (request, response) => {
    drawn.push(request.url ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.write(`drawing ${drawn.length} `)
    setImmediate(() => response.end('done'))
  }
  const pages = withPageMemo(
    (request, response) => answer(request, response),
    async () => state,
  )
  const server = createServer((request, response) => void pages(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => new Promise((resolve) => server.close(() => resolve()))
})
afterEach(() => close())

async function read(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`${url}${path}`, { headers, method })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

test('the second reader gets the bytes of the first', async () => {
  expect(await read('/a')).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: 'drawing 1 done' })
  expect(await read('/a')).toEqual({ status: 200, type: 'text/html; charset=utf-8', text: 'drawing 1 done' })
  expect((await read('/a?range=4')).text).toBe('drawing 2 done')
})

test('another state draws every page anew, also when an earlier one comes back', async () => {
  await read('/a')
  state = 'two'
  expect((await read('/a')).text).toBe('drawing 2 done')
  state = 'one'
  expect((await read('/a')).text).toBe('drawing 3 done')
})

test('while facts change nothing is kept and nothing kept is shown', async () => {
  await read('/a')
  state = null
  expect((await read('/a')).text).toBe('drawing 2 done')
  state = 'two'
  expect((await read('/a')).text).toBe('drawing 3 done')
})

test('a page that was being drawn when the state changed is not kept for the new one', async () => {
  const plain = answer
  answer = (request, response) => {
    state = 'two'
    plain(request, response)
  }
  await read('/a')
  answer = plain
  expect((await read('/a')).text).toBe('drawing 2 done')
})

test.each([
  ['with a cookie', '/a', { cookie: 'session=x' }, 'GET'],
  ['with a token', '/a', { authorization: 'Bearer x' }, 'GET'],
  ['of the API', '/api/v1/teams', {}, 'GET'],
  ['that writes', '/a', {}, 'POST'],
])('a request %s is always answered anew', async (_, path, headers, method) => {
  await read(path)
  await read(path, headers, method)
  await read(path, headers, method)
  expect(drawn).toEqual([path, path, path])
})

test('parts of a page and other encodings are other answers', async () => {
  await read('/a')
  await read('/a', { rsc: '1' })
  await read('/a', { 'accept-encoding': 'identity' })
  expect(drawn).toHaveLength(3)
})

test.each([
  ['a failure', (response: Parameters<RequestListener>[1]) => (response.statusCode = 500)],
  ['a cookie for one reader', (response: Parameters<RequestListener>[1]) => response.setHeader('set-cookie', 'a=b')],
])('%s is kept for nobody', async (_, change) => {
  const plain = answer
  answer = (request, response) => {
    change(response)
    plain(request, response)
  }
  await read('/a')
  await read('/a')
  expect(drawn).toHaveLength(2)
})

test('eight readers who come at once wait for one drawing', async () => {
  const texts = await Promise.all(Array.from({ length: 8 }, async () => (await read('/a')).text))
  expect(new Set(texts)).toEqual(new Set(['drawing 1 done']))
})

test('what a reader did not wait for is not kept by halves', async () => {
  let finish = () => {}
  answer = (request, response) => {
    drawn.push(request.url ?? '')
    response.setHeader('content-type', 'text/html')
    response.write('half')
    finish = () => response.end(' and half')
  }
  await new Promise<void>((resolve) => {
    const request = get(`${url}/a`, (response: IncomingMessage) => response.once('data', () => (request.destroy(), resolve())))
    request.on('error', () => resolve())
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  const second = read('/a')
  while (drawn.length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  finish()
  expect((await second).text).toBe('half and half')
})
