import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'

// Every rule of the house is broken once, in the text of a file that does not exist: a rule that never fires is none.
// The rules that need types stay out: the compiler knows no file that does not exist.
const eslint = new ESLint({ overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.{ts,tsx}'] }] })

async function lint(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

const FORBIDDEN: [what: string, file: string, text: string, message: RegExp][] = [
  ['pure code that asks the database', 'lib/metrics/x.ts', "import '@/lib/db/client'", /lib\/metrics is pure/],
  ['a pattern that tries every way', 'lib/metrics/x.ts', 'export const X = /^(?:a+)+$/', /exponential/],
  ['a pattern that takes the square of a length', 'lib/github/x.ts', 'export const X = /\\s+$/', /quadratic/],
  ['pure code that asks GitHub', 'lib/attribution/x.ts', "import '../github/client'", /lib\/attribution is pure/],
  ['pure code that reads the environment module', 'lib/policy/x.ts', "import '@/lib/env'", /lib\/policy is pure/],
  ['pure code that loads for a page', 'lib/pages/x.ts', "import '@/lib/dashboard/database'", /lib\/pages is pure/],
  [
    'pure code that takes a type of an edge',
    'lib/metrics/x.ts',
    "import type { Database } from '@/lib/db/client'\nexport type X = Database",
    /lib\/metrics is pure/,
  ],
  ['pure code that looks upwards', 'lib/attribution/x.ts', "import '@/lib/metrics/ai/share'", /stands no higher/],
  [
    'pure code that takes a type from above',
    'lib/policy/x.ts',
    "import type { AiEvidence } from '@/lib/attribution/ai-evidence'\nexport type X = AiEvidence",
    /stands no higher/,
  ],
  [
    'a type taken from above inline',
    'lib/policy/x.ts',
    "export type X = import('@/lib/attribution/ai-evidence').AiEvidence",
    /`import\(\)` type annotations are forbidden/,
  ],
  [
    'a room that looks into a higher one',
    'lib/metrics/ai/x.ts',
    "import '@/lib/metrics/readings/to-blocks'",
    /ai does not stand above this one/,
  ],
  [
    'a room that takes a type of a higher one',
    'lib/metrics/document/x.ts',
    "import type { AiSums } from '../ai/sums'\nexport type X = AiSums",
    /Rooms of lib\/metrics import only rooms of a lower level/,
  ],
  ['a room that looks into one beside it', 'lib/metrics/ai/x.ts', "import '../trail/sums'", /ai does not stand above this one/],
  [
    'a file beside the rooms that looks into one',
    'lib/metrics/x.ts',
    "import './document/readings'",
    /a file beside the rooms does not stand above/,
  ],
  ['pure code with files', 'lib/policy/x.ts', "import 'node:fs'", /Pure code touches no machine/],
  ['pure code with files, named the old way', 'lib/policy/x.ts', "import 'fs/promises'", /Pure code touches no machine/],
  ['pure code with React', 'lib/pages/x.ts', "import 'react'", /neither Next nor React/],
  ['pure code with a database driver', 'lib/metrics/x.ts', "import 'pg'", /only edges do/],
  ['pure code with a clock', 'lib/metrics/x.ts', 'export const at = new Date()', /take `now` or `asOf`/],
  ['pure code with the other clock', 'lib/metrics/x.ts', 'export const at = Date.now()', /take `now` or `asOf`/],
  ['pure code with dice', 'lib/metrics/x.ts', 'export const n = Math.random()', /the same answer twice/],
  ['pure code with the network', 'lib/pages/x.ts', "export const page = fetch('/')", /no clock, network or process/],
  ['an edge that uses another edge', 'lib/github/x.ts', "import '@/lib/db/client'", /lib\/github is an edge/],
  ['an edge that uses another edge, the other way', 'lib/db/x.ts', "import '@/lib/github/client'", /lib\/db is an edge/],
  ['an edge that uses glue', 'lib/db/x.ts', "import '@/lib/jobs/compute-metrics'", /lib\/db is an edge/],
  ['a component that reads the database', 'components/x.tsx', "import '@/lib/db/client'", /Components/],
  ['a component that loads', 'components/x.tsx', "import '@/lib/dashboard/database'", /Components take props/],
  ['a page that reads the database', 'app/x.tsx', "import '@/lib/db/client'", /Pages and routes read through lib\/dashboard/],
  ['a page that runs a job', 'app/x.tsx', "import '@/lib/jobs/compute-metrics'", /Pages and routes read through lib\/dashboard/],
  ['a loader that calls GitHub', 'lib/dashboard/x.ts', "import '@/lib/github/client'", /belong to lib\/jobs/],
  ['glue that imports a test', 'lib/jobs/x.ts', "import '@/tests/support/cluster'", /lib never imports app/],
  ['Prisma outside lib/db', 'lib/jobs/x.ts', "import '@prisma/client'", /Prisma stays in lib\/db/],
  ['the generated client outside lib/db', 'lib/dashboard/x.ts', "import '@/lib/db/generated/client'", /Prisma stays in lib\/db/],
  ['octokit outside lib/github', 'lib/jobs/x.ts', "import '@octokit/graphql'", /stop at lib\/github/],
  ['the foundation that leans on the house', 'lib/dates.ts', "import '@/lib/db/client'", /stands below everything/],
  ['the environment elsewhere', 'lib/jobs/x.ts', 'export const port = process.env.PORT', /lib\/env\.ts only/],
  [
    'a permission made outside lib/auth',
    'lib/dashboard/x.ts',
    "import type { AuthorizedTeamId } from '@/lib/db/authorized'\nexport const id = 'T_1' as AuthorizedTeamId",
    /only lib\/auth makes/,
  ],
  [
    'a room of lib/db that leans on a higher one, by a type',
    'lib/db/facts/x.ts',
    "import type { finishAudit } from '../audit/stored'\nexport type X = typeof finishAudit",
    /Rooms of lib\/db import only rooms of a lower level/,
  ],
  ['a connection that knows a room', 'lib/db/x.ts', "import './facts/ledger'", /a file beside the rooms does not stand above/],
  ['a raw query that nobody checks', 'lib/db/x.ts', 'export const x = (database) => database.$queryRaw`select 1`', /typed by nobody/],
  ['any', 'lib/metrics/x.ts', 'export const x = (y: any) => y', /no-explicit-any/],
  ['an assertion that something is there', 'lib/metrics/x.ts', 'export const x = (y: string | null) => y!', /no-non-null-assertion/],
  ['a silenced type error', 'lib/metrics/x.ts', '// @ts-ignore\nexport const x = 1', /ban-ts-comment/],
  ['a drawer', 'lib/metrics/utils.ts', 'export const x = 1', /is a drawer/],
  ['a folder that is a drawer', 'lib/metrics/helpers/x.ts', 'export const x = 1', /is a drawer/],
  ['camel case', 'lib/metrics/rollUpWeek.ts', 'export const x = 1', /not kebab-case/],
  ['a barrel', 'lib/metrics/index.ts', "export * from './readings'", /index file that re-exports/],
  ['a file too long to read', 'lib/metrics/x.ts', 'export {}\n'.repeat(301), /max-lines/],
]

describe('lint refuses', () => {
  test.each(FORBIDDEN)('%s', async (_what, file, text, message) => {
    expect((await lint(file, text)).join('\n')).toMatch(message)
  })
})

const ALLOWED: [what: string, file: string, text: string][] = [
  ['pure code that uses pure code', 'lib/metrics/x.ts', "import '@/lib/policy/tiers'\nimport '@/lib/dates'"],
  [
    'an edge that uses pure code and the foundation',
    'lib/github/x.ts',
    "import '@/lib/errors'\nimport '@/lib/log'\nimport '@/lib/metrics/readings'",
  ],
  ['Prisma in lib/db', 'lib/db/x.ts', "import './generated/client'\nimport '@prisma/adapter-pg'"],
  ['octokit in lib/github', 'lib/github/x.ts', "import '@octokit/graphql'"],
  ['a job that connects two edges', 'lib/jobs/x.ts', "import '@/lib/db/client'\nimport '@/lib/github/client'"],
  ['a component that draws what pure code prepared', 'components/x.tsx', "import '@/lib/metrics/document/readings'\nimport 'react'"],
  ['a given instant', 'lib/metrics/x.ts', "export const at = new Date('2026-11-16T00:00:00Z')"],
]

describe('lint allows', () => {
  test.each(ALLOWED)('%s', async (_what, file, text) => {
    expect(await lint(file, text)).toEqual([])
  })
})
