import picomatch from 'picomatch'
import type { CodeOwners } from './codeowners'
import type { Configuration } from './configuration'

type Surface = Configuration['surfaces'][number]

export interface SurfaceIndex {
  /** Names of the surfaces that the paths touch, in the order of plumbline.yml. */
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

/** Compiles the surfaces of plumbline.yml once. */
export function compileSurfaces(surfaces: Surface[]): SurfaceIndex {
  const compiled = surfaces.map((surface) => ({
    ...surface,
    isMatch: picomatch(surface.paths, { dot: true }),
    repositories: surface.repositories?.map((name) => name.toLowerCase()),
  }))
  const ofRepository = (repository: string) =>
    compiled.filter(({ repositories }) => !repositories || repositories.includes(repository.toLowerCase()))

  return {
    listTouched(paths, repository) {
      const list = [...paths]
      return ofRepository(repository).flatMap(({ name, isMatch }) => (list.some((path) => isMatch(path)) ? [name] : []))
    },
    listMaintainers(paths, repository, codeowners) {
      const maintainers: Maintainers = { isKnown: false, logins: new Set(), teams: new Set() }
      const candidates = ofRepository(repository)
      for (const path of paths) {
        for (const { isMatch, maintainers: names } of candidates) if (isMatch(path)) addAll(maintainers, names)
        addAll(maintainers, codeowners?.listOwners(path) ?? [])
      }
      return maintainers
    },
  }
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
