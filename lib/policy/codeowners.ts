import picomatch from 'picomatch'
import { isHardGlob, isMatchable } from './hard-globs'

export interface CodeOwners {
  /** Owners of a path as written (@login, @org/team, e-mail); the last matching line wins, also where it names nobody. */
  listOwners: (path: string) => string[]
  /** Lines that are no pattern, which GitHub passes over: the first few of them, in words. */
  problems: string[]
}

/**
 * Reads a CODEOWNERS file as GitHub does: gitignore's patterns without "!" and character ranges. A pattern with a slash
 * at the start or in the middle begins at the root, another one matches at any depth; one that ends in a slash holds
 * everything below; "docs/*" holds the files of docs and no deeper ones.
 *
 * A file may have 100,000 lines and a repository as many paths, so a path is looked up and not held against every line:
 * almost every line is a name, a path, "*.ending" or "folder/*". Only what is left is a glob that is matched.
 */
export function parseCodeOwners(text: string): CodeOwners {
  const index = new RuleIndex()
  const problems: string[] = []
  let lineNumber = 0
  for (const line of text.split('\n')) {
    lineNumber += 1
    const [pattern, ...owners] = withoutComment(line)
      .trim()
      .split(/(?<!\\)\s+/)
    if (!pattern) continue
    const problem = findProblem(pattern)
    if (problem === null) index.add(pattern, owners)
    else if (problems.length < NAMED_PROBLEMS) problems.push(`line ${lineNumber} ${problem}`)
  }
  const known = new Map<string, string[]>()
  return {
    problems,
    listOwners(path) {
      const cached = known.get(path)
      if (cached) return cached
      const owners = isMatchable(path) ? index.find(path) : []
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

/** Most pull requests touch the same files. */
const CACHED_PATHS = 50_000
const NAMED_PROBLEMS = 5
/** No path of a repository is longer. */
const LONGEST_PATH = 4_096

function findProblem(pattern: string): string | null {
  if (pattern.length > LONGEST_PATH) return 'is longer than any path'
  if (isHardGlob(pattern)) return 'has more * than a pattern needs, and is left out'
  return pattern.startsWith('!') ? 'begins with "!", which excludes nothing here' : null
}

interface Rule {
  /** Its place in the file: the last that matches wins. */
  place: number
  owners: string[]
}
type Rules = Map<string, Rule>

class RuleIndex {
  private place = 0
  /** A path from the root: itself and everything below. */
  private readonly paths: Rules = new Map()
  /** A folder from the root: everything below, or its own files only. */
  private readonly below: Rules = new Map()
  private readonly within: Rules = new Map()
  /** At any depth: a name, with everything below; a folder's name; an ending such as ".js". */
  private readonly names: Rules = new Map()
  private readonly folders: Rules = new Map()
  private readonly endings: Rules = new Map()
  private everything: Rule | null = null
  /** The rest, by the first part of its path where that is a plain name; newest last. */
  private readonly globs = new Map<string, (Rule & { isMatch: () => (path: string) => boolean })[]>()

  add(pattern: string, owners: string[]) {
    this.place += 1
    const rule = { place: this.place, owners }
    const plain = pattern.replace(/\\(?=[#\s])/g, '')
    const isAnchored = plain.slice(0, -1).includes('/')
    const base = plain.replace(/^\//, '').replace(/\/$/, '')
    const isFolder = plain.endsWith('/')
    if (base === '*' || base === '**') {
      if (!isFolder && !isAnchored) this.everything = rule
      else this.addGlob(base, rule, isAnchored, isFolder)
    } else if (isPlain(base)) (isAnchored ? (isFolder ? this.below : this.paths) : isFolder ? this.folders : this.names).set(base, rule)
    else if (isAnchored && !isFolder && base.endsWith('/*') && isPlain(base.slice(0, -2))) this.within.set(base.slice(0, -2), rule)
    else if (isAnchored && base.endsWith('/**') && isPlain(base.slice(0, -3))) this.below.set(base.slice(0, -3), rule)
    else if (!isAnchored && !isFolder && base.startsWith('*.') && isPlain(base.slice(1))) this.endings.set(base.slice(1), rule)
    else this.addGlob(base, rule, isAnchored, isFolder)
  }

  find(path: string): string[] {
    let last = this.everything
    const take = (rule: Rule | undefined) => {
      if (rule && rule.place > (last?.place ?? 0)) last = rule
    }
    const parts = path.split('/')
    let prefix = ''
    for (const [depth, part] of parts.entries()) {
      const parent = prefix
      prefix = depth === 0 ? part : `${prefix}/${part}`
      const isFile = depth === parts.length - 1
      take(this.paths.get(prefix))
      take(this.names.get(part))
      if (!isFile) {
        take(this.below.get(prefix))
        take(this.folders.get(part))
      } else if (depth > 0) take(this.within.get(parent))
      for (let dot = part.indexOf('.'); dot >= 0; dot = part.indexOf('.', dot + 1)) take(this.endings.get(part.slice(dot)))
    }
    for (const group of [parts[0] ?? '', ANYWHERE]) {
      const rules = this.globs.get(group) ?? []
      for (let at = rules.length - 1; at >= 0; at -= 1) {
        const rule = rules[at]
        if (!rule || rule.place < (last?.place ?? 0)) break
        if (rule.isMatch()(path)) take(rule)
      }
    }
    return last?.owners ?? []
  }

  private addGlob(base: string, rule: Rule, isAnchored: boolean, isFolder: boolean) {
    const [first = ''] = base.split('/')
    const group = isAnchored && isPlain(first) ? first : ANYWHERE
    const rules = this.globs.get(group) ?? []
    this.globs.set(group, rules)
    let isMatch: ((path: string) => boolean) | null = null
    // Compiled when a path comes this far.
    rules.push({ ...rule, isMatch: () => (isMatch ??= picomatch(toGlobs(base, isAnchored, isFolder), OPTIONS)) })
  }
}

/** No name has a slash. */
const ANYWHERE = '/'

function isPlain(text: string): boolean {
  return text !== '' && !/[*?\\]/.test(text)
}

// GitHub knows no braces, ranges or negation here: they stand for themselves.
const OPTIONS = { dot: true, nobrace: true, nobracket: true, noextglob: true, nonegate: true }

function toGlobs(base: string, isAnchored: boolean, isFolder: boolean): string[] {
  const plain = base.replace(/[()|]/g, '\\$&')
  const glob = isAnchored ? plain : `**/${plain}`
  if (isFolder) return [`${glob}/**`]
  return base.endsWith('/*') ? [glob] : [glob, `${glob}/**`]
}
