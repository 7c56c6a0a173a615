// Commands, and the programs that they and the tests start, are TypeScript in many files. Compiling each of them at every
// start (tsx) took two to four seconds of the processor; what esbuild made of them once starts in half a second.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hash, removeOldBuilds } from './builds.mjs'

const BUILDS = '.plumbline/programs'
// The database client is generated: of it the part that holds its schema, or who starts a command before they install
// would keep the old client in a program.
const CLIENT = 'lib/db/generated/internal/class.ts'
const SOURCES = ['lib', CLIENT, 'prisma', 'tests/support', 'package-lock.json', 'tsconfig.json']

/**
 * Arguments of Node that run a program of TypeScript from the root of the checkout, as its sources are now. Packages are
 * not taken in, so `import.meta.url` finds them and nothing else: what a program reads beside its source it names from the root.
 * @param {string} source
 * @returns {Promise<string[]>}
 */
export async function bundle(source) {
  const name = basename(source, '.ts')
  const programs = join(BUILDS, hash(SOURCES).slice(0, 12))
  const folder = join(programs, name)
  if (!existsSync(folder)) {
    if (mkdirSync(programs, { recursive: true })) removeOldBuilds(BUILDS)
    // Not mkdtemp: what it makes nobody else may read, and another account may run what this one has made.
    const draft = join(programs, `draft-${randomUUID()}`)
    await build(source, draft)
    publish(draft, folder)
  }
  // A stack names lines of the sources.
  return ['--enable-source-maps', join(folder, `${name}.js`)]
}

async function build(source, outdir) {
  const { buildSync } = await import('esbuild')
  // Not the service that one process shares: whoever is done first and stops it leaves the others waiting for ever.
  buildSync({
    entryPoints: [source],
    outdir,
    bundle: true,
    // What is imported on demand stays in files of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
  })
}

/** Another process may have made the same in the meantime, and may be reading it. */
function publish(draft, folder) {
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
