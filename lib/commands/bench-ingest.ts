import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { closeDatabase, openDatabase } from '@/lib/db/client'
import { openEmbeddedPostgres, type EmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { migrate } from '@/prisma/migrate'
import { UsageError } from './command-line'
import { readBench } from './read-bench'
import { startStandInProcess } from './start-stand-in-process'
import { say } from './with-database'

// A whole ingest of the scale world through the real client, the stand-in in a process of its own: what is measured of the
// processor is this process alone, which is also its memory; several sizes are measured in a process each, so that none
// inherits the memory of the one before. Reading runs at the stand-in's pace, not at GitHub's.

const END = new Date('2026-11-16T00:00:00Z')
const { args } = readBench('ingest', 'A whole ingest of a world of this size, through the real client.', (command) =>
  command.argument('[pull-requests...]', 'one size or several (1000 10000 100000 unless given)'),
)
const SIZES = args.length > 0 ? args.map(Number) : [1_000, 10_000, 100_000]
const SAMPLE_MILLISECONDS = 100

const outputSchema = z.object({
  rows: z.array(
    z.object({
      pullRequests: z.number(),
      requestsPerThousand: z.number(),
      pointsPerThousand: z.number(),
      ownMillisecondsEach: z.number(),
      highestMegabytes: z.number(),
      seconds: z.number(),
      incomplete: z.number(),
    }),
  ),
})
type Measured = z.infer<typeof outputSchema>['rows'][number]

if (SIZES.some((size) => !Number.isInteger(size) || size < 1)) {
  throw new UsageError('A size is no number.', 'Use npm run bench -- ingest [PULL-REQUESTS…], e.g. npm run bench -- ingest 1000 10000.')
}

const [only] = SIZES
const rows = SIZES.length === 1 && only !== undefined ? [await measureHere(only)] : SIZES.map(measureApart)
console.table(rows)
console.log(JSON.stringify({ bench: 'ingest', rows }))

function measureApart(size: number): Measured {
  const args = [...process.execArgv, process.argv[1] ?? '', 'ingest', String(size)]
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const [row] = outputSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? '')).rows
  if (!row) throw new Error(`No figures for ${size} pull requests`)
  return row
}

async function measureHere(size: number): Promise<Measured> {
  const postgres = await openEmbeddedPostgres({ directory: '.plumbline/bench-postgres', say })
  try {
    say(`reading ${size} pull requests`)
    return await measure(postgres, size)
  } finally {
    await postgres.release()
  }
}

async function measure(postgres: EmbeddedPostgres, size: number): Promise<Measured> {
  const name = `plumbline_bench_ingest_${process.pid}_${size}`
  const url = await postgres.openUrl(name)
  const standIn = await startStandInProcess(END, ['--world', 'scale', '--pull-requests', String(size)])
  let highest = 0
  const sampler = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), SAMPLE_MILLISECONDS)
  try {
    await migrate(url)
    const cpu = process.cpuUsage()
    const summary = await syncOrganization({
      database: openDatabase(url),
      apiUrl: standIn.url,
      getToken: async () => standIn.token,
      login: 'scale',
      clock: () => END,
    })
    const { user, system } = process.cpuUsage(cpu)
    const perThousand = (count: number) => Math.round((count / summary.pullRequests) * 10_000) / 10
    return {
      pullRequests: summary.pullRequests,
      requestsPerThousand: perThousand(summary.requests),
      pointsPerThousand: perThousand(summary.points),
      ownMillisecondsEach: Math.round((user + system) / summary.pullRequests / 10) / 100,
      highestMegabytes: Math.round(highest / 1e6),
      seconds: Math.round(summary.seconds * 10) / 10,
      incomplete: summary.incomplete.length,
    }
  } finally {
    clearInterval(sampler)
    await closeDatabase(url)
    await standIn.stop()
    await postgres.dropDatabase(name)
  }
}
