// The web process: Next's production server on 127.0.0.1. Plain Node, because Next compiles everything it serves itself.
// Its parent sends {port, environment} and hears {ready} or {failed}; when the parent is gone, however, it ends too.
import { createServer } from 'node:http'

let server = null

process.once('message', ({ port, environment }) => {
  serve(port, environment).catch((error) => {
    process.send?.({ failed: error.code === 'EADDRINUSE' ? 'taken' : (error.stack ?? String(error)) })
    process.exit(1)
  })
})
// Ctrl-C reaches every process of the terminal; this one waits for its parent, who ends things in order.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {})
for (const event of ['SIGTERM', 'disconnect']) process.once(event, stop)

async function serve(port, environment) {
  Object.assign(process.env, environment, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { default: next } = await import('next')
  const app = next({ dev: false, hostname: '127.0.0.1', port })
  await app.prepare()
  // Next does not wait for instrumentation.ts, which leaves the memo there.
  const draw = app.getRequestHandler()
  let pages = null
  server = createServer((request, response) => {
    pages ??= globalThis.plumblinePages?.(draw) ?? null
    return (pages ?? draw)(request, response)
  })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  process.send?.({ ready: server.address().port })
}

function stop() {
  server?.close()
  server?.closeAllConnections()
  process.exit(0)
}
