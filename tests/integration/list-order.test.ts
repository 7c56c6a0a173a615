import { afterAll, expect, test } from 'vitest'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { sumGenerations } from '../support/derived-rows'
import { startTestStandIn } from '../support/github-stand-in'
import { startRewritingProxy } from '../support/rewriting-proxy'

// GitHub promises no order of these lists, so none may decide a figure. Commits have one: it is the branch.
const LISTS = [
  'reviews',
  'reviewThreads',
  'comments',
  'files',
  'timelineItems',
  'labels',
  'assignees',
  'closingIssuesReferences',
  'contexts',
]
const end = new Date('2026-11-16T00:00:00Z')
const opened: TestDatabase[] = []
afterAll(async () => {
  for (const one of opened) await one.drop()
})

async function readSums(apiUrl: string, token: string) {
  const { database, ...clone } = await createTestDatabase()
  opened.push({ database, ...clone })
  const configuration = toDefaultConfiguration()
  const { incomplete } = await syncOrganization({
    database,
    apiUrl,
    getToken: async () => token,
    login: 'corner',
    clock: () => end,
    afterFacts: ({ organizationId, asOf }) => computePendingMetrics({ database, organizationId, configuration, asOf }),
  })
  expect(incomplete).toEqual([])
  // Which text is shown first may follow the list; what it comes to may not.
  const { pull_request_evidence: _, ...figures } = await sumGenerations(database)
  return figures
}

test('any order of the lists of an answer gives the same verdicts, weeks and documents', async () => {
  const standIn = await startTestStandIn({ world: makeCornerWorld({ ordinary: 24, withLongOnes: false }) })
  let turned = 0
  const proxy = await startRewritingProxy(standIn.url, (node) => {
    for (const name of LISTS) {
      const list = node[name]
      if (typeof list !== 'object' || list === null || !('nodes' in list) || !Array.isArray(list.nodes)) continue
      if (list.nodes.length > 1) turned += 1
      list.nodes.reverse()
    }
  })
  const sums = await readSums(standIn.url, standIn.token)
  expect(await readSums(proxy, standIn.token)).toEqual(sums)
  expect(turned).toBeGreaterThan(40)
})
