// The entry of every command. Plain Node without packages, because it runs before there are any: it checks the version
// of Node, installs and generates what is missing, and then runs the command in a process of its own, which it never
// outlives or leaves behind. The command looks at its arguments before anything that takes long (prepare-pages.ts).
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'
import { pagesFolder, prepare } from './prepare.mjs'
import { readEnvFile } from './read-env-file.mjs'
import { watchStarter } from './watch-starter.mjs'

// Every command is lib/commands/NAME.ts (a colon in its name is a hyphen there).
const COMMANDS = {
  demo: 'shows Plumbline with an invented organisation',
  dev: 'the demo with reload: an edit shows at once',
  start: 'serves web and worker',
  worker: 'runs another worker on the same database',
  verify: 'checks format, lint, types and unit tests, without a database',
  test: 'runs every check and every test',
  'test:unit': 'runs the unit tests, or some of them',
  'test:watch': 'runs the unit tests again at every edit',
  migrate: 'writes the next migration',
  'db:studio': 'shows the tables in the browser',
  ingest: 'reads an organisation from GitHub',
  rollups: 'rebuilds everything derived',
  token: 'makes a token for the HTTP API',
  bench: 'runs a benchmark',
}
const SERVES_PAGES = ['demo', 'dev', 'start']
// To name the built pages all of their sources are read.
const KNOWS_PAGES = ['demo', 'start', 'test', 'bench']
const CHECKS_TYPES = ['verify', 'test']
// They must not depend on what somebody keeps in his .env.
const TESTS = ['verify', 'test', 'test:unit', 'test:watch']
// What runs on a production install (`npm ci --omit=dev`); every other command installs the rest first.
const NEEDS_NO_DEV_PACKAGES = ['start', 'worker', 'ingest', 'rollups', 'token']

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [name, ...args] = process.argv.slice(2)

if (major < 20 || (major === 20 && minor < 19)) {
  fail(1, `Plumbline needs Node 20.19 or newer; this is ${process.versions.node}.`)
} else if (name === undefined || name === '--help' || name === '-h') {
  console.log('npm run COMMAND [-- OPTIONS]   (each has --help)\n')
  for (const [command, does] of Object.entries(COMMANDS)) console.log(`  ${command.padEnd(11)} ${does}`)
  if (name === undefined) process.exitCode = 2
} else if (!Object.hasOwn(COMMANDS, name)) {
  fail(2, `There is no command "${name}": there are ${Object.keys(COMMANDS).join(', ')}.`)
} else {
  await run()
}

async function run() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'))
  leaveRoot()
  watchStarter(() => process.kill(process.pid, 'SIGHUP'))
  if (!TESTS.includes(name) && existsSync('.env')) {
    for (const [variable, value] of Object.entries(readEnvFile('.env'))) process.env[variable] ??= value
  }
  const asksForHelp = args.includes('--help')
  const port = Number(process.env.PORT || 3000)
  // Before minutes are spent on packages and pages that could then not be served. (A port that is none is named later.)
  if (SERVES_PAGES.includes(name) && !asksForHelp && (await isTaken(port))) {
    return fail(1, `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm run ${name}`)
  }
  let program
  try {
    await prepare({
      devPackages: !NEEDS_NO_DEV_PACKAGES.includes(name),
      types: CHECKS_TYPES.includes(name) && !asksForHelp,
    })
    program = await bundle(`lib/commands/${name.replace(':', '-')}.ts`)
  } catch (error) {
    return fail(1, error instanceof Error ? error.message : String(error))
  }
  const child = spawn(process.execPath, [...program, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environmentOf() },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A command that was left alone ends in order, or it ends.
  process.on('SIGHUP', () => setTimeout(() => child.kill('SIGKILL'), 4_700).unref())
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 1)))
}

/** The development server keeps what it compiles in .next/dev, and so out of the way of the built pages. */
function environmentOf() {
  if (name === 'dev') return { PLUMBLINE_PAGES: '' }
  if (!KNOWS_PAGES.includes(name)) return {}
  return { PLUMBLINE_PAGES: pagesFolder(), ...(SERVES_PAGES.includes(name) ? { NODE_ENV: 'production' } : {}) }
}

function isTaken(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(error.code === 'EADDRINUSE'))
    probe.once('listening', () => probe.close(() => resolve(false)))
    try {
      probe.listen(port, '127.0.0.1')
    } catch {
      resolve(false)
    }
  })
}

/** Root in somebody's checkout goes on as him: what he needs must not become root's. */
function leaveRoot() {
  if (process.getuid?.() !== 0) return
  // Where everything local is root's already, it stays so.
  const { uid, gid } = statSync(existsSync('.plumbline') ? '.plumbline' : '.')
  if (uid === 0 || spawnSync(process.execPath, ['--version'], { uid, gid }).status !== 0) return
  process.setgroups([gid])
  process.setgid(gid)
  process.setuid(uid)
  for (const variable of ['npm_config_cache', 'npm_config_userconfig']) delete process.env[variable]
  try {
    process.env.HOME = userInfo().homedir
  } catch {
    // An account without a name, as in a container.
  }
}

function fail(code, line) {
  console.error(line)
  process.exitCode = code
}
