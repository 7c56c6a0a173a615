import picomatch from 'picomatch'
import type { CodeOwners } from './codeowners'
import { isMatchable } from './hard-globs'
import type { Configuration } from './configuration'

type Surface = Configuration['surfaces'][number]

/** The name of everything that no named surface holds. */
export const REST = ''

export interface SurfaceIndex {
  /**
   * Names of the surfaces that the paths touch, in the order of plumbline.yml; none of them: [REST]. Where the file
   * names no surface each repository is one, by its OWNER/NAME.
   */
  listTouched: (paths: Iterable<string>, repository: string) => string[]
  /** Who maintains at least one of the paths. */
  listMaintainers: (paths: Iterable<string>, repository: string, codeowners: CodeOwners | null) => Maintainers
}

export interface Maintainers {
  /** False: neither a surface nor CODEOWNERS names anybody, so tier compliance cannot be assessed. */
  isKnown: boolean
  /** Lower-case logins. */
  logins: Set<string>
  /** Lower-case org/team. */
  teams: Set<string>
}

/** Repositories hold some ten thousand paths; beyond this the cache is emptied instead of growing with history. */
const CACHED_PATHS = 50_000

/** Compiles the surfaces of plumbline.yml once; the index then answers from a cache by repository and path. */
export function compileSurfaces(surfaces: Surface[]): SurfaceIndex {
  const compiled = surfaces.map((surface) => ({
    ...surface,
    isMatch: picomatch(surface.paths, { dot: true }),
    repositories: surface.repositories?.map((name) => name.toLowerCase()),
  }))
  const known = new Map<string, Surface[]>()

  function listMatching(path: string, repository: string): Surface[] {
    const key = `${repository.toLowerCase()}\0${path}`
    const cached = known.get(key)
    if (cached) return cached
    const name = repository.toLowerCase()
    const isMatched = isMatchable(path)
    const matching = compiled.filter(
      ({ repositories, isMatch }) => isMatched && (!repositories || repositories.includes(name)) && isMatch(path),
    )
    if (known.size >= CACHED_PATHS) known.clear()
    known.set(key, matching)
    return matching
  }

  return {
    listTouched(paths, repository) {
      if (compiled.length === 0) return [repository]
      const touched = new Set<string>()
      for (const path of paths) for (const { name } of listMatching(path, repository)) touched.add(name)
      return touched.size === 0 ? [REST] : compiled.flatMap(({ name }) => (touched.has(name) ? [name] : []))
    },
    listMaintainers(paths, repository, codeowners) {
      const maintainers = noMaintainers()
      for (const path of paths) {
        for (const { maintainers: names } of listMatching(path, repository)) addAll(maintainers, names)
        addAll(maintainers, codeowners?.listOwners(path) ?? [])
      }
      return maintainers
    },
  }
}

/** The maintainers that a list of names stands for: @login, org/team; e-mail addresses are nobody's login. */
export function toMaintainers(names: string[]): Maintainers {
  const maintainers = noMaintainers()
  addAll(maintainers, names)
  return maintainers
}

function noMaintainers(): Maintainers {
  return { isKnown: false, logins: new Set(), teams: new Set() }
}

function addAll(maintainers: Maintainers, names: string[]): void {
  for (const name of names) {
    const plain = name.replace(/^@/, '').toLowerCase()
    // CODEOWNERS may name e-mail addresses, which GitHub does not let us match to logins.
    if (plain.includes('@')) continue
    maintainers.isKnown = true
    if (plain.includes('/')) maintainers.teams.add(plain)
    else maintainers.logins.add(plain)
  }
}
