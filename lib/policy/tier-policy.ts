import picomatch from 'picomatch'
import { isMatchable } from './hard-globs'
import { PROSE_GLOBS, TIER_GLOBS } from './tier-globs'
import { TIERS, type Tier } from './tiers'

/** What a pull request's tier rests on. Everything is optional: without it the default globs hold. */
export interface TierPolicySource {
  /** The organisation's own globs; they decide before any default. */
  globs?: Partial<Record<Tier, string[]>>
  /** A surface's tier holds for its files that are no tests or documents. */
  surfaces?: { paths: string[]; tier?: Tier; repositories?: string[] }[]
}

export interface TierPolicy {
  toFileTier: (path: string, repository?: string) => Tier | null
}

export interface PullRequestTier {
  tier: Tier
  /** The first file that gives the tier; null for an empty diff. */
  path: string | null
  /** Files that no rule knows: T2, and listed so that someone writes a rule. */
  unclassified: string[]
  /** T2 only because no rule knows a file: no rule gives any of them as much. */
  isByDefault?: true
}

type Matcher = (path: string) => boolean

// T0 first: tests and documents cannot reach production, wherever they lie.
const ORDER = ['T0', 'T3', 'T2', 'T1'] as const
/** Repositories hold some ten thousand paths; beyond this the cache is emptied instead of growing with history. */
const CACHED_PATHS = 50_000

/** Compiles the globs once; the policy then answers from a cache by path. */
export function compileTierPolicy(source: TierPolicySource = {}): TierPolicy {
  const own = compileGlobs(source.globs ?? {})
  const defaults = compileGlobs(TIER_GLOBS)
  const isProse = toMatcher(PROSE_GLOBS)
  const surfaces = (source.surfaces ?? []).flatMap(({ paths, tier, repositories }) =>
    tier ? [{ isMatch: toMatcher(paths), tier, repositories: repositories?.map((name) => name.toLowerCase()) }] : [],
  )
  const isRepositoryAsked = surfaces.some(({ repositories }) => repositories)

  function decide(path: string, repository: string | undefined): Tier | null {
    const ownTier = ORDER.find((tier) => own[tier]?.(path))
    if (ownTier) return ownTier
    if (defaults.T0?.(path)) return 'T0'
    let surfaceTier: Tier | null = null
    for (const { isMatch, tier, repositories } of surfaces) {
      if (repositories && !(repository && repositories.includes(repository.toLowerCase()))) continue
      if ((surfaceTier === null || tier > surfaceTier) && isMatch(path)) surfaceTier = tier
    }
    return surfaceTier ?? ORDER.find((tier) => defaults[tier]?.(path)) ?? (isProse(path) ? 'T0' : null)
  }

  const known = new Map<string, Tier | null>()
  return {
    toFileTier(path, repository) {
      const key = isRepositoryAsked ? `${repository ?? ''}\0${path}` : path
      const cached = known.get(key)
      if (cached !== undefined) return cached
      const tier = isMatchable(path) ? decide(path, repository) : null
      if (known.size >= CACHED_PATHS) known.clear()
      known.set(key, tier)
      return tier
    },
  }
}

/**
 * The highest tier of the files a pull request touches (METRICS section 7).
 * A file is T0 if a T0 glob matches, else the first of T3, T2, T1 that matches, else T0 if it is prose, else T2 and unclassified.
 * Nothing touched: T0. The organisation's own globs and surfaces come before the defaults.
 */
export function toPullRequestTier(paths: Iterable<string>, policy: TierPolicy, repository?: string): PullRequestTier {
  let highest: { tier: Tier; path: string | null } = { tier: 'T0', path: null }
  const unclassified: string[] = []
  let isByRule = false
  for (const path of paths) {
    const known = policy.toFileTier(path, repository)
    if (known === null) unclassified.push(path)
    const tier = known ?? 'T2'
    if (known !== null && known >= 'T2') isByRule = true
    if (highest.path === null || tier > highest.tier) highest = { tier, path }
  }
  return { ...highest, unclassified, ...(unclassified.length > 0 && !isByRule && { isByDefault: true as const }) }
}

const DIRECTORY_LEVELS = 2

/** Directories of the paths, at most two levels deep ("packages/foo"), sorted; files of the root are in "(root)". */
export function listDirectories(paths: Iterable<string>): string[] {
  const directories = new Set<string>()
  for (const path of paths) directories.add(path.split('/').slice(0, -1).slice(0, DIRECTORY_LEVELS).join('/') || '(root)')
  return [...directories].sort()
}

function compileGlobs(globs: Partial<Record<Tier, string[]>>): Partial<Record<Tier, Matcher>> {
  const compiled: Partial<Record<Tier, Matcher>> = {}
  for (const tier of TIERS) {
    const list = globs[tier]
    if (list && list.length > 0) compiled[tier] = toMatcher(list)
  }
  return compiled
}

/** Without `dot` the files below .github or .config would match nothing. */
function toMatcher(globs: readonly string[]): Matcher {
  return picomatch([...globs], { dot: true })
}
