import picomatch from 'picomatch'
import { isHardGlob, isMatchable } from './hard-globs'

export interface CodeOwners {
  /** Owners of a path as written (@login, @org/team, e-mail); the last matching line wins, also where it names nobody. */
  listOwners: (path: string) => string[]
}

/**
 * Reads a CODEOWNERS file as GitHub does: gitignore's patterns without "!" and character ranges. A pattern with a slash
 * at the start or in the middle begins at the root, another one matches at any depth; one that ends in a slash holds
 * everything below; "docs/*" holds the files of docs and no deeper ones.
 */
export function parseCodeOwners(text: string): CodeOwners {
  const rules = text.split('\n').flatMap((line) => {
    const [pattern, ...owners] = withoutComment(line)
      .trim()
      .split(/(?<!\\)\s+/)
    if (!pattern || isHardGlob(pattern)) return []
    return [{ isMatch: picomatch(toGlobs(pattern), OPTIONS), owners }]
  })
  rules.reverse()
  const known = new Map<string, string[]>()
  return {
    listOwners(path) {
      const cached = known.get(path)
      if (cached) return cached
      const owners = isMatchable(path) ? (rules.find(({ isMatch }) => isMatch(path))?.owners ?? []) : []
      if (known.size >= CACHED_PATHS) known.clear()
      known.set(path, owners)
      return owners
    },
  }
}

function withoutComment(line: string): string {
  const start = line.search(/(?:^|\s)#/)
  return start === -1 ? line : line.slice(0, start)
}

/** Large repositories have thousands of rules, and most pull requests touch the same files. */
const CACHED_PATHS = 50_000

// GitHub knows no braces, ranges or negation here: they stand for themselves.
const OPTIONS = { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true }

function toGlobs(pattern: string): string[] {
  const plain = pattern.replace(/\\(?=[#\s])/g, '')
  const isAnchored = plain.slice(0, -1).includes('/')
  const base = plain.replace(/^\//, '').replace(/\/$/, '')
  const glob = isAnchored ? base : `**/${base}`
  if (plain.endsWith('/')) return [`${glob}/**`]
  return base.endsWith('/*') ? [glob] : [glob, `${glob}/**`]
}
