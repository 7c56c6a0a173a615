import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { listSetAside } from '@/lib/db/facts/set-aside'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { StandIn } from '@/lib/demo/stand-in/start'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization, type SyncSummary } from '@/lib/jobs/sync-organization'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { startRewritingProxy } from '../support/rewriting-proxy'

// Whatever a pull request says, it is stored and judged, or named; the others are there.

const END = new Date('2026-11-20T09:30:00Z')
const ODD = 'PR_scale_0_3'
let standIn: StandIn
let url: string
let held: TestDatabase
let rewrite: (node: Record<string, unknown>) => void = () => {}
const opened: TestDatabase[] = []

beforeAll(async () => {
  standIn = await startTestStandIn({ world: makeScaleWorld({ pullRequests: 24, repositories: 2, end: END, login: 'northlight' }) })
  url = await startRewritingProxy(standIn.url, (node) => rewrite(node))
})
beforeEach(async () => {
  rewrite = () => {}
  held = await createTestDatabase()
  opened.push(held)
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

async function sync(): Promise<SyncSummary> {
  const { database } = held
  return syncOrganization({
    database,
    apiUrl: url,
    getToken: async () => standIn.token,
    login: 'northlight',
    clock: () => END,
    sleep: async () => {},
    afterFacts: ({ organizationId, asOf }) =>
      computePendingMetrics({ database, organizationId, configuration: toDefaultConfiguration(), asOf }),
  })
}

const words = async () => (await listSetAside(held.database, 1)).map(({ number, step, reason }) => `#${number} ${step}: ${reason}`)
const isOdd = (node: Record<string, unknown>) => node.id === ODD
const isWhole = (node: Record<string, unknown>) => isOdd(node) && 'reviewThreads' in node

const TEXTS = {
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  ANSI: '\u001b[31mred\u001b[0m\u0007',
  'right to left': '\u202egnp.exe\u202c \u2066x',
  NUL: 'a\u0000b',
  'half a pair': 'a\ud83c b\udf89',
  'an emoji at every cut': `## Why\n\n${'x'.repeat(233)}🎉${'y'.repeat(100)} because of more than eight words that are here 🎉`,
  '10 MB': 'because it is long. '.repeat(500_000),
}

it.each(Object.entries(TEXTS))('%s is stored and judged wherever people write', async (name, text) => {
  const short = text.slice(0, 300).toWellFormed().replaceAll('\ufffd', '\ud83c')
  rewrite = (node) => {
    if (isOdd(node) && 'title' in node) node.title = name === '10 MB' ? short : text
    if ('login' in node && typeof node.login === 'string' && node.login === 'person-1') node.name = short
    if (!isWhole(node)) return
    node.body = text
    node.labels = { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [{ name: short }] }
    for (const file of (node.files as { nodes: { path: string }[] }).nodes) file.path = `${short}/${file.path}`
    for (const comment of (node.comments as { nodes: { body: string }[] }).nodes) comment.body = text
    for (const review of (node.reviews as { nodes: { body: string }[] }).nodes) review.body = text
  }
  expect((await sync()).incomplete).toEqual([])
  expect(await words()).toEqual([])
  expect(await held.database.pullRequestMetrics.count()).toBe(24)
  const { body } = await held.database.pullRequest.findFirstOrThrow({ where: { id: ODD } })
  expect(body).toBe(text.replaceAll('\0', '').toWellFormed())
})

it('keeps a line beyond 32 bits as unknown, and says so', async () => {
  rewrite = (node) => {
    if ('originalLine' in node) Object.assign(node, { line: 5_000_000_000, originalLine: 5_000_000_000, startLine: 1.5 })
  }
  expect((await sync()).incomplete).toEqual([])
  expect(await held.database.reviewThread.count({ where: { line: { not: null } } })).toBe(0)
  expect(await held.database.pullRequestMetrics.count()).toBe(24)
  const said = await words()
  expect(said.length).toBeGreaterThan(0)
  for (const line of said) expect(line).toMatch(/^#\d+ note: is read with the line of a review thread unknown, because GitHub gave/)
})

it('names one whose number no integer holds, and goes on', async () => {
  rewrite = (node) => {
    if (isOdd(node) && 'number' in node) node.number = 5_000_000_000
  }
  expect((await sync()).incomplete).toEqual([expect.stringMatching(/#5000000000 could not be stored: /)])
  expect(await held.database.pullRequestMetrics.count()).toBe(23)
})

it('names one whose counts no integer holds, and goes on', async () => {
  rewrite = (node) => {
    if (isWhole(node)) node.additions = 1e15
  }
  expect((await sync()).incomplete).toEqual([expect.stringMatching(/#4: could not be stored: the database refuses a value of it \(22/)])
  expect(await held.database.pullRequestMetrics.count()).toBe(23)
})

it('keeps the later of two with one number, whichever is read first', async () => {
  const OTHER = 'PR_scale_0_7'
  const updated: Record<string, string> = {}
  rewrite = (node) => {
    if (typeof node.id !== 'string' || !('updatedAt' in node) || ![ODD, OTHER].includes(node.id)) return
    node.number = 4
    updated[node.id] = String(node.updatedAt)
  }
  const later = () => (Date.parse(updated[ODD] ?? '') > Date.parse(updated[OTHER] ?? '') ? ODD : OTHER)
  const first = await sync()
  expect(first.incomplete).toEqual([])
  expect((await held.database.pullRequest.findMany({ where: { id: { in: [ODD, OTHER] } } })).map(({ id }) => id)).toEqual([later()])
  expect(await held.database.pullRequestMetrics.count()).toBe(23)
  expect(await words()).toEqual([expect.stringMatching(/^#4 note: is named twice by GitHub/)])
  expect((await sync()).incomplete).toEqual([])
  expect(await held.database.pullRequest.count()).toBe(23)
})

it('replaces one that was deleted and imported again under its number', async () => {
  await sync()
  await held.database.$executeRawUnsafe(`update pull_requests set id = 'PR_before' where id = '${ODD}'`)
  for (const table of ['reviews', 'comments', 'commits', 'pull_request_metrics', 'pull_request_evidence', 'scope_pull_requests'])
    await held.database.$executeRawUnsafe(`update ${table} set pull_request_id = 'PR_before' where pull_request_id = '${ODD}'`)
  await held.database.repository.updateMany({ data: { backfilledAt: null, manifestCursor: null, watermark: null, pullRequestsSeen: 0 } })
  expect((await sync()).incomplete).toEqual([])
  const ids = (await held.database.pullRequestMetrics.findMany()).map(({ pullRequestId }) => pullRequestId)
  expect(ids).toHaveLength(24)
  expect(ids).toContain(ODD)
  expect(ids).not.toContain('PR_before')
  expect(await held.database.review.count({ where: { pullRequestId: 'PR_before' } })).toBe(0)
})
