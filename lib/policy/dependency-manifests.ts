import picomatch from 'picomatch'
import { isMatchable } from './hard-globs'
import { DEPENDENCY_MANIFESTS } from './defaults'

const isMatch = picomatch(DEPENDENCY_MANIFESTS, { dot: true })

/** The files among the paths that say which foreign code a product takes in. */
export function listDependencyManifests(paths: Iterable<string>): string[] {
  return [...paths].filter((path) => isMatchable(path) && isMatch(path))
}
