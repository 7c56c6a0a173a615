// What a person started is not what runs: npm puts a shell between itself and its script, which lives on when npm is killed
// with -9. Nobody can stop the command then any more, so it must see it by itself.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const EVERY_MILLISECONDS = 1_000

/** Calls `end` once when npm or its shell has gone, or when nobody reads any more what is written here. */
export function watchStarter(end) {
  const once = () => {
    clearInterval(timer)
    end()
  }
  const isThere = process.env.npm_lifecycle_event ? rememberParents() : () => true
  const timer = setInterval(() => isThere() || once(), EVERY_MILLISECONDS).unref()
  for (const stream of [process.stdout, process.stderr]) stream.on('error', once)
}

/** Only under npm: who starts the command by itself may leave it alone (nohup, a service). */
function rememberParents() {
  const parent = process.ppid
  const known = readProcess(parent)
  const starter = known && isShell(known.command) ? known.parent : null
  return () => process.ppid === parent && (starter === null || readProcess(parent)?.parent === starter)
}

function isShell(command) {
  return /(^|\/)(ba|da|k|z|a)?sh[\0 ]+-c[\0 ]/.test(command)
}

/** @returns {{ parent: number, command: string } | null} null: nobody has the number, or the system does not tell */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  } catch {
    return askSystem(pid)
  }
}

function askSystem(pid) {
  if (process.platform === 'linux' || process.platform === 'win32') return null
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    const [, parent = '', command = ''] = /^(\d+) +(\S.*)$/.exec(line) ?? []
    return { parent: Number(parent), command }
  } catch {
    return null
  }
}
