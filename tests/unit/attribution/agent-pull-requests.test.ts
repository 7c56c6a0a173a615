import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { computeAiEvidence, type AiEvidence } from '@/lib/attribution/ai-evidence'
import type { Actor } from '@/lib/facts/pull-request-history'

/**
 * Real pull requests beside the project: how many that agents are known to have opened are found, and how many of
 * people's are taken for an agent's. The known agent scores the rules and never enters them.
 */
const folder = path.resolve(import.meta.dirname, '../../../../shared/data/real')
const files = {
  agents: path.join(folder, 'agent-pull-requests.jsonl.gz'),
  people: path.join(folder, 'bitcoin-core-secp256k1.jsonl.gz'),
}
const isPresent = existsSync(files.agents) && existsSync(files.people)
if (!isPresent) console.log(`Attribution on real pull requests not tested: ${folder} is not there.`)

const account = z.object({ login: z.string(), __typename: z.string().optional() }).nullish()
const pullRequest = z.object({
  _aiAgent: z.string().optional(),
  url: z.string(),
  body: z.string().nullish(),
  author: account,
  headRefName: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })).optional(),
  commits: z.array(
    z.object({
      oid: z.string(),
      message: z.string(),
      author: z.object({ name: z.string().nullish(), email: z.string().nullish(), user: account }).nullish(),
    }),
  ),
})

function readPullRequests(file: string) {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => pullRequest.parse(JSON.parse(line)))
}

function toActor(given: z.infer<typeof account>): Actor {
  if (!given) return { id: 'ghost', login: 'ghost', type: 'Ghost', databaseId: null }
  const isBot = given.__typename === 'Bot' || given.login.endsWith('[bot]')
  return { id: given.login, login: given.login, type: isBot ? 'Bot' : 'User', databaseId: null }
}

function evaluate(given: z.infer<typeof pullRequest>): AiEvidence {
  return computeAiEvidence({
    author: toActor(given.author),
    headRefName: given.headRefName ?? null,
    labels: (given.labels ?? []).map(({ name }) => name),
    body: given.body ?? '',
    template: null,
    commits: given.commits.map(({ oid, message, author }) => ({
      oid,
      message,
      authorName: author?.name ?? null,
      authorEmail: author?.email ?? null,
      author: author?.user ? toActor(author.user) : null,
    })),
  })
}

const isEvidence = ({ tier }: AiEvidence) => tier === 'L3' || tier === 'L2'

describe.runIf(isPresent)('attribution of real pull requests', () => {
  // Codex leaves its name in the branch, which this source lacks: what is found comes from task links and merges.
  const floors: Record<string, number> = { Devin: 0.99, Copilot: 0.99, Cursor: 0.75, Claude_Code: 0.6, OpenAI_Codex: 0.55 }

  it('finds the agents that left a sign', () => {
    const byAgent = new Map<string, AiEvidence[]>()
    for (const row of readPullRequests(files.agents)) {
      const agent = row._aiAgent ?? 'unknown'
      byAgent.set(agent, [...(byAgent.get(agent) ?? []), evaluate(row)])
    }
    const recall = Object.fromEntries([...byAgent].map(([agent, found]) => [agent, found.filter(isEvidence).length / found.length]))
    for (const [agent, found] of byAgent) {
      const weak = found.filter(({ tier }) => tier === 'L1').length
      console.log(`${agent}: ${found.filter(isEvidence).length} of ${found.length} found, ${weak} more weak`)
    }
    for (const [agent, floor] of Object.entries(floors)) expect(recall[agent], agent).toBeGreaterThanOrEqual(floor)
  })

  // Looked at one by one: three opened by Copilot, one with Claude as co-author. Nothing else of 1,308 says so.
  const known = [1770, 1772, 1862, 1869]

  it('takes no person for an agent', () => {
    const found = readPullRequests(files.people)
      .map((row) => ({ url: row.url, evidence: evaluate(row) }))
      .filter(({ evidence }) => evidence.tier !== 'L0')
    for (const { url, evidence } of found) console.log(url, evidence.tier, evidence.evidence)
    expect(found.map(({ url }) => Number(url.split('/').at(-1)))).toEqual(known)
  })
})
