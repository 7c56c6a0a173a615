import { spawn } from 'node:child_process'
import { InvalidArgumentError } from 'commander'
import { buildCommand, listenForStop, runCommand } from './command-line'

const STUDIO = 'node_modules/prisma-cli/build/index.js'

const command = buildCommand(
  'db:studio',
  'Shows the tables in the browser (Prisma Studio): those of DATABASE_URL or the embedded Postgres, or of the demo where nothing real was ingested.',
)
  .option('--demo', 'the demo organisation, whatever else there is')
  .option('--port <number>', 'where it listens', parsePort, 5555)
  .action(async ({ demo, port }: { demo?: boolean; port: number }) => {
    const { withDatabase } = await import('./with-database')
    const stop = listenForStop()
    await withDatabase({ prefer: demo ? 'demo' : 'filled', endsItself: true }, async ({ url }) => {
      const child = spawn(process.execPath, [STUDIO, 'studio', '--url', url, '--port', String(port), '--browser', 'none'], {
        stdio: 'inherit',
      })
      stop.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
      const code = await new Promise<number>((resolve, reject) => child.on('error', reject).on('close', (status) => resolve(status ?? 0)))
      if (!stop.aborted) process.exitCode = code
    })
  })

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.')
  return port
}

await runCommand(command)
