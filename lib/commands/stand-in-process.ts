import { parseArgs } from 'node:util'
import { UserError, toLine } from '@/lib/errors'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { startStandIn } from '@/lib/demo/stand-in/start'
import type { World } from '@/lib/demo/stand-in/world'

// The stand-in as a process of its own, so that serving pretends nothing about the speed of the program that reads it.
// Prints {"url", "token"} as one JSON line once it listens; ends on SIGTERM, SIGINT, or when its standard input closes,
// so that it never outlives a parent that was killed.

const HELP = `Usage: stand-in-process [--world demo|scale] [--end ISO] [--at ISO] [--pull-requests N] [--port N] [--keep]
  --world          demo: the invented organisation (default); scale: as many plain pull requests as wanted
  --end            the last instant of the world; default: now
  --at             where the clock stands at first; default: the end
  --pull-requests  size of the scale world
  --keep           do not end when standard input closes`

async function makeWorld(name: string, end: Date, pullRequests: number): Promise<World> {
  if (name === 'scale') return makeScaleWorld({ pullRequests, end })
  if (name !== 'demo') throw new UserError(`There is no world "${name}".`, 'Choose demo or scale.')
  const { makeDemoWorld } = await import('@/lib/demo/stories/demo-world')
  return makeDemoWorld({ end })
}

async function main() {
  const { values } = parseArgs({
    options: {
      world: { type: 'string', default: 'demo' },
      end: { type: 'string' },
      at: { type: 'string' },
      'pull-requests': { type: 'string', default: '1000' },
      port: { type: 'string', default: '0' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const end = values.end ? new Date(values.end) : new Date()
  if (Number.isNaN(end.getTime())) throw new UserError(`--end ${values.end} is no instant.`, 'Write it like 2026-11-16T00:00:00Z.')
  const standIn = await startStandIn({
    world: await makeWorld(values.world, end, Number(values['pull-requests'])),
    port: Number(values.port),
    // A visitor of the demo sees a user's hourly budget; benchmarks of any size are never stopped by one.
    ...(values.world === 'demo' && { pointLimit: 5000 }),
  })
  if (values.at) standIn.setClock(new Date(values.at))
  const stop = () => void standIn.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (!values.keep) process.stdin.on('end', stop).on('error', stop).resume()
  console.log(JSON.stringify({ url: standIn.url, token: standIn.token }))
}

main().catch((error: unknown) => {
  console.error(toLine(error))
  process.exit(2)
})
