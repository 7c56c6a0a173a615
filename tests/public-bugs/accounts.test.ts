import { afterAll, beforeAll, expect, test } from 'vitest'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import { parseConfiguration } from '@/lib/policy/configuration'
import { makeBugWorld, review } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'

// One account with two names (idd-skill#3168, devstats#131): REST says "dependabot[bot]", GraphQL "dependabot".

let read: ReadWorld

beforeAll(async () => {
  const { configuration } = parseConfiguration('people: { machines: ["acme-ci[bot]", "Acme-Deploy"] }\n', 'plumbline.yml')
  if (!configuration) throw new Error('people.machines is not known')
  read = await readBugWorld(
    makeBugWorld([
      { number: 1, reviews: [review('acme-ci', 20)] },
      { number: 2, reviews: [review('acme-deploy', 20)] },
      { number: 3, reviews: [review('acme', 20)] },
    ]),
    configuration,
  )
})
afterAll(() => read.drop())

test.each([
  ['as REST spells it', 1],
  ['in another case', 2],
])('B16 a machine that plumbline.yml names %s reviews nothing', async (_name, number) => {
  expect(await read.judge(number)).toMatchObject({ reasons: ['no_qualified_approval'], firstWait: null, contributors: ['ana'] })
})

test('B16 a person whose name is only like it does', async () => {
  expect(await read.judge(3)).toMatchObject({ confidence: 'confident', firstWait: 12, contributors: ['acme', 'ana'] })
})

test.each([
  ['dependabot', 'Bot', 'dependency_bot'],
  ['copilot', 'Bot', 'ai_author'],
  ['Copilot', 'User', 'ai_author'],
  ['openai-code-agent', 'Bot', 'ai_author'],
] as const)('B16 %s (%s) is the same account with "[bot]" and without', (login, type, kind) => {
  const spellings = [login, `${login}[bot]`, login.toUpperCase()]
  expect(spellings.map((spelling) => toIdentityKind({ login: spelling, type }, 'author'))).toEqual(spellings.map(() => kind))
})
