import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvFile } from '@/lib/commands/read-env-file.mjs'

const TEXT = 'DATABASE_URL=postgres://h/x\r\nGITHUB_ORG="acmé"\n'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-env-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each<[string, Buffer]>([
  ['without a mark', Buffer.from(TEXT)],
  ['with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
  ['in UTF-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['in UTF-16, big end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
])('a file %s gives all its variables', async (_how, bytes) => {
  const file = join(folder, '.env')
  await writeFile(file, bytes)
  expect(readEnvFile(file)).toEqual({ DATABASE_URL: 'postgres://h/x', GITHUB_ORG: 'acmé' })
})
