import { readFileSync } from 'node:fs'
import picomatch from 'picomatch'
import semver from 'semver'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

// What is installed, read from the lockfile alone. "Production" is what `npm ci --omit=dev` installs, for any machine.
const entrySchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
  dev: z.boolean().optional(),
  link: z.boolean().optional(),
  /** Comes inside the archive of another package and is covered by its integrity. */
  inBundle: z.boolean().optional(),
})
const source = readFileSync('package-lock.json', 'utf8')
const lockfile = z.object({ packages: z.record(z.string(), entrySchema) }).parse(JSON.parse(source))
const packages = Object.entries(lockfile.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ ...entry, path, name: entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length) }))
const production = packages.filter(({ dev }) => !dev)

const PERMISSIVE = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']

describe('the lockfile', () => {
  test('has an integrity for every package, those for other machines included', () => {
    const unverified = packages.filter(({ link, inBundle, integrity }) => !link && !inBundle && !integrity?.startsWith('sha512-'))
    // npm leaves it out for what it did not install here: delete these entries, then `npm install --package-lock-only`.
    expect(unverified.map(({ path }) => path)).toEqual([])
  })

  test('names no host, so that it serves behind any mirror', () => {
    // Where a package asks for money or says that it is old are words, not sources.
    const isWords = (key: string) => key === 'funding' || key === 'deprecated'
    const text = JSON.stringify(JSON.parse(source, (key, value: unknown) => (isWords(key) ? undefined : value)))
    expect(text.match(/.{0,80}:\/\/.{0,80}/g)).toBeNull()
  })
})

describe('production packages', () => {
  test('are without the command line of the database layer and without its studio', () => {
    const unwanted = picomatch([
      'prisma',
      '@prisma/studio-core',
      '@prisma/dev',
      '@prisma/streams-local',
      '@visx/*',
      'elkjs',
      '@electric-sql/*',
    ])
    expect(production.map(({ name }) => name).filter((name) => unwanted(name))).toEqual([])
    // Otherwise the list above would hold of anything.
    expect(production.map(({ name }) => name)).toEqual(expect.arrayContaining(['@prisma/client', '@prisma/client-generator-ts', 'next']))
  })

  test('run on the oldest Node that Plumbline runs on', () => {
    const { engines } = z.object({ engines: z.object({ node: z.string() }) }).parse(JSON.parse(readFileSync('package.json', 'utf8')))
    const oldest = semver.minVersion(engines.node)?.version ?? ''
    expect(oldest).toBe('20.19.0')
    const newer = production.filter((entry) => entry.engines?.node && !semver.satisfies(oldest, entry.engines.node))
    expect(newer.map(({ path, engines: asked }) => `${path} asks for ${asked?.node}`)).toEqual([])
  })

  test('that are pre-releases are those of docs/decisions/0009-pre-releases.md', () => {
    const rows = readFileSync('docs/decisions/0009-pre-releases.md', 'utf8').matchAll(/^\| (`[^|]+`) \|/gm)
    const named = [...rows].flatMap(([, cell = '']) => cell.split(', ').map((quoted) => quoted.replaceAll('`', '')))
    const names = production.filter(({ version }) => version !== undefined && semver.prerelease(version)).map(({ name }) => name)
    expect(names.filter((name) => !picomatch.isMatch(name, named))).toEqual([])
    expect(named.filter((pattern) => !names.some((name) => picomatch.isMatch(name, pattern)))).toEqual([])
  })

  test('have a permissive licence, or a line in NOTICE', () => {
    const notice = readFileSync('NOTICE', 'utf8')
    expect(notice).toContain(`They are under ${PERMISSIVE.join(', ').replace(/, (?=[^,]*$)/, ' or ')}, except these:`)
    const lines = [...notice.matchAll(/^(\S+) {2,}(\S+(?: \S+)*) {2,}\S/gm)].map(([, pattern = '', license = '']) => ({ pattern, license }))
    const unusual = production.filter(({ license }) => !PERMISSIVE.includes(license ?? ''))
    const isNamed = ({ name, license }: { name: string; license?: string }) =>
      lines.some((line) => picomatch.isMatch(name, line.pattern) && line.license === license)
    expect(unusual.filter((entry) => !isNamed(entry)).map(({ name, license }) => `${name}: ${license}`)).toEqual([])
    const isUsed = (pattern: string) => unusual.some(({ name }) => picomatch.isMatch(name, pattern))
    expect(lines.filter(({ pattern }) => !isUsed(pattern)).map(({ pattern }) => pattern)).toEqual([])
  })
})
