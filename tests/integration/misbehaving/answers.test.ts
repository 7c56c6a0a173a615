import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { withMisbehaving } from '../../support/misbehaving'

// Answers that lead elsewhere, are too large, or are no answers at all.

const world = makeScaleWorld({ pullRequests: 30, repositories: 1 })
const github = withMisbehaving(() => world)
const DETAIL = 'query pullRequests('

async function expectMended() {
  expect((await github.read([])).incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
}

describe('a redirect', () => {
  const met: string[] = []
  const elsewhere = createServer((request, response) => {
    met.push(`${request.method} ${request.headers.authorization ?? 'no token'}`)
    response.end('{}')
  })
  let address = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => elsewhere.close(resolve)))

  it.each([302, 307])('of %i to another host is refused in one line, and the host hears nothing', async (status) => {
    await expect(github.read([{ kind: 'redirect', status, location: `${address}/graphql`, skip: 2 }])).rejects.toThrow(
      `${github.standIn.url} redirects to ${address}; the token is sent to no other address than the one that was given.`,
    )
    expect(met).toEqual([])
    await expectMended()
  })

  it('on the same host is followed, with what was asked', async () => {
    const { incomplete } = await github.read([{ kind: 'redirect', location: '/api/graphql', skip: 2, times: 3 }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('without end, or to nowhere, is told', async () => {
    await expect(github.read([{ kind: 'redirect', location: '/graphql' }])).rejects.toThrow('redirects to itself again and again')
    await expect(github.read([{ kind: 'redirect', location: 'http://' }])).rejects.toThrow('redirects to nowhere')
  })
})

describe('size', () => {
  it('an answer of 300 MB is not read, and said to be too large', async () => {
    const before = process.memoryUsage().rss
    await expect(github.read([{ kind: 'huge', megabytes: 300 }])).rejects.toThrow('the answer is larger than 50 MB')
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 ** 2)
  })

  it('one that is too large for many is asked for by fewer', async () => {
    const { incomplete } = await github.read([{ kind: 'huge', megabytes: 60, containing: DETAIL, wider: 12 }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('a CODEOWNERS file of more than 3 MB is ignored, as by GitHub, and a template ends where no body goes on', async () => {
    const [repository] = world.organizations[0]?.repositories ?? []
    if (!repository) throw new Error('The world is empty')
    repository.files = { CODEOWNERS: '/src/a @scale/first\n'.repeat(200_000) }
    repository.pullRequestTemplates = [{ filename: 'x', body: `${'🎉'.repeat(50_000)}` }]
    await github.read([])
    const stored = await github.target.database.repository.findFirstOrThrow()
    expect(stored.codeowners).toBeNull()
    expect(stored.pullRequestTemplate).toBe('🎉'.repeat(32_768))
    expect(github.warnings).toEqual(['CODEOWNERS of scale/repository-1 is larger than 3 MB, so GitHub ignores it, and so does Plumbline.'])
    repository.files = {}
    repository.pullRequestTemplates = []
  })
})

describe('words of others', () => {
  it('a message that repeats the token is shown without it', async () => {
    const failing = github.read([{ kind: 'echo', skip: 2 }])
    await expect(failing).rejects.toThrow('The token may not do this (403: No: bearer [hidden]).')
    const { lastError } = await github.target.database.organization.findFirstOrThrow()
    expect(lastError).not.toContain(github.standIn.token)
  })

  it('null in place of an organisation is one line', async () => {
    await expect(github.read([{ kind: 'set', field: 'organization', value: null, containing: 'query repositories(' }])).rejects.toThrow(
      "GitHub's answer about the repositories is not what its schema promises (organization).",
    )
  })
})
