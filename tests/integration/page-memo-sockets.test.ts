import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compute, getWork } from '@/lib/dashboard/work/work'
import { readPage, startMemoServer, untilAsked, type MemoServer } from '@/tests/support/memo-server'

// Readers as they come: who leaves, waits, asks twice or reads slowly. Whatever they do, the next one is served.
let memo: MemoServer
const sockets: Socket[] = []

beforeEach(async () => {
  memo = await startMemoServer()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await memo.close()
})

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n`

function open(): Socket {
  const socket = connect(memo.port, '127.0.0.1')
  socket.on('error', () => {})
  sockets.push(socket)
  return socket
}

async function hear(socket: Socket, isEnough: (text: string) => boolean): Promise<string> {
  let text = ''
  for await (const piece of socket) {
    text += String(piece)
    if (isEnough(text)) break
  }
  return text
}

const plainly = (text: string) => expect(text).toMatch(/^drawing \d+ done$/)

test.each([0, 1, 2, 5, 10, 15, 20])('a reader who leaves after %i ms', async (milliseconds) => {
  const plain = memo.draw
  memo.draw = (request, response) => void setTimeout(() => void plain(request, response), 10)
  const socket = open()
  socket.write(get('/'))
  await wait(milliseconds)
  socket.destroy()
  plainly((await readPage(memo, '/')).text)
  expect(memo.drawn.length).toBeLessThanOrEqual(2)
})

test('a page whose only reader has left is drawn to its end, and kept', async () => {
  let finish = () => {}
  memo.draw = (_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.write('half')
    finish = () => response.end(' and half')
  }
  const socket = open()
  socket.write(get('/'))
  while (memo.drawn.length === 0) await wait(2)
  socket.destroy()
  await wait(20)
  const second = readPage(memo, '/')
  await wait(20)
  finish()
  expect((await second).text).toBe('half and half')
  expect((await readPage(memo, '/')).text).toBe('half and half')
  expect(memo.drawn).toHaveLength(1)
})

test('a socket that asks for the page twice before it hears', async () => {
  const socket = open()
  socket.write(get('/') + get('/'))
  const text = await hear(socket, (heard) => heard.split('done').length > 2)
  expect(text.match(/drawing 1 done/g)).toHaveLength(2)
  expect((await readPage(memo, '/')).text).toBe('drawing 1 done')
})

test('a socket that asks twice and leaves', async () => {
  const socket = open()
  socket.write(get('/') + get('/') + get('/surfaces'))
  await wait(2)
  socket.destroy()
  plainly((await readPage(memo, '/')).text)
  plainly((await readPage(memo, '/surfaces')).text)
})

test('a socket that has said all it will', async () => {
  const socket = open()
  socket.end(get('/'))
  plainly((await readPage(memo, '/')).text)
})

test('a reader who takes a byte a second of a large page', async () => {
  const large = 'x'.repeat(4_000_000)
  memo.draw = (_request, response) => void response.setHeader('content-type', 'text/html').end(large)
  const slow = open()
  slow.write(get('/'))
  await new Promise((resolve) => slow.once('readable', resolve))
  slow.read(1)
  expect((await readPage(memo, '/')).text).toHaveLength(large.length)
  expect((await readPage(memo, '/')).text).toHaveLength(large.length)
  expect(memo.drawn).toHaveLength(1)
})

test('a drawing that throws is an error for all who wait, and is tried anew', async () => {
  const plain = memo.draw
  memo.draw = async () => {
    await untilAsked(memo, 3)
    throw new Error('no')
  }
  const answers = await Promise.all(Array.from({ length: 3 }, () => readPage(memo, '/')))
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500])
  expect(answers[0]?.text).toContain('This page could not be made.')
  memo.draw = plain
  expect((await readPage(memo, '/')).text).toBe('drawing 2 done')
})

test('so is one that breaks off half-way', async () => {
  const plain = memo.draw
  memo.draw = (_request, response) => {
    response.write('half')
    setImmediate(() => response.destroy())
  }
  expect((await readPage(memo, '/')).status).toBe(500)
  memo.draw = plain
  expect((await readPage(memo, '/')).text).toBe('drawing 2 done')
})

test('a drawing that never ends is told to end, is an error for all who wait, and is tried anew', async () => {
  await memo.close()
  memo = await startMemoServer({ drawingMilliseconds: 200 })
  const plain = memo.draw
  let isToldToEnd = false
  memo.draw = (_request, response) => {
    response.write('half')
    response.once('close', () => (isToldToEnd = true))
  }
  const answers = await Promise.all(Array.from({ length: 3 }, () => readPage(memo, '/')))
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
  expect(answers[0]?.text).toContain('This page took too long to make.')
  expect(isToldToEnd).toBe(true)
  const tried = memo.drawn.length
  memo.draw = plain
  expect((await readPage(memo, '/')).text).toBe(`drawing ${tried + 1} done`)
})

test('what is computed for an address alone ends with the last reader, and the next one gets it made anew', async () => {
  let began = 0
  let ended = 0
  const plain = memo.draw
  memo.draw = async (request, response) => {
    began += 1
    if (began > 1) return plain(request, response)
    await compute(
      () => new Promise<void>((_resolve, reject) => void getWork()?.signal.addEventListener('abort', () => reject(new Error('x')))),
    ).catch(() => (ended += 1))
    response.writeHead(500).end('nobody reads this')
  }
  const readers = [open(), open()]
  for (const reader of readers) reader.write(get('/?asOf=2026-01-01'))
  await untilAsked(memo, 2)
  while (began === 0) await wait(2)
  readers[0]?.destroy()
  await wait(50)
  expect([began, ended]).toEqual([1, 0])
  readers[1]?.destroy()
  while (ended === 0) await wait(2)
  plainly((await readPage(memo, '/?asOf=2026-01-01')).text)
  expect(began).toBe(2)
})

test('what may not be computed is a page that says so, and is kept for nobody', async () => {
  const plain = memo.draw
  memo.draw = async (request, response) => {
    try {
      await compute(() => null)
      return await plain(request, response)
    } catch {
      response.writeHead(500, { 'content-type': 'text/html' }).end('an error page')
    }
  }
  const path = '/teams/a?from=2026-01-05&to=2026-02-02'
  const refused = await fetch(`${memo.url}${path}`, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain(`<a href="/teams/a?from=2026-01-05&amp;to=2026-02-02">`)
  const own = await readPage(memo, path, { 'sec-fetch-site': 'same-origin' })
  expect(own.status).toBe(200)
  // What is there already costs nothing, whoever asks.
  expect((await readPage(memo, path, { 'sec-fetch-site': 'cross-site' })).text).toBe(own.text)
})

test('pages of ranges leave room to draw the others', async () => {
  await memo.close()
  memo = await startMemoServer({ drawings: 2, rangeDrawings: 1 })
  const plain = memo.draw
  const finish: (() => void)[] = []
  memo.draw = async (request, response) => {
    if (request.url?.includes('from')) await new Promise<void>((resolve) => finish.push(resolve))
    return plain(request, response)
  }
  const ranges = ['2026-01-05', '2026-01-12', '2026-01-19'].map((from) => readPage(memo, `/?from=${from}`))
  while (finish.length === 0) await wait(2)
  plainly((await readPage(memo, '/')).text)
  expect(finish).toHaveLength(1)
  const finishing = setInterval(() => finish.splice(0).forEach((end) => end()), 5)
  for (const { status } of await Promise.all(ranges)) expect(status).toBe(200)
  clearInterval(finishing)
})
