import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// A checkout of two packages, a stand-in for npm that writes down what it was asked, and one for the generator of the client.
const SERVES = { version: '1.0.0' }
const DEVELOPS = { version: '1.0.0', dev: true }
const LOCKFILE = { packages: { '': {}, 'node_modules/serves': SERVES, 'node_modules/develops': DEVELOPS } }
const NPM = "require('node:fs').writeFileSync('asked', process.argv.slice(2, 4).join(' '))"
const GENERATOR = "import { mkdirSync } from 'node:fs'\nmkdirSync('lib/db/generated', { recursive: true })"

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-prepare-'))
  for (const name of ['node_modules', 'prisma']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(LOCKFILE))
  await writeFile(join(folder, 'prisma/generate-client.mjs'), GENERATOR)
  await writeFile(join(folder, 'npm.cjs'), NPM)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** What npm was asked for; null when everything was there. */
async function prepare(devPackages: boolean, installed?: Record<string, object>): Promise<string | null> {
  const known = join(folder, 'node_modules/.package-lock.json')
  if (installed) await writeFile(known, JSON.stringify({ packages: installed }))
  const module = pathToFileURL(join(process.cwd(), 'lib/commands/prepare.mjs')).href
  const script = `import { prepare } from '${module}'\nawait prepare({ pages: false, devPackages: ${devPackages} })`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    env: { ...process.env, npm_execpath: join(folder, 'npm.cjs') },
  })
  expect(existsSync(join(folder, 'lib/db/generated/.made-from'))).toBe(true)
  return existsSync(join(folder, 'asked')) ? readFile(join(folder, 'asked'), 'utf8') : null
}

describe('what is installed before a command runs', () => {
  test('everything in a fresh clone', async () => {
    expect(await prepare(false)).toBe('ci --include=dev')
  })

  test('nothing where everything is', async () => {
    expect(await prepare(true, { 'node_modules/serves': SERVES, 'node_modules/develops': DEVELOPS })).toBeNull()
  })

  test('nothing on a production install, for a command that serves', async () => {
    expect(await prepare(false, { 'node_modules/serves': SERVES })).toBeNull()
  })

  test('everything on a production install, for a command that needs development packages', async () => {
    expect(await prepare(true, { 'node_modules/serves': SERVES })).toBe('ci --include=dev')
  })

  test('no development package when the sources of a production install were updated', async () => {
    expect(await prepare(false, { 'node_modules/serves': { version: '0.9.0' } })).toBe('ci --omit=dev')
  })
})
