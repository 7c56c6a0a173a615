import type { ReadingBlocks, SeriesEntry } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import type { Configuration } from '@/lib/policy/configuration'
import type { EmptyPage, RepositoryTiers, SharedPageData } from '@/lib/pages/frame/page'
import type { FigureViewKey } from '@/lib/pages/figures/prepare'

/** The pieces that the method page is made of. */
export type MethodBlock =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  /** `withNumbers`: the same with this organisation's present numbers; null: there is no figure to take apart. */
  | { kind: 'formula'; plain: string; withNumbers: string | null }
  | { kind: 'terms'; terms: Term[] }
  /** Closed until it is asked for. */
  | { kind: 'more'; title: string; terms: Term[] }
  | { kind: 'choices'; choices: Choice[] }
  | { kind: 'link'; href: string; label: string }

export interface Term {
  term: string
  detail: string
}

/** A threshold or rule that could have been another. */
export interface Choice {
  name: string
  inForce: string
  why: string
  /** What real data showed; null: nothing that bears on it. */
  shown: string | null
  /** What is still unknown; null: nothing that we know of. */
  unknown: string | null
}

export interface MethodSection {
  /** The anchor: /method#id. */
  id: string
  name: string
  /** One sentence, before any detail. */
  answer: string
  blocks: MethodBlock[]
}

/** What the numbers of the page come from. */
export interface MethodSource {
  readings: ReadingBlocks
  series: readonly SeriesEntry[]
  /** null: withheld, or not made yet. */
  details: Pick<ScopeDetails, 'ai'> | null
  range: { from: string; to: string }
  configuration: Pick<Configuration, 'tiers' | 'slo' | 'merges' | 'approvals'>
  /** Teams that count. */
  teams: number
  /** What the last hand audit said; null: there was none. */
  auditNote: string | null
  /** Where the path rules of each repository stand, by name; absent: not decided yet. */
  tierStates?: readonly RepositoryTiers[]
  /** Accounts that GitHub lists as people and that are counted as none. */
  machines: MethodMachine[]
}

export interface MethodMachine {
  login: string
  source: 'configured' | 'counted'
  /** counted: its comments, how many begin alike, and on how many pull requests at most. */
  comments: number | null
  alike: number | null
  pullRequests: number | null
  /** Text of others. */
  beginning: string | null
}

export type MethodPage = ({ kind: 'ready' } & SharedPageData & MethodSource) | EmptyPage

/** Where each figure is explained, for links from its popover. */
export const METHOD_ANCHORS: Record<FigureViewKey, string> = {
  capacity: 'headroom',
  confidence: 'confident-merge',
  withoutConfidence: 'without-confidence',
  catch: 'catch',
  trail: 'trail',
  ai: 'ai-share',
  tightest: 'headroom',
  confidentShare: 'without-confidence',
  risky: 'trail',
  independent: 'independent',
}

export const text = (value: string): MethodBlock => ({ kind: 'text', text: value })
export const list = (...items: string[]): MethodBlock => ({ kind: 'list', items })
export const formula = (plain: string, withNumbers: string | null): MethodBlock => ({ kind: 'formula', plain, withNumbers })
export const terms = (...pairs: [string, string][]): MethodBlock => ({ kind: 'terms', terms: pairs.map(toTerm) })
export const more = (title: string, pairs: [string, string][]): MethodBlock => ({ kind: 'more', title, terms: pairs.map(toTerm) })
export const choices = (...items: Choice[]): MethodBlock => ({ kind: 'choices', choices: items })
export const link = (href: string, label: string): MethodBlock => ({ kind: 'link', href, label })

function toTerm([term, detail]: [string, string]): Term {
  return { term, detail }
}
