// The web process: Next's server on 127.0.0.1. Plain Node, because Next compiles everything it serves itself.
// Its parent sends {port, environment, pages} and hears {ready} or {failed}, and {usage} when it asks; when the parent is gone, however, it ends too.
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

let server = null

process.once('message', ({ port, environment, pages }) => {
  process.on('message', answerUsage)
  serve(port, environment, pages === 'reloading').catch((error) => {
    process.send?.({ failed: error.code === 'EADDRINUSE' ? 'taken' : (error.stack ?? String(error)) })
    process.exit(1)
  })
})
// Ctrl-C reaches every process of the terminal; this one waits for its parent, who ends things in order.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {})
for (const event of ['SIGTERM', 'disconnect']) process.once(event, stop)

async function serve(port, environment, isReloading) {
  Object.assign(process.env, environment, { NODE_ENV: isReloading ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { default: next } = await import('next')
  // Made first: Next's development server takes its web sockets from it, and wants to know where it is asked by itself.
  server = createServer()
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  const app = next({ dev: isReloading, hostname: '127.0.0.1', port: server.address().port, httpServer: server })
  let prepared = null
  const isPrepared = new Promise((resolve) => (prepared = resolve))
  const early = async (request, response) => {
    await isPrepared
    server.emit('request', request, response)
  }
  server.on('request', early)
  await app.prepare()
  server.on('request', (await waitForPages())(app.getRequestHandler(), { isReloading }))
  server.off('request', early)
  prepared()
  process.send?.({ ready: server.address().port })
}

/** Whoever asks for usage hears how long the processor has worked for this process, in milliseconds. */
function answerUsage(message) {
  const { user, system } = process.cpuUsage()
  if (message === 'usage') process.send?.({ usage: (user + system) / 1000 })
}

/** Next does not wait for instrumentation.ts, which leaves there what stands before it: without that nothing is answered. */
async function waitForPages() {
  const until = Date.now() + 60_000
  while (!globalThis.plumblinePages) {
    if (Date.now() > until) throw new Error('Next did not load instrumentation.ts.')
    await wait(5)
  }
  return globalThis.plumblinePages
}

function stop() {
  server?.close()
  server?.closeAllConnections()
  process.exit(0)
}
