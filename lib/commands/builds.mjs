// Folders under .plumbline that are named for what they were made from, so that a new build never changes the files under
// a process that runs.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Made from what is listed otherwise. */
export const GENERATED = 'lib/db/generated'
/** Older ones may still be served by a command that runs. */
const KEPT_BUILDS = 4

/** Contents, not times: a fresh clone and a switch of branches touch files without changing them. */
export function hash(sources) {
  const digest = createHash('sha256')
  for (const file of sources.flatMap(listFiles)) digest.update(`${file}\0`).update(readFileSync(file))
  return digest.digest('hex')
}

export function listFiles(path) {
  if (!existsSync(path) || path === GENERATED) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)))
}

export function removeOldBuilds(folder) {
  const builds = readdirSync(folder).map((name) => join(folder, name))
  builds.sort((one, other) => changedAt(other) - changedAt(one))
  for (const old of builds.slice(KEPT_BUILDS)) rmSync(old, { recursive: true, force: true })
}

/** Another process may have removed it just now. */
function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
