import { groupBy, memoize } from 'es-toolkit'
import picomatch from 'picomatch'
import { listLanguages } from './tier-globs'
import { listDirectories, type TierPolicy } from './tier-policy'
import type { Tier } from './tiers'

export interface TierProposal {
  /** Languages whose built-in rules hold for the repository, those with most files first. */
  languages: string[]
  /** Globs that match every file that no rule knows, and no file that one knows. */
  globs: Partial<Record<Tier, string[]>>
}

/** What folders are called that cannot reach production, and such that decide how the rest is built or run. */
const SAFE = /^(?:tests?|testing|specs?|__tests__|fixtures?|testdata|examples?|samples?|demos?|docs?|documentation|bench(?:es|marks?)?)$/i
const RISKY = /^(?:ci|build|scripts?|tools?|deploy(?:ment)?|infra(?:structure)?|ops|config(?:uration)?|etc|docker|k8s|helm|charts?|\..*)$/i
/**
 * Rules for the files of a repository that none knows, from its own directories (two levels at most). Own globs decide
 * before every built-in one, so each is as wide as it can be without matching a file that a rule knows: the folder, else
 * its file types, else those of one folder, else the file. The tier is a guess from the folder's name, to be read by a
 * person before it is used.
 */
export function proposeTierRules(paths: readonly string[], policy: TierPolicy, repository?: string): TierProposal {
  const isUnknown = (path: string) => policy.toFileTier(path, repository) === null
  const known = paths.filter((path) => !isUnknown(path))
  const globs: TierProposal['globs'] = {}
  const groups = groupBy(paths.filter(isUnknown), (path) => listDirectories([path])[0] ?? ROOT)
  for (const [directory, own] of Object.entries(groups).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const list = (globs[toTier(directory)] ??= [])
    list.push(...toGlobs(directory, own, known))
  }
  return { languages: listLanguages(paths), globs }
}

const ROOT = '(root)'

function toTier(directory: string): Tier {
  const names = directory.split('/')
  if (names.some((name) => SAFE.test(name))) return 'T0'
  return directory === ROOT || names.some((name) => RISKY.test(name)) ? 'T2' : 'T1'
}

function toGlobs(directory: string, paths: readonly string[], known: readonly string[]): string[] {
  const folder = directory === ROOT ? '' : `${escape(directory)}/`
  const candidates = (path: string): string[] => {
    const type = toTypeOrName(path)
    const own = escape(path.slice(0, path.lastIndexOf('/') + 1))
    return [...(folder === '' ? [] : [`${folder}**`, `${folder}**/${type}`]), `${own}${type}`, escape(path)]
  }
  const isFree = memoize((glob: string) => {
    const isMatch = picomatch(glob, { dot: true })
    return !known.some((path) => isMatch(path))
  })
  return [...new Set(paths.map((path) => candidates(path).find(isFree) ?? escape(path)))].sort()
}

/** "*.jl" for a file with a type, else its name. */
function toTypeOrName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const type = /^[^.].*(\.\w{1,20})$/.exec(name)?.[1]
  return type ? `*${type}` : escape(name)
}

/** Characters that a glob reads as more than themselves. */
function escape(text: string): string {
  return text.replaceAll(/[\\*?[\]{}()!+@|]/g, (character) => `\\${character}`)
}
