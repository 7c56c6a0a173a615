import { LineCounter, parseDocument } from 'yaml'
import { toProblems, type ConfigurationProblem } from './configuration-problems'
import { configurationSchema, type ConfigurationFile } from './configuration-schema'
import { MERGE_BOTS, TIER_RULES, type TierRule } from './defaults'
import { TIERS, type Tier } from './tiers'
import { findYamlProblem } from './yaml-problems'

/** plumbline.yml with every default in place. */
export interface Configuration extends Omit<ConfigurationFile, 'tiers' | 'slo' | 'tickets' | 'teams' | 'people' | 'merges'> {
  teams: {
    /** Slugs in lower case; null: every team of GitHub. */
    include: ReadonlySet<string> | null
    exclude: ReadonlySet<string>
    /** By slug in lower case. */
    calendars: ReadonlyMap<string, { timeZone: string; holidays: string[] }>
  }
  tiers: { globs: Partial<Record<Tier, string[]>>; rules: Record<Tier, TierRule> }
  slo: {
    limitWeekdayHours: number
    target: number
    byTier: Record<Tier, { limitWeekdayHours: number; target: number }>
    /** Tiers whose limit differs from the general one because the file says so. */
    ownTiers: Tier[]
  }
  tickets: { pattern: string; url: string | null } | null
  people: {
    /** Logins in lower case, without "[bot]". */
    machines: ReadonlySet<string>
  }
  merges: {
    /** Logins in lower case, without "[bot]": those built in and those of the file. */
    bots: ReadonlySet<string>
  }
}

export type ParsedConfiguration =
  { configuration: Configuration; problems: [] } | { configuration: null; problems: [ConfigurationProblem, ...ConfigurationProblem[]] }

/** What holds without a file. */
export function toDefaultConfiguration(): Configuration {
  return toConfiguration(configurationSchema.parse({}))
}

/**
 * Reads plumbline.yml. Every mistake comes back with file, line and key; nothing is thrown and nothing half-read.
 * An empty file is the defaults. An unknown key is a mistake, because a misspelt one would silently do nothing.
 */
export function parseConfiguration(text: string, fileName: string): ParsedConfiguration {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = findYamlProblem({ document, lines, fileName })
  if (broken) return failed([broken])
  const parsed = configurationSchema.safeParse(withoutNulls(document.toJS()) ?? {}, { reportInput: true })
  if (parsed.success) return { configuration: toConfiguration(parsed.data), problems: [] }
  const problems = parsed.error.issues.flatMap((issue) => toProblems(issue, { document, lines, fileName }))
  return failed(withoutEchoes(problems).sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
}

/** A misspelt key is one mistake: that the right one is therefore missing is not told as well. */
function withoutEchoes(problems: ConfigurationProblem[]): ConfigurationProblem[] {
  const meant = new Set(problems.flatMap(({ meantKey }) => (meantKey === undefined ? [] : [meantKey])))
  return problems.filter(({ key }) => !meant.has(key))
}

/** "slo:" with every line below it commented out is null to YAML, and not there to a person. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, part]) => part !== null)
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutNulls(part)]))
}

function failed(problems: ConfigurationProblem[]): ParsedConfiguration {
  const [first, ...others] = problems
  if (!first) throw new Error('A configuration that failed to parse has no problem')
  return { configuration: null, problems: [first, ...others] }
}

function toConfiguration({ teams, tiers, slo, tickets, people, merges, organization, ...rest }: ConfigurationFile): Configuration {
  const { limitWeekdayHours, target } = slo
  const rules = byEachTier((tier) => ({ ...TIER_RULES[tier], ...tiers.rules[tier] }))
  const byTier = byEachTier((tier) => ({ limitWeekdayHours, target, ...slo.byTier[tier] }))
  return {
    ...rest,
    organization,
    teams: {
      include: teams.include ? new Set(teams.include.map((name) => name.toLowerCase())) : null,
      exclude: new Set(teams.exclude.map((name) => name.toLowerCase())),
      calendars: new Map(Object.entries(teams.calendars).map(([name, calendar]) => [name.toLowerCase(), { ...organization, ...calendar }])),
    },
    tiers: { globs: tiers.globs, rules },
    slo: { ...slo, byTier, ownTiers: TIERS.filter((tier) => slo.byTier[tier]) },
    people: { machines: new Set(people.machines.map(toAccountName)) },
    merges: { bots: new Set([...MERGE_BOTS.logins, ...merges.bots.map(toAccountName)]) },
    tickets: tickets ? { pattern: tickets.pattern, url: tickets.url ?? null } : null,
  }
}

/** As accounts are compared: "@Mathlib-Bors[bot]" is mathlib-bors. */
function toAccountName(login: string): string {
  return login
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/\[bot\]$/, '')
}

function byEachTier<T>(make: (tier: Tier) => T): Record<Tier, T> {
  return { T0: make('T0'), T1: make('T1'), T2: make('T2'), T3: make('T3') }
}

/** Whether a team's figures are made at all. */
export function isTeamCounted({ teams }: Configuration, slug: string): boolean {
  const name = slug.toLowerCase()
  return (teams.include === null || teams.include.has(name)) && !teams.exclude.has(name)
}

/** The calendar of a team, else the organisation's. */
export function toCalendar(configuration: Configuration, slug: string | null): { zone: string; holidays: ReadonlySet<string> } {
  const own = slug === null ? undefined : configuration.teams.calendars.get(slug.toLowerCase())
  const { timeZone, holidays } = own ?? configuration.organization
  return { zone: timeZone, holidays: new Set(holidays) }
}
