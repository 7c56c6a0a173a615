import { expect, it } from 'vitest'
import { createRandom } from '@/lib/demo/seeded-random'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { makeCornerWorld } from '../support/corner-world'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { dumpFacts } from '../support/fact-rows'
import { startTestStandIn } from '../support/github-stand-in'
import { startIngest } from '../support/ingest-command'

const KILLS = 20
/** Every run asks for the organisation, its repositories, its teams and their context before it goes on. */
const OPENING_REQUESTS = 4
/** What a kill may make the next run ask for again: the opening, a page of the manifest, the poll, one call that was under way. */
const POINTS_A_KILL = OPENING_REQUESTS + 1 + 1 + 2
const LONGEST_MILLISECONDS = 350

it('ends with the rows of an undisturbed run, killed at 20 random instants', { timeout: 300_000 }, async () => {
  const standIn = await startTestStandIn({ world: makeCornerWorld({ ordinary: 140 }) })
  const environment = (target: TestDatabase) => ({ DATABASE_URL: target.url, GITHUB_API_URL: standIn.url, GITHUB_TOKEN: standIn.token })
  const opened: TestDatabase[] = []
  const open = async () => {
    const target = await createTestDatabase()
    opened.push(target)
    return target
  }
  try {
    const calm = await open()
    await syncOrganization({
      database: calm.database,
      apiUrl: standIn.url,
      getToken: async () => standIn.token,
      login: 'corner',
      clock: () => new Date('2026-11-16T00:00:00Z'),
    })
    await calm.database.pendingEvaluation.deleteMany()
    const undisturbed = await dumpFacts(calm.database)
    const calmPoints = standIn.statistics().points

    const random = createRandom(20)
    let kills = 0
    for (let target = await open(); kills < KILLS; target = await open()) {
      standIn.reset()
      standIn.setFaults([{ kind: 'slow', milliseconds: 12 }])
      let killsHere = 0
      for (let isDone = false; !isDone;) {
        const before = standIn.statistics().requests
        const run = startIngest(['--org', 'corner'], environment(target))
        const isKilling = kills < KILLS
        if (isKilling) {
          while (standIn.statistics().requests <= before + OPENING_REQUESTS && run.process.exitCode === null) await pause(5)
          await pause(random() * LONGEST_MILLISECONDS)
          if (run.process.kill('SIGKILL')) [kills, killsHere] = [kills + 1, killsHere + 1]
        }
        const { code, stderr } = await run.ended
        isDone = code !== null
        if (isDone) expect(code, stderr).toBe(0)
      }
      expect(await dumpFacts(target.database)).toEqual(undisturbed)
      expect(standIn.statistics().points).toBeLessThanOrEqual(calmPoints + killsHere * POINTS_A_KILL)
    }
    expect(kills).toBe(KILLS)
  } finally {
    for (const target of opened) await target.drop()
  }
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
