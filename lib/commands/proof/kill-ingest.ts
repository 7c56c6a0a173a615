import type { Database } from '@/lib/db/client'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { startStandIn } from '@/lib/demo/stand-in/start'
import { createRandom } from '@/lib/demo/seeded-random'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { dumpFacts, type FactTable } from './fact-rows'
import { startIngest } from './start-ingest'

/** A migrated, empty database for one walk. */
export interface ProofDatabase {
  url: string
  database: Database
  drop(): Promise<void>
}
export type OpenProofDatabase = () => Promise<ProofDatabase>
export type Facts = Record<FactTable, string[]>

export interface KilledIngest {
  /** How often it was killed before it came to its end. */
  kills: number
  /** What the runs that were not killed ended with: one, with 0. */
  ends: { code: number | null; stderr: string }[]
  facts: Facts
  points: number
  /** The undisturbed run's, and for each kill what it may make the next run ask for again. */
  allowedPoints: number
}

/** Every run asks for the organisation, its repositories, its teams and their context before it goes on. */
const OPENING_REQUESTS = 4
/** What a kill may make the next run ask for again: the opening, a page of the manifest, the poll, one call that was under way. */
const POINTS_A_KILL = OPENING_REQUESTS + 1 + 1 + 2
const LONGEST_MILLISECONDS = 350

/** Kills the real ingest with -9 at random instants, `kills` times in all, over as many databases as that takes. */
export async function killIngest(
  open: OpenProofDatabase,
  { kills: wanted, seed }: { kills: number; seed: number },
): Promise<{ undisturbed: Facts; killed: KilledIngest[] }> {
  const standIn = await startStandIn({ world: makeCornerWorld({ ordinary: 140 }) })
  try {
    const undisturbed = await withDatabaseOf(open, async ({ url, database }) => {
      await syncOrganization({
        database,
        apiUrl: standIn.url,
        getToken: async () => standIn.token,
        login: 'corner',
        clock: () => new Date('2026-11-16T00:00:00Z'),
      })
      await database.pendingEvaluation.deleteMany()
      return dumpFacts(url)
    })
    const calmPoints = standIn.statistics().points
    const random = createRandom(seed)
    const killed: KilledIngest[] = []
    for (let kills = 0; kills < wanted; kills += killed.at(-1)?.kills ?? 0) {
      standIn.reset()
      standIn.setFaults([{ kind: 'slow', milliseconds: 12 }])
      const one = await withDatabaseOf(open, async ({ url }) => {
        const ends: KilledIngest['ends'] = []
        let killsHere = 0
        while (ends.length === 0) {
          const before = standIn.statistics().requests
          const run = await startIngest(['--org', 'corner'], {
            DATABASE_URL: url,
            GITHUB_API_URL: standIn.url,
            GITHUB_TOKEN: standIn.token,
          })
          if (kills + killsHere < wanted) {
            while (standIn.statistics().requests <= before + OPENING_REQUESTS && run.process.exitCode === null) await pause(5)
            await pause(random() * LONGEST_MILLISECONDS)
            if (run.process.kill('SIGKILL')) killsHere += 1
          }
          const { code, stderr } = await run.ended
          if (code !== null) ends.push({ code, stderr })
        }
        return { kills: killsHere, ends, facts: await dumpFacts(url) }
      })
      const { points } = standIn.statistics()
      killed.push({ ...one, points, allowedPoints: calmPoints + one.kills * POINTS_A_KILL })
    }
    return { undisturbed, killed }
  } finally {
    await standIn.close()
  }
}

export async function withDatabaseOf<Result>(open: OpenProofDatabase, run: (opened: ProofDatabase) => Promise<Result>): Promise<Result> {
  const opened = await open()
  try {
    return await run(opened)
  } finally {
    await opened.drop()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
