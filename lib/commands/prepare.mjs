// What must be there before a command can run: packages, the generated database client, the built pages.
// Each is made only when what it is made from has changed, and by one process at a time.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GENERATED, hash, listFiles, removeOldBuilds } from './builds.mjs'

/** Beside the types that Next makes of the addresses, the files that they were made from. */
const ADDRESSES = '.next/types/.made-from'
const INSTALLED = 'node_modules/.package-lock.json'
// What pages may import (eslint.layers.js) and what they are built with.
const PAGE_LIBRARY = [
  'attribution',
  'auth',
  'dashboard',
  'db',
  'facts',
  'metrics',
  'pages',
  'policy',
  'dates.ts',
  'env.ts',
  'errors.ts',
  'log.ts',
]
const PAGE_SOURCES = [
  'app',
  'components',
  'public',
  ...PAGE_LIBRARY.map((name) => `lib/${name}`),
  'prisma/schema.prisma',
  'package-lock.json',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
]

/**
 * @param {{ pages?: boolean, devPackages: boolean, types?: boolean }} wanted types: of the addresses of the pages, for the type checker
 * @returns {Promise<void>}
 */
export async function prepare(wanted) {
  if (isPrepared(wanted)) return
  const unlock = await lock('.plumbline/prepare.lock')
  try {
    if (!isInstalled(wanted)) {
      const omitted = isProductionInstall() && !wanted.devPackages ? '--omit=dev' : '--include=dev'
      await step('Installing packages', npm(), ['ci', omitted, '--no-audit', '--no-fund', '--loglevel=error'])
    }
    if (!isFresh(`${GENERATED}/.made-from`, clientSources())) {
      await step('Generating the database client', [process.execPath], ['prisma/generate-client.mjs'])
      writeFileSync(`${GENERATED}/.made-from`, hash(clientSources()))
    }
    const pages = pagesFolder()
    if (wanted.pages && !existsSync(pages)) {
      await step('Building the pages', [process.execPath], ['node_modules/next/dist/bin/next', 'build'])
      publishPages(pages)
    }
    if (wanted.types && !areAddressesTyped()) {
      await step('Naming the addresses of the pages', [process.execPath], ['node_modules/next/dist/bin/next', 'typegen'])
      writeFileSync(ADDRESSES, listAddresses())
    }
  } finally {
    unlock()
  }
}

function isPrepared(wanted) {
  return (
    isInstalled(wanted) &&
    isFresh(`${GENERATED}/.made-from`, clientSources()) &&
    (!wanted.pages || existsSync(pagesFolder())) &&
    (!wanted.types || areAddressesTyped())
  )
}

/** next-env.d.ts points to the types of whatever ran last; those of the development server know only what was opened. */
function areAddressesTyped() {
  const isFresh = existsSync(ADDRESSES) && readFileSync(ADDRESSES, 'utf8') === listAddresses()
  return isFresh && existsSync('next-env.d.ts') && readFileSync('next-env.d.ts', 'utf8').includes('./.next/types/')
}

function listAddresses() {
  return listFiles('app').join('\n')
}

/** Where the built pages are, or will be. */
export function pagesFolder() {
  return `.plumbline/pages/${hash(PAGE_SOURCES).slice(0, 12)}`
}

function publishPages(folder) {
  const left = /^\.next[\\/](cache|dev|types|diagnostics|trace|trace-build|build)$/
  const draft = `${folder}.draft`
  rmSync(draft, { recursive: true, force: true })
  cpSync('.next', draft, { recursive: true, filter: (source) => !left.test(source) })
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  removeOldBuilds('.plumbline/pages')
}

function clientSources() {
  return ['prisma/schema.prisma', 'prisma/generate-client.mjs', 'package-lock.json']
}

/** npm writes down what it installed; packages for other machines are missing there, and are optional. */
function isInstalled({ devPackages }) {
  if (!existsSync(INSTALLED)) return false
  const installed = listPackages(INSTALLED)
  return Object.entries(listPackages('package-lock.json')).every(([path, entry]) => {
    if (path === '' || (entry.dev && !devPackages)) return true
    return installed[path] ? installed[path].version === entry.version : Boolean(entry.optional || entry.devOptional || entry.peer)
  })
}

/** Somebody chose `npm ci --omit=dev`: after an update of the sources it stays that way. */
function isProductionInstall() {
  return existsSync(INSTALLED) && !Object.values(listPackages(INSTALLED)).some((entry) => entry.dev)
}

function listPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages
}

function isFresh(stamp, sources) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash(sources)
}

function npm() {
  const script = process.env.npm_execpath
  return script && /\.c?js$/.test(script) ? [process.execPath, script] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/** One line while it works and its time when it is done; everything it printed only when it fails. */
async function step(title, [program, ...first], args) {
  const started = Date.now()
  process.stderr.write(`${title} … `)
  const child = spawn(program, [...first, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', PLUMBLINE_PAGES: '' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const stop = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', (status, signal) => resolve(signal ?? status)))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop)
  process.stderr.write(`${code === 0 ? 'done' : 'failed'} (${Math.round((Date.now() - started) / 1000)} s)\n`)
  if (code !== 0) throw new Error(`${output.trim()}\n${title} failed (${code}): see above.`)
}

/** A folder is made by exactly one process. Its holder's number inside tells whether he is still alive. */
async function lock(path) {
  mkdirSync('.plumbline', { recursive: true })
  for (let said = false; ;) {
    try {
      mkdirSync(path)
      writeFileSync(join(path, 'pid'), String(process.pid))
      return () => rmSync(path, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isAbandoned(path)) {
      rmSync(path, { recursive: true, force: true })
      continue
    }
    if (!said) process.stderr.write('Another command is preparing this checkout; waiting for it.\n')
    said = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function isAbandoned(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    // EPERM: alive, and somebody else's. No file yet: made this very moment, unless it stays so.
    if (error.code === 'EPERM') return false
    if (error.code === 'ENOENT') return existsSync(path) && Date.now() - statSync(path).mtimeMs > 2_000
    return true
  }
}
