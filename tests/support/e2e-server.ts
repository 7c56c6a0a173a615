import { startDemoServer, type DemoServer } from './demo-server'

// The server of the browser tests in a process of its own: prints {"url", "token", "databaseUrl"} as one JSON line and
// ends when its input closes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
const starting = startDemoServer()

async function end(): Promise<never> {
  const server = await starting.catch((): DemoServer | null => null)
  await server?.stop()
  process.exit(server ? 0 : 1)
}

process.stdin.on('end', () => void end()).resume()

starting.then(
  ({ url, token, databaseUrl }) => console.log(JSON.stringify({ url, token, databaseUrl })),
  (error: unknown) => {
    console.error(error)
    void end()
  },
)
